// Published frames on their way to the screen: keeps the newest, and reads its pixels where the engine left them.

import type { RenderedFrame } from './protocol';

/** The shared heap as the page sees it. */
export interface SharedHeap {
  readonly memory: SharedArrayBuffer;
  /** Byte offset of the Int32 that tells the engine which slot is being read, or -1. */
  readonly readingFlag: number;
}

const kNotReading = -1;

export class FrameReader {
  readonly #flag: Int32Array | null;

  constructor(private readonly heap: SharedHeap | null) {
    this.#flag = heap ? new Int32Array(heap.memory, heap.readingFlag, 1) : null;
  }

  /** Calls `use` with the frame's RGBA8 pixels; the engine leaves the slot alone until it returns. */
  read<T>(frame: RenderedFrame, use: (pixels: Uint8Array) => T): T {
    const bytes = frame.width * frame.height * 4;
    if (frame.pixels) return use(new Uint8Array(frame.pixels, 0, bytes));
    if (!this.heap || !this.#flag) throw new Error('a frame in shared memory, and no shared memory');
    Atomics.store(this.#flag, 0, frame.slot);
    try {
      return use(new Uint8Array(this.heap.memory, frame.offset, bytes));
    } finally {
      Atomics.store(this.#flag, 0, kNotReading);
      Atomics.notify(this.#flag, 0);
    }
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
    if (!this.#newest || frame.sequence > this.#newest.sequence) this.#newest = frame;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.schedule(() => this.#run());
  }

  clear(): void {
    this.#newest = null;
  }

  #run(): void {
    this.#scheduled = false;
    const frame = this.#newest;
    this.#newest = null;
    if (frame) this.draw(frame);
  }
}
