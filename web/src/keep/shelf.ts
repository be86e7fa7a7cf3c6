// All scans that the journal keeps, as a list: what the list shows, how a scan's file is had again, removing, and saving
// what cannot be read.

import { text } from '../i18n/text';
import { type RecentEntry, type RecentScan, isScan } from './recent';
import type { Access } from './access';
import type { ListedScan } from './database';
import { type Head, headFromUnknown, nameFromUnknown, usedFromUnknown } from './records';
import { Unreadable } from './unreadable';

export interface RecentPage {
  readonly entries: readonly RecentEntry[];
  /** Of all scans that are kept. */
  readonly total: number;
}

export class Shelf {
  constructor(
    private readonly access: Access,
    private readonly now: () => number,
  ) {}

  /** The first `count`, the last opened first. */
  async recent(count: number): Promise<RecentPage> {
    const database = await this.access.opened();
    const keys = await database.keys();
    const listed = await database.list(keys.slice(0, count));
    return { entries: listed.map(entryFrom), total: keys.length };
  }

  /** Null where it is not kept. */
  async entry(key: string): Promise<RecentEntry | null> {
    const [listed] = await (await this.access.opened()).list([key]);
    return listed ? entryFrom(listed) : null;
  }

  /** The scans of a picture whose grades can be read, the last opened first. */
  async ofPicture(picture: string): Promise<readonly RecentScan[]> {
    const database = await this.access.opened();
    const listed = await database.list(await database.keysOf(picture));
    const scans = listed.map(entryFrom).filter(isScan);
    return scans.filter(({ problem }) => problem === null).sort((one, other) => other.used - one.used);
  }

  /** A record is of this file again, after another has used it. */
  async giveBack({ key, file, storeKey, used }: RecentScan, handle: FileSystemFileHandle | null): Promise<void> {
    const change = (head: unknown) =>
      headFromUnknown(head) instanceof Unreadable ? null : { ...(head as Head), file, storeKey, used };
    await this.access.attempt(async (database) => {
      await database.update(key, change);
      await database.putHandle(key, handle);
    });
  }

  async handle(key: string): Promise<FileSystemFileHandle | null> {
    const database = await this.access.opened();
    return (await database.handle(key).catch(() => undefined)) ?? null;
  }

  /** Which scans were open last, as it was kept. */
  async session(): Promise<unknown> {
    return (await this.access.opened()).session();
  }

  async keepSession(session: unknown): Promise<void> {
    await this.access.attempt((database) => database.putSession(session));
  }

  /** The scan's store is gone. */
  async forgetStore(key: string): Promise<void> {
    const change = (head: unknown) =>
      headFromUnknown(head) instanceof Unreadable ? null : { ...(head as Head), storeKey: null };
    await this.access.attempt((database) => database.update(key, change));
  }

  async keepThumbnail(key: string, picture: Blob): Promise<void> {
    await this.access.attempt((database) => database.putThumbnail(key, picture, this.now()));
  }

  /** Returns what puts it back; that answers false where the scan was graded again meanwhile, and then changes nothing. */
  async remove(key: string): Promise<() => Promise<boolean>> {
    const handle = await this.handle(key).catch(() => null);
    const removed = await (await this.access.opened()).remove(key);
    return async () => {
      const database = await this.access.opened();
      if (!removed || !(await database.restore(removed))) return false;
      if (handle) await database.putHandle(key, handle);
      return true;
    };
  }

  /** The records of a scan as they are, as JSON: for whoever can make something of them. */
  async recordsText(key: string): Promise<string> {
    const database = await this.access.opened();
    const [stored, [listed]] = await Promise.all([database.read(key), database.list([key])]);
    if (!stored || !listed) throw new Error(text('keep.records-gone'));
    const entry = entryFrom(listed);
    return `${JSON.stringify({ easelightRecords: 1, problem: entry.problem, ...stored }, null, 2)}\n`;
  }
}

function entryFrom({ key, head: value, mark, hasHandle, thumbnail }: ListedScan): RecentEntry {
  const head = headFromUnknown(value);
  if (head instanceof Unreadable) {
    const { message: problem, newer } = head;
    return { key, name: nameFromUnknown(value), used: usedFromUnknown(value), problem, newer };
  }
  const { file, scan, crops, used, storeKey } = head;
  return { key, file, scan, crops, used, storeKey, hasHandle, thumbnail, problem: mark?.reason ?? null };
}
