// Files of our own, and such a file in memory. Those on disk are in private_file.ts.

import type { EngineFile } from './engine_module';
import { refuse } from './refusal';

/** A file of our own that can be given up: closed and removed. */
export interface OwnFile {
  readonly file: EngineFile;
  dispose(): Promise<void>;
}

/** Exported bytes: written first, then taken as a Blob. */
export interface OutputFile extends OwnFile {
  /** Closes the file and returns what was written. `stored` names it on disk, or is null. */
  finish(): Promise<{ readonly file: Blob; readonly stored: string | null }>;
}

/** What may be held in memory where the disk cannot be used. */
export const kMostMemoryBytes = 64 << 20;

/** Where there is no OPFS (private windows of some browsers), or no room on disk: memory, to a limit. */
export class MemoryFile implements EngineFile {
  #bytes = new Uint8Array(1 << 16);
  #size = 0;

  constructor(private readonly limit = kMostMemoryBytes) {}

  size(): number {
    return this.#size;
  }

  get contents(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#size);
  }

  read(heap: Uint8Array, offset: number): number {
    const part = this.#bytes.subarray(Math.min(offset, this.#size), Math.min(offset + heap.length, this.#size));
    heap.set(part);
    return part.length;
  }

  write(heap: Uint8Array, offset: number): number {
    const end = offset + heap.length;
    if (end > this.limit) {
      refuse('io', 'scratch-full', { limit: Math.round(this.limit / (1 << 20)) });
    }
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.min(this.limit, Math.max(end, this.#bytes.length * 2)));
      grown.set(this.contents);
      this.#bytes = grown;
    }
    this.#bytes.set(heap, offset);
    this.#size = Math.max(this.#size, end);
    return heap.length;
  }

  shorten(bytes: number): void {
    this.#size = bytes;
  }
}
