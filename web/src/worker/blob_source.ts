// The scan as the engine reads it: slices of a Blob.

import type { EngineFile } from './engine_module';
import { refuse } from './refusal';

/** Read at once where reads jump, and, doubled with every read, where they go on: each costs its message to the browser. */
const kLeastAhead = 1 << 20;
const kMostAhead = 1 << 24;

/** Random access reads of a Blob, such as the File that was dropped. Never holds more than the read-ahead buffer. */
export class BlobSource implements EngineFile {
  readonly #reader = new FileReaderSync();
  #buffer = new Uint8Array(0);
  #ahead = kLeastAhead;
  #bufferStart = 0;

  /**
   * `alive` is called whenever the browser is asked, so that one who waits for the engine hears of it meanwhile. What it
   * throws is thrown by the read.
   */
  constructor(
    private readonly blob: Blob,
    private readonly alive: () => void = () => undefined,
  ) {}

  size(): number {
    return this.blob.size;
  }

  read(heap: Uint8Array, offset: number): number {
    const wanted = Math.min(heap.length, Math.max(0, this.blob.size - offset));
    if (wanted === 0) return 0;
    if (wanted >= this.#ahead) {
      heap.set(this.#slice(offset, wanted));
      return wanted;
    }
    let at = offset - this.#bufferStart;
    if (at < 0 || at + wanted > this.#buffer.length) {
      const goesOn = this.#buffer.length > 0 && at >= 0 && at <= this.#buffer.length;
      this.#ahead = goesOn ? Math.min(2 * this.#ahead, kMostAhead) : kLeastAhead;
      this.#buffer = this.#slice(offset, Math.min(this.#ahead, this.blob.size - offset));
      this.#bufferStart = offset;
      at = 0;
    }
    heap.set(this.#buffer.subarray(at, at + wanted));
    return wanted;
  }

  write(): number {
    refuse('io', 'file-read-only');
  }

  shorten(): void {
    refuse('io', 'file-read-only');
  }

  /** The engine's heap may be shared memory, which FileReaderSync cannot fill: so it is copied by the caller. */
  #slice(offset: number, length: number): Uint8Array<ArrayBuffer> {
    this.alive();
    try {
      return new Uint8Array(this.#reader.readAsArrayBuffer(this.blob.slice(offset, offset + length)));
    } catch {
      refuse('io', 'file-gone');
    }
  }
}
