// The journal: writes every change of the grades of open scans within a quarter of a second, and gives back what was kept.
//
// A change is written `kDelayMs` after the first that is not written yet, also in the middle of a long drag. Where that
// fails it is tried again, later and later; a scan that was left meanwhile waits with the others.

import { text } from '../i18n/text';
import { Access, type OpenDatabase } from './access';
import { type StoredScan, isNewerDatabase } from './database';
import { type Found, verdictOn } from './finding';
import { JournalScan } from './journal_scan';
import type { OpenedFacts, ScanPage, ScanParts, TabMessage } from './scan_page';
import { within } from './patience';
import type { RecentScan } from './recent';
import type { CompleteRecipes } from './scan_reader';
import type { Grade } from './scan_writer';
import { Shelf } from './shelf';

export const kDelayMs = 120;
const kFirstRetryMs = 1000;
const kLastRetryMs = 60_000;
/** A scan comes on screen without its grade rather than not at all. */
export const kFindMs = 5000;

export interface JournalEvents {
  /** Nothing can be written at present. */
  failing(error: unknown): void;
  /** Writing works again. */
  recovered(): void;
  writing(key: string, revision: number, grade: Grade): void;
  written(key: string, revision: number): void;
  /** What was kept was deleted under the page; the grade of this scan is written again. */
  deleted(key: string): void;
}

export interface JournalParts {
  readonly open: OpenDatabase;
  readonly complete: CompleteRecipes;
  readonly tab: string;
  readonly tell: (message: TabMessage) => void;
  /** Milliseconds since 1970, the same in every tab. */
  readonly now: () => number;
  readonly events: JournalEvents;
}

export class Journal {
  readonly #access: Access;
  readonly #scanParts: ScanParts;
  /** Every scan that is kept. */
  readonly shelf: Shelf;
  readonly #open = new Map<string, JournalScan>();
  /** Left with something that could not be written. */
  readonly #left = new Map<string, JournalScan>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writing: Promise<boolean> | null = null;
  #retryMs = 0;

  constructor(private readonly parts: JournalParts) {
    const { complete, tab, tell, now, events } = parts;
    this.#access = new Access(parts.open, () => this.#lost());
    this.shelf = new Shelf(this.#access, now);
    this.#scanParts = {
      ...{ complete, tab, tell, now },
      writing: (key, revision, grade) => events.writing(key, revision, grade),
      written: (key, revision) => events.written(key, revision),
      deleted: (key) => events.deleted(key),
      schedule: () => this.#schedule(),
      attempt: (work) => this.#access.attempt(work),
    };
  }

  /** A scan comes on screen: what is edited is told to the one that is returned. `found`: what `find` gave of it. */
  enter(key: string, opened: OpenedFacts, found: Found, page: ScanPage): JournalScan {
    this.#left.delete(key);
    const scan = new JournalScan(key, opened, found, page, this.#scanParts);
    this.#open.set(key, scan);
    return scan;
  }

  /** Before the page lets go of a scan. */
  async leave(scan: JournalScan): Promise<void> {
    await this.flush();
    if (this.#open.get(scan.key) === scan) this.#open.delete(scan.key);
    if (!scan.dirty) return;
    scan.freeze();
    this.#left.set(scan.key, scan);
  }

  /** Writes what is not written yet, and returns when that is done or cannot be. */
  async flush(): Promise<void> {
    while (this.#unwritten.length > 0) {
      if (!(await this.#write())) return;
    }
  }

  /**
   * What is kept of a scan. Reading changes nothing but the mark on what cannot be read. Rejects with what the engine
   * says, where it does not answer.
   */
  async find(key: string): Promise<Found> {
    const left = this.#left.get(key);
    if (left) return left.unwritten;
    const stored = await this.#read(key);
    if (!stored) return { answer: 'absent' };
    if ('answer' in stored) return stored;
    const verdict = await verdictOn(key, stored, this.parts.complete);
    if (verdict.answer !== 'newer') {
      const mark = verdict.answer === 'kept' ? null : { reason: verdict.reason };
      void this.#access.attempt((database) => database.putMark(key, mark));
    }
    return verdict;
  }

  /** Readable grades of other files of the same picture; none where the file has one of its own. */
  async sharing(key: string, picture: string): Promise<readonly RecentScan[]> {
    try {
      const look = async () => ((await this.shelf.entry(key)) ? [] : this.shelf.ofPicture(picture));
      return await within(kFindMs, look(), text('keep.browser-silent'));
    } catch {
      // What is kept of the file itself is not known either, and `find` says so.
      return [];
    }
  }

  async #read(key: string): Promise<StoredScan | null | Found> {
    try {
      const read = this.#access.opened().then((database) => database.read(key));
      return await within(kFindMs, read, text('keep.browser-silent'));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { answer: isNewerDatabase(error) ? 'newer' : 'unknown', reason };
    }
  }

  /** Takes a scan off the list; it can be put back. */
  async remove(key: string): Promise<() => Promise<boolean>> {
    this.#left.delete(key);
    const restore = await this.shelf.remove(key);
    this.#open.get(key)?.removed();
    this.parts.tell({ key, revision: 0, beneath: false });
    return restore;
  }

  /** Another tab has written. */
  heard(message: TabMessage): void {
    this.#open.get(message.key)?.heard(message);
  }

  /** Looks whether what was written is still there, and writes it again where it is not. */
  async check(): Promise<void> {
    await this.#access.attempt(async (database) => {
      for (const scan of this.#open.values()) if (await scan.isGone(database)) scan.writeAgain();
    });
  }

  get #unwritten(): JournalScan[] {
    return [...this.#left.values(), ...this.#open.values()].filter(({ dirty }) => dirty);
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.#write(), this.#retryMs || kDelayMs);
  }

  #write(): Promise<boolean> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
      if (this.#unwritten.length > 0) this.#schedule();
    });
    return this.#writing;
  }

  async #writeAll(): Promise<boolean> {
    try {
      for (const scan of this.#unwritten) {
        await scan.write(await this.#access.opened());
        if (!scan.dirty) this.#left.delete(scan.key);
      }
    } catch (error) {
      this.#failed(error);
      return false;
    }
    this.#worked();
    return true;
  }

  /** What the browser has removed is written again. */
  #lost(): void {
    for (const scan of this.#open.values()) scan.writeAgain();
  }

  #failed(error: unknown): void {
    this.#access.release();
    this.#retryMs = Math.min(kLastRetryMs, this.#retryMs * 2 || kFirstRetryMs);
    this.parts.events.failing(error);
  }

  #worked(): void {
    if (this.#retryMs === 0) return;
    this.#retryMs = 0;
    this.parts.events.recovered();
  }
}
