// The scan stores on disk: found again when the same file is opened, shared between tabs, removed when room is needed.
//
// KEY.tiles is written by the engine, KEY.json says that it is complete. Two locks guard a key: `use`, shared by all who
// have it open and taken alone to remove it; and `write`, held while it is being decoded. A store that cannot be shared
// (another tab writes it, or the browser lets only one handle open a file) is decoded again, under a name of the tab's
// own, and removed when it is closed.

import { kMostMemoryBytes } from './files';
import type { Locks, Release } from './locks';
import type { OwnFolder } from './own_folder';
import { type PrivateFile, isFull, patiently } from './private_file';
import { type QuotaTeller, refuseForRoom, storeLimit } from './room';
import { type StoreHeader, headerFromText, textFromHeader } from './store_header';
import { type ScanStore, memoryStore } from './stores';

const kTiles = '.tiles';
const kHeader = '.json';
const kPatienceMs = 3000;

export interface ScanStoresParts {
  readonly folder: OwnFolder;
  readonly locks: Locks;
  /** Whether several handles can share a file. */
  readonly shares: boolean;
  readonly quota: QuotaTeller;
  readonly now: () => number;
  /** A name for a file of this tab's own. */
  readonly ownName: () => string;
}

type DiskStore = ScanStore & { readonly file: PrivateFile };

export class ScanStores {
  constructor(private readonly parts: ScanStoresParts) {}

  /**
   * Removes stores that were never finished. Those that another tab is writing are told from leftovers by their locks;
   * `patient`: the locks of a worker that has just ended may still be held.
   */
  async clean(patient: boolean): Promise<void> {
    const names = await this.parts.folder.names();
    for (const name of names) {
      const key = keyFromName(name);
      // A header without tiles is a leftover as well.
      const unfinished = async () => !(await this.#header(key)) || !(await this.parts.folder.has(key + kTiles));
      if (key && (await unfinished())) await this.#removeUnused(key, patient ? kPatienceMs : 0, unfinished);
    }
  }

  /** A complete store, to be used; null where there is none that this tab can have. */
  async find(key: string, patient: boolean): Promise<ScanStore | null> {
    const patience = patient ? kPatienceMs : 0;
    const release = await this.#use(key, patience);
    if (!release) return null;
    const header = await this.#header(key);
    const file = header && (await this.#openTiles(key, patience));
    if (!header || !file) {
      release();
      return null;
    }
    await this.#writeHeader({ ...header, lastUse: this.parts.now() }).catch(() => undefined);
    return this.#keyed(header.record, key, file, release);
  }

  /** A new store of `bytes` bytes. Refuses where there is no room for it, except that a small one goes into memory. */
  async create(key: string | null, bytes: number): Promise<ScanStore> {
    await this.#makeRoom(bytes);
    for (;;) {
      const store = await this.#createAny(key, bytes);
      if (store?.file.hasRoom(bytes)) return store;
      const left = store?.file.roomBelow(bytes) ?? 0;
      await store?.dispose();
      if (await this.#removeOldest()) continue;
      if (bytes <= kMostMemoryBytes) return memoryStore();
      refuseForRoom(bytes, left);
    }
  }

  /** Null where the disk is so full that not even an empty file fits. */
  async #createAny(key: string | null, bytes: number): Promise<DiskStore | null> {
    try {
      return (key && (await this.#createKeyed(key, bytes))) || (await this.#createOwn());
    } catch (error) {
      if (isFull(error)) return null;
      throw error;
    }
  }

  async #createKeyed(key: string, bytes: number): Promise<DiskStore | null> {
    const { folder, locks, now } = this.parts;
    const writing = await locks.take(writeLock(key), 'exclusive');
    const using = writing && (await this.#use(key, 0));
    if (!using) {
      writing?.();
      return null;
    }
    const release = () => (using(), writing());
    try {
      // What is there is not complete, or of no use: `find` came first.
      await folder.remove(key + kHeader);
      const file = await this.#openHandle(key + kTiles, true);
      const store = this.#keyed(null, key, file, release);
      const complete = async (record: string) => {
        file.flush();
        await this.#writeHeader({ key, bytes, lastUse: now(), record });
        store.record = record;
        writing();
      };
      return Object.assign(store, { complete });
    } catch {
      release();
      return null;
    }
  }

  async #createOwn(): Promise<DiskStore> {
    const { folder, ownName } = this.parts;
    const name = ownName();
    const file = await this.#openHandle(name, false);
    const dispose = async () => {
      file.close();
      await folder.remove(name);
    };
    const isThere = () => folder.has(name);
    return { key: null, record: null, file, isThere, complete: async () => undefined, dispose, remove: dispose };
  }

  /** `record` is null until the store is complete; one that never is leaves nothing behind. */
  #keyed(record: string | null, key: string, file: PrivateFile, release: Release): DiskStore {
    const close = async (remove: boolean) => {
      file.close();
      if (remove) await this.#removeFiles(key);
      release();
    };
    const store: DiskStore = {
      key,
      record,
      file,
      isThere: () => this.parts.folder.has(key + kTiles),
      complete: async () => undefined,
      dispose: () => close(store.record === null),
      remove: () => close(true),
    };
    return store;
  }

  #use(key: string, patience: number): Promise<Release | null> {
    return this.parts.locks.take(useLock(key), this.parts.shares ? 'shared' : 'exclusive', patience);
  }

  async #openTiles(key: string, patience: number): Promise<PrivateFile | null> {
    try {
      return await patiently(patience, () => this.#openHandle(key + kTiles, true));
    } catch {
      return null;
    }
  }

  #openHandle(name: string, shared: boolean): Promise<PrivateFile> {
    const mode = shared && this.parts.shares ? 'readwrite-unsafe' : 'readwrite';
    return this.parts.folder.open(name, { mode }, shared);
  }

