// Published frames on their way to the screen: keeps the newest, and reads its pixels where the engine left them.

import type { RenderedFrame } from './protocol';

/**
 * Reads frames, from the shared heap (null where there is none). The engine leaves a slot alone until the page has said
 * that its frame is drawn.
 */
export class FrameReader {
  constructor(private readonly memory: SharedArrayBuffer | null) {}

  read<T>(frame: RenderedFrame, use: (pixels: Uint8Array) => T): T {
    const bytes = frame.width * frame.height * 4;
    if (frame.pixels) return use(new Uint8Array(frame.pixels, 0, bytes));
    if (!this.memory) throw new Error('a frame in shared memory, and no shared memory');
    return use(new Uint8Array(this.memory, frame.offset, bytes));
  }
}

/** Keeps the newest frame that has not been drawn and asks for one animation frame at a time. */
export class FrameQueue {
  #newest: RenderedFrame | null = null;
  #scheduled = false;

  constructor(
    private readonly schedule: (draw: () => void) => void,
    private readonly draw: (frame: RenderedFrame) => void,
  ) {}

  push(frame: RenderedFrame): void {
    if (!this.#newest || frame.number > this.#newest.number) this.#newest = frame;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.schedule(() => this.#run());
  }

  /** Forgets the frame that waits, and returns it: its slot is still taken. */
  clear(): RenderedFrame | null {
    const dropped = this.#newest;
    this.#newest = null;
    return dropped;
  }

  #run(): void {
    this.#scheduled = false;
    const frame = this.#newest;
    this.#newest = null;
    if (frame) this.draw(frame);
  }
}
