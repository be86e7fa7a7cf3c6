// A private file system and locks in memory, as strict as a browser's, for tests.

import type { Locks, Release } from '../../src/worker/locks';
import type { HandleOptions } from '../../src/worker/private_file';

class TestFile {
  bytes = new Uint8Array(0);
  handles = 0;
  exclusive = false;
}

export class TestDisk {
  readonly files = new Map<string, TestFile>();
  /** What all files together may take. */
  quota = Infinity;
  /** Whether handles can share a file. */
  shares = true;

  get names(): string[] {
    return [...this.files.keys()].sort();
  }

  get used(): number {
    return [...this.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  get folder(): FileSystemDirectoryHandle {
    return {
      keys: () => [...this.files.keys()][Symbol.iterator](),
      getFileHandle: async (name: string, options?: { create?: boolean }) =>
        this.#entry(name, options?.create ?? false),
      removeEntry: async (name: string) => {
        const file = this.files.get(name);
        if (!file) throw new DOMException('not there', 'NotFoundError');
        if (file.handles > 0) throw new DOMException('in use', 'NoModificationAllowedError');
        this.files.delete(name);
      },
    } as unknown as FileSystemDirectoryHandle;
  }

  write(name: string, text: string): void {
    const file = new TestFile();
    file.bytes = new TextEncoder().encode(text);
    this.files.set(name, file);
  }

  #entry(name: string, create: boolean): FileSystemFileHandle {
    if (!this.files.has(name)) {
      if (!create) throw new DOMException('not there', 'NotFoundError');
      this.files.set(name, new TestFile());
    }
    const file = this.files.get(name) as TestFile;
    return {
      getFile: async () => new File([file.bytes], name),
      createSyncAccessHandle: async (options?: HandleOptions) => this.#handle(file, options?.mode ?? 'readwrite'),
    } as unknown as FileSystemFileHandle;
  }

  #handle(file: TestFile, mode: HandleOptions['mode']): FileSystemSyncAccessHandle {
    const exclusive = !this.shares || mode === 'readwrite';
    if (file.handles > 0 && (exclusive || file.exclusive)) {
      throw new DOMException('in use', 'NoModificationAllowedError');
    }
    file.handles += 1;
    file.exclusive = exclusive;
    const resize = (length: number) => {
      if (this.used - file.bytes.length + length > this.quota) throw new DOMException('full', 'QuotaExceededError');
      const bytes = new Uint8Array(length);
      bytes.set(file.bytes.subarray(0, length));
      file.bytes = bytes;
    };
    return {
      getSize: () => file.bytes.length,
      // As in Chromium: what does not fit is refused without a word.
      truncate: (length: number) => {
        try {
          resize(length);
        } catch {
          return;
        }
      },
      flush: () => undefined,
      read: (out: Uint8Array, { at }: { at: number }) => {
        const part = file.bytes.subarray(at, at + out.length);
        out.set(part);
        return part.length;
      },
      write: (bytes: Uint8Array, { at }: { at: number }) => {
        if (at + bytes.length > file.bytes.length) resize(at + bytes.length);
        file.bytes.set(bytes, at);
        return bytes.length;
      },
      close: () => (file.handles -= 1),
    } as unknown as FileSystemSyncAccessHandle;
  }
}

export class TestLocks implements Locks {
  readonly #taken = new Map<string, ('shared' | 'exclusive')[]>();

  async take(name: string, mode: 'shared' | 'exclusive'): Promise<Release | null> {
    const taken = this.#taken.get(name) ?? [];
    if (taken.includes('exclusive') || (mode === 'exclusive' && taken.length > 0)) return null;
    this.#taken.set(name, [...taken, mode]);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const left = [...(this.#taken.get(name) ?? [])];
      left.splice(left.indexOf(mode), 1);
      this.#taken.set(name, left);
    };
  }

  async held(): Promise<ReadonlySet<string>> {
    return new Set([...this.#taken].filter(([, taken]) => taken.length > 0).map(([name]) => name));
  }
}
