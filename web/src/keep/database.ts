// The journal's database in the browser (IndexedDB): one transaction for each change, so that what is read is whole.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Head, Part, PartKey } from './records';

const kName = 'easelight-journal';
const kVersion = 1;
/** A browser that is asked for its database may never answer. */
const kPatienceMs = 10_000;
/** Records that could not be read are kept for whoever can, up to this many. */
const kMostAside = 20;

interface Schema extends DBSchema {
  heads: { key: string; value: unknown };
  parts: { key: PartKey; value: unknown };
  /** Files that can be read again after a click. Apart from the heads: one that cannot be restored spoils what it is in. */
  handles: { key: string; value: FileSystemFileHandle };
  /** A small picture of the graded scan. */
  thumbnails: { key: string; value: Blob };
  aside: { key: number; value: unknown };
}

export interface Change {
  readonly head: Head;
  /** Whether the parts that are there are removed first. */
  readonly anew: boolean;
  readonly puts: readonly Part[];
  readonly deletes: readonly PartKey[];
}

export interface StoredScan {
  readonly head: unknown;
  readonly parts: readonly Part[];
}

/**
 * `strict` is written through to the disk before it counts as written, and outlasts a power cut; otherwise it is with
 * the operating system, and outlasts the browser. With a solid-state disk both take about a millisecond; with others the
 * first takes tens of them, and keeps the disk awake.
 */
export type Durability = 'strict' | 'relaxed';

export class JournalDatabase {
  private constructor(private readonly database: IDBPDatabase<Schema>) {}

  /** `onLost`: the browser has closed it, as when it removes what it keeps for this page. */
  static async open(onLost: () => void): Promise<JournalDatabase> {
    const opening = openDB<Schema>(kName, kVersion, {
      upgrade(created, before) {
        if (before < 1) {
          created.createObjectStore('heads', { keyPath: 'key' });
          created.createObjectStore('parts');
          created.createObjectStore('handles');
          created.createObjectStore('thumbnails');
          created.createObjectStore('aside', { autoIncrement: true });
        }
      },
      // A newer page wants to change the database: it waits until this one lets go.
      blocking: (_before, _wanted, { target }) => {
        (target as IDBDatabase).close();
        onLost();
      },
      terminated: onLost,
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silent = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error("the browser's database does not answer")), kPatienceMs);
    });
    try {
      return new JournalDatabase(await Promise.race([opening, silent]));
    } catch (error) {
      opening.then((late) => late.close()).catch(() => undefined);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.database.close();
  }

  heads(): Promise<unknown[]> {
    return this.database.getAll('heads');
  }

  async thumbnails(): Promise<ReadonlyMap<string, Blob>> {
    const transaction = this.database.transaction('thumbnails');
    const { store, done } = transaction;
    const [keys, blobs] = await Promise.all([store.getAllKeys(), store.getAll(), done]);
    return new Map(keys.map((key, index) => [key, blobs[index] as Blob]));
  }

  handle(key: string): Promise<FileSystemFileHandle | undefined> {
    return this.database.get('handles', key);
  }

  async putHandle(key: string, handle: FileSystemFileHandle): Promise<void> {
    await this.database.put('handles', handle, key);
  }

  async keysWithHandle(): Promise<ReadonlySet<string>> {
    return new Set(await this.database.getAllKeys('handles'));
  }

  async putThumbnail(key: string, picture: Blob): Promise<void> {
    await this.database.put('thumbnails', picture, key);
  }

  async read(key: string): Promise<StoredScan | null> {
    const transaction = this.database.transaction(['heads', 'parts']);
    const parts = transaction.objectStore('parts');
    const [head, keys, values] = await Promise.all([
      transaction.objectStore('heads').get(key),
      parts.getAllKeys(partsOf(key)),
      parts.getAll(partsOf(key)),
      transaction.done,
    ]);
    return head === undefined ? null : { head, parts: keys.map((at, index) => ({ key: at, value: values[index] })) };
  }

  /** `plan` sees the head that is there, and says what to write; null leaves all as it is. */
  async write(key: string, durability: Durability, plan: (stored: unknown) => Change | null): Promise<void> {
    const transaction = this.database.transaction(['heads', 'parts'], 'readwrite', { durability });
    const heads = transaction.objectStore('heads');
    const parts = transaction.objectStore('parts');
    const write = async () => {
      const change = plan(await heads.get(key));
      if (!change) return;
      const removals = change.anew ? [parts.delete(partsOf(key))] : change.deletes.map((at) => parts.delete(at));
      const puts = change.puts.map((part) => parts.put(part.value, part.key));
      await Promise.all([...removals, ...puts, heads.put(change.head)]);
    };
    await Promise.all([write(), transaction.done]);
  }

  /** Changes a head as it is there, if it is. */
  async update(key: string, change: (head: unknown) => unknown): Promise<void> {
    const transaction = this.database.transaction('heads', 'readwrite');
    const write = async () => {
      const head = await transaction.store.get(key);
      if (head !== undefined) await transaction.store.put(change(head));
    };
    await Promise.all([write(), transaction.done]);
  }

  async remove(key: string): Promise<void> {
    const transaction = this.database.transaction(['heads', 'parts', 'handles', 'thumbnails'], 'readwrite');
    await Promise.all([
      transaction.objectStore('heads').delete(key),
      transaction.objectStore('parts').delete(partsOf(key)),
      transaction.objectStore('handles').delete(key),
      transaction.objectStore('thumbnails').delete(key),
      transaction.done,
    ]);
  }

  /** Moves what cannot be read out of the way. */
  async setAside(key: string, reason: string): Promise<void> {
    const stored = await this.read(key);
    const kept = await this.database.getAllKeys('aside');
    const transaction = this.database.transaction(['heads', 'parts', 'aside'], 'readwrite');
    const aside = transaction.objectStore('aside');
    await Promise.all([
      aside.add({ reason, ...stored }),
      ...kept.slice(0, Math.max(0, kept.length - kMostAside + 1)).map((oldest) => aside.delete(oldest)),
      transaction.objectStore('heads').delete(key),
      transaction.objectStore('parts').delete(partsOf(key)),
      transaction.done,
    ]);
  }
}

function partsOf(key: string): IDBKeyRange {
  // An array sorts after every string: these are all keys that begin with this one.
  return IDBKeyRange.bound([key], [key, []]);
}