  /** Keeps the stores within their limit, this one included, as far as they are not in use. */
  async #makeRoom(bytes: number): Promise<void> {
    const stores = await this.#complete();
    const limit = storeLimit(await this.parts.quota());
    let stored = stores.reduce((sum, store) => sum + store.bytes, 0);
    for (const store of stores) {
      if (stored + bytes <= limit) return;
      if (await this.#removeUnused(store.key)) stored -= store.bytes;
    }
  }

  /** Of those that nobody uses. False where there is none. */
  async #removeOldest(): Promise<boolean> {
    for (const store of await this.#complete()) {
      if (await this.#removeUnused(store.key)) return true;
    }
    return false;
  }

  /** Least recently used first. */
  async #complete(): Promise<StoreHeader[]> {
    const headers: StoreHeader[] = [];
    for (const name of await this.parts.folder.names()) {
      const header = name.endsWith(kHeader) ? await this.#header(keyFromName(name)) : null;
      if (header) headers.push(header);
    }
    return headers.sort((one, other) => one.lastUse - other.lastUse);
  }

  async #header(key: string): Promise<StoreHeader | null> {
    const text = await this.parts.folder.readText(key + kHeader);
    const header = text === null ? null : headerFromText(text);
    return header?.key === key ? header : null;
  }

  #writeHeader(header: StoreHeader): Promise<void> {
    return this.parts.folder.writeText(header.key + kHeader, textFromHeader(header));
  }

  /** `still`: whether it is to go at all, when nobody else can change it any more. */
  async #removeUnused(key: string, patience = 0, still = async () => true): Promise<boolean> {
    const release = await this.parts.locks.take(useLock(key), 'exclusive', patience);
    if (!release) return false;
    try {
      return (await still()) && (await this.#removeFiles(key, patience));
    } finally {
      release();
    }
  }

  /** The header goes first: without it the rest is a leftover. */
  async #removeFiles(key: string, patience = 0): Promise<boolean> {
    await this.parts.folder.remove(key + kHeader, patience);
    return this.parts.folder.remove(key + kTiles, patience);
  }
}

function keyFromName(name: string): string {
  return /^([0-9a-f]{32})\.(tiles|json)$/.exec(name)?.[1] ?? '';
}

const useLock = (key: string) => `easelight-use-${key}`;
const writeLock = (key: string) => `easelight-write-${key}`;
