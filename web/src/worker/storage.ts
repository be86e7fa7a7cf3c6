// Scratch files of this tab, in the browser's private file system: scan stores and exports in the making.
//
// Every tab names its files after itself and holds a Web Lock of that name for as long as it lives. At the start, files
// of tabs whose lock is gone are removed; so a crash leaves nothing behind for longer than until the next visit.

import { HandleFile, MemoryFile, type OutputFile, type OwnFile } from './files';

const kStoreFolder = 'scan-store';
const kExportFolder = 'exports';
const kLockPrefix = 'safelight-tab-';

export interface Storage {
  createStore(): Promise<OwnFile>;
  createOutput(mime: string): Promise<OutputFile>;
  discard(stored: string): Promise<void>;
}

export async function openStorage(): Promise<Storage> {
  const tab = crypto.randomUUID();
  holdLock(kLockPrefix + tab);
  const root = await privateFolder();
  if (!root) return new MemoryStorage();
  const stores = await root.getDirectoryHandle(kStoreFolder, { create: true });
  const outputs = await root.getDirectoryHandle(kExportFolder, { create: true });
  const living = await livingTabs();
  await Promise.all([removeLeftovers(stores, living), removeLeftovers(outputs, living)]);
  return new PrivateStorage(tab, stores, outputs);
}

/** Null where the browser has no such file system or does not give it to this window. */
async function privateFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return 'createSyncAccessHandle' in FileSystemFileHandle.prototype ? root : null;
  } catch {
    return null;
  }
}

function holdLock(name: string): void {
  // Never resolved: the browser releases it when the worker ends, however it ends.
  void navigator.locks?.request(name, () => new Promise<void>(() => {}));
}

async function livingTabs(): Promise<ReadonlySet<string> | null> {
  const held = (await navigator.locks?.query())?.held;
  if (!held) return null;
  const names = held.map((lock) => lock.name ?? '').filter((name) => name.startsWith(kLockPrefix));
  return new Set(names.map((name) => name.slice(kLockPrefix.length)));
}

async function removeLeftovers(folder: FileSystemDirectoryHandle, living: ReadonlySet<string> | null): Promise<void> {
  for await (const name of folder.keys()) {
    const owner = name.split('.')[0] ?? '';
    if (living?.has(owner)) continue;
    // A file that is open in another tab cannot be removed, and should not be.
    await folder.removeEntry(name).catch(() => undefined);
  }
}

class PrivateStorage implements Storage {
  #count = 0;

  constructor(
    private readonly tab: string,
    private readonly stores: FileSystemDirectoryHandle,
    private readonly outputs: FileSystemDirectoryHandle,
  ) {}

  async createStore(): Promise<OwnFile> {
    const { handle, name } = await this.#create(this.stores);
    return { file: new HandleFile(handle), dispose: () => this.#dispose(this.stores, name, handle) };
  }

  async createOutput(): Promise<OutputFile> {
    const { handle, name, entry } = await this.#create(this.outputs);
    return {
      file: new HandleFile(handle),
      dispose: () => this.#dispose(this.outputs, name, handle),
      finish: async () => {
        handle.flush();
        handle.close();
        return { file: await entry.getFile(), stored: name };
      },
    };
  }

  async discard(stored: string): Promise<void> {
    if (stored.startsWith(this.tab)) await this.outputs.removeEntry(stored).catch(() => undefined);
  }

  async #create(folder: FileSystemDirectoryHandle) {
    const name = `${this.tab}.${this.#count++}`;
    const entry = await folder.getFileHandle(name, { create: true });
    return { name, entry, handle: await entry.createSyncAccessHandle() };
  }

  #dispose(folder: FileSystemDirectoryHandle, name: string, handle: FileSystemSyncAccessHandle): void {
    handle.close();
    void folder.removeEntry(name).catch(() => undefined);
  }
}

class MemoryStorage implements Storage {
  async createStore(): Promise<OwnFile> {
    return { file: new MemoryFile(), dispose: () => undefined };
  }

  async createOutput(mime: string): Promise<OutputFile> {
    const file = new MemoryFile();
    const finish = async () => ({ file: new Blob([file.contents], { type: mime }), stored: null });
    return { file, dispose: () => undefined, finish };
  }

  async discard(): Promise<void> {}
}
