// The journal's database in the browser (IndexedDB): one transaction for each change, so that what is read is whole.

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { text } from '../i18n/text';
import { kVersion, migrate } from './migrations';
import { within } from './patience';
import type { Head, Part, PartKey } from './records';

const kName = 'easelight-journal';
const kPatienceMs = 10_000;
const kLastSession = 'last';
/** Small pictures are kept of so many scans; of the others the list shows none. */
export const kMostThumbnails = 500;

/** On a record that cannot be read: why. */
export interface Mark {
  readonly reason: string;
}

interface Schema extends DBSchema {
  heads: { key: string; value: unknown; indexes: { used: number; picture: string } };
  parts: { key: PartKey; value: unknown };
  /** Files that can be read again after a click. Apart from the heads: one that cannot be restored spoils what it is in. */
  handles: { key: string; value: FileSystemFileHandle };
  /** A small picture of the graded scan. */
  thumbnails: { key: string; value: { readonly picture: Blob; readonly taken: number }; indexes: { taken: number } };
  /** Of the records that cannot be read. */
  marks: { key: string; value: Mark };
  /** Which scans were open last, under one key. */
  sessions: { key: typeof kLastSession; value: unknown };
}

export interface Change {
  readonly head: Head;
  /** Whether the parts that are there are removed first. */
  readonly anew: boolean;
  readonly puts: readonly Part[];
  readonly deletes: readonly PartKey[];
  /** The record that is there makes way: it is kept as it is under this key, with this mark. */
  readonly aside: { readonly key: string; readonly mark: Mark } | null;
}

export interface StoredScan {
  readonly head: unknown;
  readonly parts: readonly Part[];
}

/** All that is kept of a scan, as it is taken from the database and put back. */
export interface RemovedScan extends StoredScan {
  readonly key: string;
  readonly thumbnail: Schema['thumbnails']['value'] | undefined;
  readonly mark: Mark | undefined;
}

/** What the list shows of a scan. */
export interface ListedScan {
  readonly key: string;
  readonly head: unknown;
  readonly hasHandle: boolean;
  readonly thumbnail: Blob | null;
  readonly mark: Mark | null;
}

/**
 * `strict` is written through to the disk before it counts as written, and outlasts a power cut; otherwise it is with
 * the operating system, and outlasts the browser. With a solid-state disk both take about a millisecond; with others the
 * first takes tens of them, and keeps the disk awake.
 */
export type Durability = 'strict' | 'relaxed';

const kAll = ['heads', 'parts', 'handles', 'thumbnails', 'marks'] as const;
type Writing<Names extends readonly (typeof kAll)[number][]> = IDBPTransaction<Schema, Names, 'readwrite'>;

export class JournalDatabase {
  private constructor(private readonly database: IDBPDatabase<Schema>) {}

  /** `onLost`: the browser has closed it, as when it removes what it keeps for this page. */
  static async open(onLost: () => void): Promise<JournalDatabase> {
    const opening = openDB<Schema>(kName, kVersion, {
      upgrade: (database, before, _wanted, transaction) => migrate(database as never, transaction as never, before),
      // A newer page wants to change the database, or somebody to delete it: they wait until this page lets go.
      blocking: (_before, _wanted, { target }) => {
        (target as IDBDatabase).close();
        onLost();
      },
      terminated: onLost,
    });
    const silent = text('keep.database-silent');
    return new JournalDatabase(await within(kPatienceMs, opening, silent, (late) => late.close()));
  }

  close(): void {
    this.database.close();
  }

  /** The keys of all scans, the last opened first; last those whose head does not say when that was. */
  async keys(): Promise<string[]> {
    const { store, done } = this.database.transaction('heads');
    const [all, byUse] = await Promise.all([store.getAllKeys(), store.index('used').getAllKeys(), done]);
    const dated = new Set(byUse);
    return [...byUse.reverse(), ...all.filter((key) => !dated.has(key))];
  }

  /** The keys of the scans of a picture. */
  keysOf(picture: string): Promise<string[]> {
    return this.database.getAllKeysFromIndex('heads', 'picture', picture);
  }

  async list(keys: readonly string[]): Promise<ListedScan[]> {
    const transaction = this.database.transaction(['heads', 'handles', 'thumbnails', 'marks']);
    const one = async (key: string): Promise<ListedScan> => {
      const [head, handle, thumbnail, mark] = await Promise.all([
        transaction.objectStore('heads').get(key),
        transaction.objectStore('handles').getKey(key),
        transaction.objectStore('thumbnails').get(key),
        transaction.objectStore('marks').get(key),
      ]);
      const hasHandle = handle !== undefined;
      return { key, head, hasHandle, thumbnail: thumbnail?.picture ?? null, mark: mark ?? null };
    };
    const [listed] = await Promise.all([Promise.all(keys.map(one)), transaction.done]);
    return listed.filter(({ head }) => head !== undefined);
  }

  async has(key: string): Promise<boolean> {
    return (await this.database.getKey('heads', key)) !== undefined;
  }

  session(): Promise<unknown> {
    return this.database.get('sessions', kLastSession);
  }

  async putSession(session: unknown): Promise<void> {
    await this.database.put('sessions', session, kLastSession);
  }

  handle(key: string): Promise<FileSystemFileHandle | undefined> {
    return this.database.get('handles', key);
  }

  /** Null: there is none. */
  async putHandle(key: string, handle: FileSystemFileHandle | null): Promise<void> {
    await (handle ? this.database.put('handles', handle, key) : this.database.delete('handles', key));
  }

  /** Null: it can be read. */
  async putMark(key: string, mark: Mark | null): Promise<void> {
    await (mark ? this.database.put('marks', mark, key) : this.database.delete('marks', key));
  }

