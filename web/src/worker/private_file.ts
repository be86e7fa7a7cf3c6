// Files of the browser's private file system (OPFS), through its synchronous handles.

import type { EngineFile } from './engine_module';
import { refuse } from './refusal';

/** Newer browsers let several handles share a file, if all of them ask for it; elsewhere a handle is alone. */
export interface HandleOptions {
  readonly mode: 'readwrite' | 'readwrite-unsafe';
}

declare global {
  interface FileSystemFileHandle {
    createSyncAccessHandle(options?: HandleOptions): Promise<FileSystemSyncAccessHandle>;
  }
}

/** The file's bytes go to the disk in pieces of this size: one flush of them all would keep the worker silent. */
const kFlushBytes = 64 << 20;
const kRetryMs = 100;
const kRoomStep = 1 << 20;

export class PrivateFile implements EngineFile {
  #unflushed = 0;

  /** `durable`: the file is to be found whole after a power cut. */
  constructor(
    private readonly handle: FileSystemSyncAccessHandle,
    private readonly durable: boolean,
  ) {}

  size(): number {
    return this.handle.getSize();
  }

  read(heap: Uint8Array, offset: number): number {
    const read = this.handle.read(heap as Uint8Array<ArrayBuffer>, { at: offset });
    // Chromium returns a negative error code as an unsigned number where the file was deleted.
    if (read > heap.length) refuse('io', 'store-deleted');
    return read;
  }

  write(heap: Uint8Array, offset: number): number {
    const written = this.handle.write(heap as Uint8Array<ArrayBuffer>, { at: offset });
    // Chromium returns a negative error code as an unsigned number where the disk, or the quota, is full.
    if (written > heap.length) return 0;
    this.#unflushed += written;
    if (this.durable && this.#unflushed >= kFlushBytes) this.flush();
    return written;
  }

  shorten(bytes: number): void {
    this.handle.truncate(bytes);
  }

  /**
   * Empties the file and tells whether `bytes` bytes will fit. What the browser says of its quota may be rounded, or made
   * up to tell nothing of the machine; but no file can be made longer than it allows.
   */
  hasRoom(bytes: number): boolean {
    try {
      this.handle.truncate(bytes);
      // Chromium says nothing of its refusal, and leaves the file as it was.
      return this.handle.getSize() === bytes;
    } catch {
      return false;
    } finally {
      this.handle.truncate(0);
    }
  }

  /** The largest size that this file could have, to a mebibyte; `most` is known to be too much. */
  roomBelow(most: number): number {
    let [fits, fails] = [0, most];
    while (fails - fits > kRoomStep) {
      const middle = Math.floor((fits + fails) / 2);
      if (this.hasRoom(middle)) fits = middle;
      else fails = middle;
    }
    return fits;
  }

  flush(): void {
    this.handle.flush();
    this.#unflushed = 0;
  }

  close(): void {
    this.handle.close();
  }
}

/** Tries again for a while: a worker that was ended lets go of its files a moment later. */
export async function patiently<T>(milliseconds: number, attempt: () => Promise<T>): Promise<T> {
  for (let left = milliseconds; ; left -= kRetryMs) {
    try {
      return await attempt();
    } catch (error) {
      if (left <= 0) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, kRetryMs));
  }
}

/** Whether the quota, or the disk, is used up. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

export function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}
