// Published frames on their way to the screen: their pixels, where the engine left them.

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
