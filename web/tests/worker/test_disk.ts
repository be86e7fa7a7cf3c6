// A private file system and locks in memory, as strict as a browser's, for tests.

import type { Locks, Release } from '../../src/worker/locks';
import { OwnFolder } from '../../src/worker/own_folder';
import type { HandleOptions } from '../../src/worker/private_file';

class TestFile {
  bytes = new Uint8Array(0);
  handles = 0;
  exclusive = false;
}

export class TestDisk {
  /** Changed whole when the folder is deleted: who holds a handle of it then holds one of nothing. */
  files = new Map<string, TestFile>();
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

  readonly #gone = new Set<Map<string, TestFile>>();

  /** A handle of the folder; `deleted` may take its files from under it. */
  get folder(): FileSystemDirectoryHandle {
    const { files } = this;
    const there = () => {
      if (this.#gone.has(files)) throw new DOMException('not there', 'NotFoundError');
      return files;
    };
    return {
      keys: () => [...there().keys()][Symbol.iterator](),
      getFileHandle: async (name: string, options?: { create?: boolean }) =>
        this.#entry(there(), name, options?.create ?? false),
      removeEntry: async (name: string) => {
        const file = there().get(name);
        if (!file) throw new DOMException('not there', 'NotFoundError');
        if (file.handles > 0) throw new DOMException('in use', 'NoModificationAllowedError');
        files.delete(name);
      },
    } as unknown as FileSystemDirectoryHandle;
  }

  /** As when the site's storage is deleted: open files can still be read, on some systems. */
  delete(): void {
    this.#gone.add(this.files);
    this.files = new Map();
  }

  own(): Promise<OwnFolder> {
    return OwnFolder.open(async () => this.folder);
  }

  write(name: string, text: string): void {
    const file = new TestFile();
    file.bytes = new TextEncoder().encode(text);
    this.files.set(name, file);
  }

  #entry(files: Map<string, TestFile>, name: string, create: boolean): FileSystemFileHandle {
    if (!files.has(name)) {
      if (!create) throw new DOMException('not there', 'NotFoundError');
      files.set(name, new TestFile());
    }
    const file = files.get(name) as TestFile;
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
