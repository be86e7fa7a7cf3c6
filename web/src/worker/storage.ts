// Files of the page's own, in the browser's private file system: scan stores, and exports in the making.
//
// Files of one tab alone carry its name, and the page holds a Web Lock of that name for as long as it lives. After the
// start, files of tabs whose lock is gone are removed; so a crash leaves nothing behind for longer than until the next
// visit.

import { kTabLockPrefix } from '../engine/protocol';
import type { OutputFile } from './files';
import { type Locks, WebLocks } from './locks';
import { MemoryStorage } from './memory_storage';
import { OwnFolder, folderMaker } from './own_folder';
import { PrivateFile, isFull } from './private_file';
import { isHeldInMemory, isPrivateDenial } from './private_window';
import { refuse, sentence } from './refusal';
import { browserQuota } from './room';
import { scanKey } from './scan_key';
import { ScanStores } from './scan_stores';
import type { ScanStore, Storage } from './stores';

const kStoreFolder = 'scan-store';
const kExportFolder = 'exports';
/** For a former worker of this page to let go of its files. */
const kPatienceMs = 2000;

export interface Tab {
  readonly tab: string;
  readonly generation: number;
  readonly keep: readonly string[];
}

/** Where the private file system cannot be had, for whatever reason, in memory. */
export async function openStorage(tab: Tab): Promise<Storage> {
  try {
    if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype) || !navigator.locks) {
      return new MemoryStorage(sentence('diskless-browser'), false);
    }
    const [stores, outputs] = await Promise.all([
      OwnFolder.open(folderMaker(kStoreFolder)),
      OwnFolder.open(folderMaker(kExportFolder)),
    ]);
    return new PrivateStorage(tab, stores, outputs, new WebLocks(navigator.locks));
  } catch (denial) {
    const reason = denial instanceof Error ? denial.message : '';
    const why = reason ? sentence('diskless-refused', { reason }) : sentence('diskless-denied');
    return new MemoryStorage(why, isPrivateDenial(denial));
  }
}

class PrivateStorage implements Storage {
  readonly diskless = null;
  #count = 0;
  readonly #stores: ScanStores;

  constructor(
    private readonly tab: Tab,
    private readonly folder: OwnFolder,
    private readonly outputs: OwnFolder,
    private readonly locks: Locks,
  ) {
    this.#stores = new ScanStores({
      folder,
      locks,
      shares: 'mode' in FileSystemSyncAccessHandle.prototype,
      quota: browserQuota,
      now: () => Date.now(),
      ownName: () => this.#ownName(),
    });
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
      if (isFull(error)) refuse('room', 'room-none');
      throw error;
    });
    return {
      file,
      dispose: async () => {
        file.close();
        await this.outputs.remove(name);
      },
      finish: async () => {
        file.close();
        return { file: await entry.getFile(), stored: name };
      },
    };
  }

  async #createOutputFile(name: string) {
    const entry = await this.outputs.entry(name);
    return { entry, file: new PrivateFile(await entry.createSyncAccessHandle(), false) };
  }

  async discard(stored: string): Promise<void> {
    if (stored.startsWith(this.tab.tab)) await this.outputs.remove(stored);
  }

  looksPrivate({ file }: ScanStore): boolean {
    return file instanceof PrivateFile && isHeldInMemory(file);
  }

  async clean(): Promise<void> {
    await Promise.all([this.#removeLeftovers(this.folder), this.#removeLeftovers(this.outputs)]);
    await this.#stores.clean(this.tab.generation > 0);
  }

  /** Of tabs that are gone, and of this page's former workers. */
  async #removeLeftovers(folder: OwnFolder): Promise<void> {
    const { tab, generation, keep } = this.tab;
    const held = await this.locks.held();
    for (const name of await folder.names()) {
      const [, owner, made] = /^([0-9a-z-]+)\.(\d+)-/.exec(name) ?? [];
      if (!owner || keep.includes(name)) continue;
      if (owner !== tab) {
        if (!held.has(kTabLockPrefix + owner)) await folder.remove(name);
      } else if (Number(made) < generation) {
        await folder.remove(name, kPatienceMs);
      }
    }
  }

  #ownName(): string {
    return `${this.tab.tab}.${this.tab.generation}-${this.#count++}`;
  }
}
