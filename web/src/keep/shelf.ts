// All scans that the journal keeps, as a list: what the list shows, how a scan's file is had again, and removing.

import type { RecentScan } from '../state/recent';
import type { Access } from './access';
import { type Head, headFromUnknown } from './records';

/** The list has an end; the scans that were opened longest ago go. */
export const kMostScans = 200;

export class Shelf {
  constructor(private readonly access: Access) {}

  /** The last opened first. */
  async recent(): Promise<RecentScan[]> {
    const database = await this.access.opened();
    const [heads, thumbnails, handles] = await Promise.all([
      database.heads(),
      database.thumbnails(),
      database.keysWithHandle(),
    ]);
    return heads
      .map(headFromUnknown)
      .filter((head): head is Head => typeof head !== 'string')
      .sort((one, other) => other.used - one.used)
      .map(({ key, file, scan, crops, used, storeKey }) => {
        const thumbnail = thumbnails.get(key) ?? null;
        return { key, file, scan, crops, used, storeKey, hasHandle: handles.has(key), thumbnail };
      });
  }

  async handle(key: string): Promise<FileSystemFileHandle | null> {
    const database = await this.access.opened();
    return (await database.handle(key).catch(() => undefined)) ?? null;
  }

  /** The scan's store is gone. */
  async forgetStore(key: string): Promise<void> {
    await this.access.attempt((database) => database.update(key, (head) => ({ ...(head as Head), storeKey: null })));
  }

  async keepThumbnail(key: string, picture: Blob): Promise<void> {
    await this.access.attempt((database) => database.putThumbnail(key, picture));
  }

  async remove(key: string): Promise<void> {
    await this.access.attempt((database) => database.remove(key));
  }

  /** Removes the scans beyond the limit, except for the open one. */
  async prune(open: string | null): Promise<void> {
    for (const { key } of (await this.recent()).slice(kMostScans)) {
      if (key !== open) await this.remove(key);
    }
  }
}
