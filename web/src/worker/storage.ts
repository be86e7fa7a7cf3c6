// Files of the page's own, in the browser's private file system: scan stores, and exports in the making.
//
// Files of one tab alone carry its name, and the page holds a Web Lock of that name for as long as it lives. At the
// start, files of tabs whose lock is gone are removed; so a crash leaves nothing behind for longer than until the next
// visit.

import { MemoryFile, type OutputFile } from './files';
import { kTabLockPrefix } from '../engine/protocol';
import { type Locks, WebLocks } from './locks';
import { PrivateFile, isFull, removeFile } from './private_file';
import { isHeldInMemory, isPrivateDenial } from './private_window';
import { refuse } from './refusal';
import { browserQuota, kNoRoomText } from './room';
import { scanKey } from './scan_key';
import { ScanStores } from './scan_stores';
import { type ScanStore, type Storage, memoryStore } from './stores';

const kStoreFolder = 'scan-store';
const kExportFolder = 'exports';
/** For a former worker of this page to let go of its files. */
const kPatienceMs = 2000;

export interface Tab {
  readonly tab: string;
  readonly generation: number;
  readonly keep: readonly string[];
}

export async function openStorage(tab: Tab): Promise<Storage> {
  const { root, denial } = await privateFolder();
  if (!root || !navigator.locks) return new MemoryStorage(isPrivateDenial(denial));
  const locks = new WebLocks(navigator.locks);
  const [stores, outputs] = await Promise.all([
    root.getDirectoryHandle(kStoreFolder, { create: true }),
    root.getDirectoryHandle(kExportFolder, { create: true }),
  ]);
  await Promise.all([removeLeftovers(stores, tab, locks), removeLeftovers(outputs, tab, locks)]);
  return PrivateStorage.open(tab, stores, outputs, locks);
}

/** Null where the browser has no such file system or does not give it to this window, for which it may give a reason. */
async function privateFolder(): Promise<{ root: FileSystemDirectoryHandle | null; denial?: unknown }> {
  try {
    const root = await navigator.storage.getDirectory();
    return { root: 'createSyncAccessHandle' in FileSystemFileHandle.prototype ? root : null };
  } catch (denial) {
    return { root: null, denial };
  }
}

/** Of tabs that are gone, and of this page's former workers. */
async function removeLeftovers(folder: FileSystemDirectoryHandle, own: Tab, locks: Locks): Promise<void> {
  const held = await locks.held();
  for await (const name of folder.keys()) {
    const owner = /^([0-9a-z-]+)\.\d/.exec(name)?.[1];
    if (!owner || own.keep.includes(name)) continue;
    if (owner === own.tab) await removeFile(folder, name, kPatienceMs);
    else if (!held.has(kTabLockPrefix + owner)) await removeFile(folder, name);
  }
}

class PrivateStorage implements Storage {
  #count = 0;
  readonly #stores: ScanStores;

  private constructor(
    private readonly tab: Tab,
    stores: FileSystemDirectoryHandle,
    private readonly outputs: FileSystemDirectoryHandle,
    locks: Locks,
  ) {
    this.#stores = new ScanStores({
      folder: stores,
      locks,
      shares: 'mode' in FileSystemSyncAccessHandle.prototype,
      quota: browserQuota,
      now: () => Date.now(),
      ownName: () => this.#ownName(),
    });
  }

  static async open(
    tab: Tab,
    stores: FileSystemDirectoryHandle,
    outputs: FileSystemDirectoryHandle,
    locks: Locks,
  ): Promise<PrivateStorage> {
    const storage = new PrivateStorage(tab, stores, outputs, locks);
    await storage.#stores.clean(tab.generation > 0);
    return storage;
  }

  keyOf(file: File): Promise<string> {
    return scanKey(file);
  }

  findStore(key: string, patient: boolean): Promise<ScanStore | null> {
    return this.#stores.find(key, patient);
  }

  createStore(key: string | null, bytes: number): Promise<ScanStore> {
    return this.#stores.create(key, bytes);
  }

  async createOutput(): Promise<OutputFile> {
    const name = this.#ownName();
    const { entry, file } = await this.#createOutputFile(name).catch((error: unknown) => {
      if (isFull(error)) refuse('room', kNoRoomText);
      throw error;
    });
    return {
      file,
      dispose: async () => {
        file.close();
        await removeFile(this.outputs, name);
      },
      finish: async () => {
        file.close();
        return { file: await entry.getFile(), stored: name };
      },
    };
  }

  async #createOutputFile(name: string) {
    const entry = await this.outputs.getFileHandle(name, { create: true });
    return { entry, file: new PrivateFile(await entry.createSyncAccessHandle(), false) };
  }

  async discard(stored: string): Promise<void> {
    if (stored.startsWith(this.tab.tab)) await removeFile(this.outputs, stored);
  }

  looksPrivate({ file }: ScanStore): boolean {
    return file instanceof PrivateFile && isHeldInMemory(file);
  }

  #ownName(): string {
    return `${this.tab.tab}.${this.tab.generation}-${this.#count++}`;
  }
}

class MemoryStorage implements Storage {
  constructor(private readonly denied: boolean) {}

  async keyOf(): Promise<null> {
    return null;
  }

  async findStore(): Promise<null> {
    return null;
  }

  async createStore(): Promise<ScanStore> {
    return memoryStore();
  }

  async createOutput(mime: string): Promise<OutputFile> {
    const file = new MemoryFile();
    const finish = async () => ({ file: new Blob([file.contents], { type: mime }), stored: null });
    return { file, dispose: async () => undefined, finish };
  }

  async discard(): Promise<void> {}

  looksPrivate(): boolean {
    return this.denied;
  }
}