  /** Those that were taken longest ago make room. */
  async putThumbnail(key: string, picture: Blob, taken: number): Promise<void> {
    const transaction = this.database.transaction('thumbnails', 'readwrite');
    const { store } = transaction;
    const write = async () => {
      await store.put({ picture, taken }, key);
      const oldest = await store.index('taken').getAllKeys();
      const removals = oldest.slice(0, Math.max(0, oldest.length - kMostThumbnails)).map((old) => store.delete(old));
      await Promise.all(removals);
    };
    await Promise.all([write(), transaction.done]);
  }

  async read(key: string): Promise<StoredScan | null> {
    const transaction = this.database.transaction(['heads', 'parts']);
    const [head, parts] = await Promise.all([
      transaction.objectStore('heads').get(key),
      partsIn(transaction.objectStore('parts'), key),
      transaction.done,
    ]);
    return head === undefined ? null : { head, parts };
  }

  /** `plan` sees the head that is there, and says what to write; null leaves all as it is. */
  async write(key: string, durability: Durability, plan: (stored: unknown) => Change | null): Promise<void> {
    const transaction = this.database.transaction(['heads', 'parts', 'marks'], 'readwrite', { durability });
    const heads = transaction.objectStore('heads');
    const parts = transaction.objectStore('parts');
    const write = async () => {
      const stored = await heads.get(key);
      const change = plan(stored);
      if (!change) return;
      if (change.aside) await setAside(transaction, key, stored, change.aside);
      const removals = change.anew ? [parts.delete(partsOf(key))] : change.deletes.map((at) => parts.delete(at));
      const puts = change.puts.map((part) => parts.put(part.value, part.key));
      const mark = change.anew ? [transaction.objectStore('marks').delete(key)] : [];
      await Promise.all([...removals, ...puts, ...mark, heads.put(change.head)]);
    };
    await Promise.all([write(), transaction.done]);
  }

  /** Changes a head as it is there; `change` returns null to leave it. */
  async update(key: string, change: (head: unknown) => unknown): Promise<void> {
    const transaction = this.database.transaction('heads', 'readwrite');
    const write = async () => {
      const head = await transaction.store.get(key);
      const changed = head === undefined ? null : change(head);
      if (changed !== null) await transaction.store.put(changed);
    };
    await Promise.all([write(), transaction.done]);
  }

  /** Takes what is kept of a scan out of the database; null where there is nothing. Its handle is only deleted. */
  async remove(key: string): Promise<RemovedScan | null> {
    const transaction = this.database.transaction(kAll, 'readwrite');
    const take = async (): Promise<RemovedScan | null> => {
      const [head, parts, thumbnail, mark] = await Promise.all([
        transaction.objectStore('heads').get(key),
        partsIn(transaction.objectStore('parts'), key),
        transaction.objectStore('thumbnails').get(key),
        transaction.objectStore('marks').get(key),
      ]);
      await Promise.all([
        transaction.objectStore('heads').delete(key),
        transaction.objectStore('parts').delete(partsOf(key)),
        transaction.objectStore('handles').delete(key),
        transaction.objectStore('thumbnails').delete(key),
        transaction.objectStore('marks').delete(key),
      ]);
      return head === undefined ? null : { key, head, parts, thumbnail, mark };
    };
    const [removed] = await Promise.all([take(), transaction.done]);
    return removed;
  }

  /** Puts back what `remove` took. False where the scan has been graded again meanwhile: then nothing changes. */
  async restore({ key, head, parts, thumbnail, mark }: RemovedScan): Promise<boolean> {
    const transaction = this.database.transaction(['heads', 'parts', 'thumbnails', 'marks'], 'readwrite');
    const put = async (): Promise<boolean> => {
      if ((await transaction.objectStore('heads').getKey(key)) !== undefined) return false;
      await Promise.all([
        transaction.objectStore('heads').put(head),
        ...parts.map((part) => transaction.objectStore('parts').put(part.value, part.key)),
        thumbnail && transaction.objectStore('thumbnails').put(thumbnail, key),
        mark && transaction.objectStore('marks').put(mark, key),
      ]);
      return true;
    };
    const [restored] = await Promise.all([put(), transaction.done]);
    return restored;
  }
}

/** Whether a newer version of the editor has changed the database, so that this one cannot have it. */
export function isNewerDatabase(error: unknown): boolean {
  return error instanceof Error && error.name === 'VersionError';
}

/** Gives a record another key. The parts that stay under the old one are the next record's to remove. */
async function setAside(
  transaction: Writing<['heads', 'parts', 'marks']>,
  key: string,
  head: unknown,
  { key: aside, mark }: NonNullable<Change['aside']>,
): Promise<void> {
  const parts = await partsIn(transaction.objectStore('parts'), key);
  await Promise.all([
    transaction.objectStore('heads').put({ ...(head as object), key: aside }),
    ...parts.map(({ key: [, kind, number], value }) =>
      transaction.objectStore('parts').put(value, [aside, kind, number]),
    ),
    transaction.objectStore('marks').put(mark, aside),
  ]);
}

interface PartStore {
  getAllKeys(range: IDBKeyRange): Promise<PartKey[]>;
  getAll(range: IDBKeyRange): Promise<unknown[]>;
}

async function partsIn(store: PartStore, key: string): Promise<Part[]> {
  const [keys, values] = await Promise.all([store.getAllKeys(partsOf(key)), store.getAll(partsOf(key))]);
  return keys.map((at, index) => ({ key: at, value: values[index] }));
}

function partsOf(key: string): IDBKeyRange {
  // An array sorts after every string: these are all keys that begin with this one.
  return IDBKeyRange.bound([key], [key, []]);
}
