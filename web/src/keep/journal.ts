// The journal: writes every change of the open scan's grade within a quarter of a second, and gives back what was kept.
//
// A change is written `kDelayMs` after the first that is not written yet, also in the middle of a long drag. Of two tabs
// with the same scan the later edit wins: a transaction looks at the head that is there first. Was that written by
// somebody else, then either it holds a later edit, and this tab writes nothing until an edit of its own; or it is
// overwritten as a whole, parts and all, as their numbers are the other's.

import type { FileFacts, ScanFacts } from '../state/recent';
import { Access } from './access';
import type { JournalDatabase } from './database';
import { type Circumstances, type ExportMark, type Head, headFromUnknown, kSchema } from './records';
import { type CompleteRecipes, type ReadGrade, readGrade } from './scan_reader';
import { type Grade, type Plan, ScanWriter } from './scan_writer';
import { Shelf } from './shelf';

export const kDelayMs = 120;
const kFirstRetryMs = 1000;
const kLastRetryMs = 60_000;

/** The grade as it is now; `gesture`: a hand is on a control, and more will follow at once. */
export type ReadNow = () => Grade & { readonly gesture: boolean };

/** What is opened: its facts, and how its file is had again. */
export interface OpenedFacts {
  readonly file: FileFacts;
  readonly handle: FileSystemFileHandle | null;
  readonly storeKey: string | null;
  readonly scan: ScanFacts;
  /** Of an export that runs in another tab. */
  readonly exporting: ExportMark | null;
}

export interface KeptScan {
  readonly head: Head | null;
  readonly grade: Grade;
  readonly historyLost: boolean;
  readonly revision: number;
  readonly writer: ScanWriter | null;
  /** When the edit was made that could not be written yet; null where all is. */
  readonly unwritten: number | null;
}

/** What other tabs are told. */
export interface TabMessage {
  readonly key: string;
  readonly revision: number;
}

export interface JournalEvents {
  /** Nothing can be written at present. */
  failing(error: unknown): void;
  /** Writing works again. */
  recovered(): void;
  /** Another tab has made a later edit to the open scan. */
  overtaken(): void;
  writing(key: string, revision: number, grade: Grade): void;
  written(key: string, revision: number): void;
}

export interface JournalParts {
  readonly open: (onLost: () => void) => Promise<JournalDatabase>;
  readonly complete: CompleteRecipes;
  readonly tab: string;
  readonly tell: (message: TabMessage) => void;
  /** Milliseconds since 1970, the same in every tab. */
  readonly now: () => number;
  readonly events: JournalEvents;
}

interface OpenScan {
  readonly key: string;
  circumstances: Circumstances;
  read: ReadNow;
  /** Null where everything has to be written. */
  writer: ScanWriter | null;
  /** Of what is on disk, as far as this tab knows. */
  revision: number;
  changed: number;
  dirty: boolean;
  overtaken: boolean;
}

export class Journal {
  readonly #access: Access;
  /** Every scan that is kept. */
  readonly shelf: Shelf;
  #scan: OpenScan | null = null;
  /** Left with something that could not be written. */
  readonly #left = new Map<string, OpenScan>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writing: Promise<boolean> | null = null;
  #retryMs = 0;

  constructor(private readonly parts: JournalParts) {
    this.#access = new Access(parts.open, () => this.#lost());
    this.shelf = new Shelf(this.#access);
  }

  get key(): string | null {
    return this.#scan?.key ?? null;
  }

  get revision(): number {
    return this.#scan?.revision ?? 0;
  }

  get failing(): boolean {
    return this.#retryMs > 0;
  }

  /** The scan that comes on screen. `kept`: what `find` gave of it. Calls of `edited` are about it from now on. */
  enter(key: string, { handle, ...opened }: OpenedFacts, kept: KeptScan | null, read: ReadNow): void {
    const circumstances: Circumstances = { ...opened, used: this.parts.now() };
    this.#left.delete(key);
    this.#scan = {
      key,
      circumstances,
      read,
      writer: kept?.writer ?? null,
      revision: kept?.revision ?? 0,
      // An automatic start is nobody's edit: it gives way to whatever is there.
      changed: kept ? (kept.unwritten ?? kept.head?.changed ?? 0) : 0,
      dirty: !kept || kept.unwritten !== null,
      overtaken: false,
    };
    if (this.#scan.dirty) this.#schedule();
    else this.#note(key, circumstances);
    if (handle) void this.#access.attempt((database) => database.putHandle(key, handle));
  }

  /** The page shows what `find` gave of the open scan. */
  adopt({ revision, writer, head }: KeptScan): void {
    const scan = this.#scan;
    if (!scan) return;
    Object.assign(scan, { revision, writer, changed: head?.changed ?? 0, dirty: false, overtaken: false });
  }

  /** Before another scan comes on screen. */
  async leave(): Promise<void> {
    await this.flush();
    const scan = this.#scan;
    this.#scan = null;
    if (!scan?.dirty) return;
    const last = scan.read();
    this.#left.set(scan.key, { ...scan, read: () => last });
  }

  /** The open scan's grade, or its history, has changed. */
  edited(): void {
    const scan = this.#scan;
    if (!scan) return;
    scan.overtaken = false;
    scan.dirty = true;
    scan.changed = this.parts.now();
    this.#schedule();
  }

  /** Whether another tab has a later edit, so that only an edit counts, not a look at another crop. */
  get overtaken(): boolean {
    return this.#scan?.overtaken ?? false;
  }

  /** An export of the open scan has begun, or has ended. */
  exporting(name: string | null): void {
    const scan = this.#scan;
    if (!scan) return;
    const exporting = name === null ? null : { name, tab: this.parts.tab };
    scan.circumstances = { ...scan.circumstances, exporting };
    this.#note(scan.key, { exporting });
  }

  /** Writes what is not written yet, and returns when that is done or cannot be. */
  async flush(): Promise<void> {
    while (this.#unwritten.length > 0) {
      if (!(await this.#write())) return;
    }
  }

  /** What is kept of a scan; null where there is nothing. What cannot be read is set aside, and thrown as a sentence. */
  async find(key: string): Promise<KeptScan | null> {
    const left = this.#left.get(key);
    if (left) {
      const { writer, revision, changed } = left;
      return { head: null, grade: left.read(), historyLost: false, revision, writer, unwritten: changed };
    }
    const database = await this.#access.opened().catch(() => null);
    const stored = await database?.read(key);
    if (!database || !stored) return null;
    const head = headFromUnknown(stored.head);
    if (typeof head === 'string') return this.#refuse(database, key, head);
    let grade: ReadGrade;
    try {
      grade = await readGrade(head, stored.parts, this.parts.complete);
    } catch (error) {
      return this.#refuse(database, key, error instanceof Error ? error.message : String(error));
    }
    const { historyLost } = grade;
    // With a history that is damaged, all is written anew.
    const writer = historyLost ? null : new ScanWriter(key, grade);
    return { head, grade, historyLost, revision: head.revision, writer, unwritten: null };
  }

  async remove(key: string): Promise<void> {
    this.#left.delete(key);
    if (this.#scan?.key === key) this.#scan.writer = null;
    await this.shelf.remove(key);
  }

  /** Another tab has written. */
  heard({ key, revision }: TabMessage): void {
    const scan = this.#scan;
    // What waits to be written finds out in its transaction which edit is the later one.
    if (scan?.key === key && !scan.dirty && revision > scan.revision) this.#overtake(scan, revision);
  }

  get #unwritten(): OpenScan[] {
    return [...this.#left.values(), ...(this.#scan ? [this.#scan] : [])].filter(({ dirty }) => dirty);
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
      for (const scan of this.#unwritten) await this.#writeScan(scan);
    } catch (error) {
      this.#failed(error);
      return false;
    }
    this.#worked();
    return true;
  }

  async #writeScan(scan: OpenScan): Promise<void> {
    const { changed } = scan;
    const { gesture, ...grade } = scan.read();
    let done: () => void = () => undefined;
    scan.dirty = false;
    try {
      const database = await this.#access.opened();
      // A power cut in the middle of a drag may cost that drag, and nothing else.
      await database.write(scan.key, gesture ? 'relaxed' : 'strict', (stored) => {
        const there = headFromUnknown(stored);
        const revision = typeof there === 'string' ? 0 : there.revision;
        const others = typeof there !== 'string' && revision !== scan.revision;
        if (others && there.changed > changed) {
          done = () => this.#overtake(scan, revision);
          return null;
        }
        const anew = revision !== scan.revision || !scan.writer;
        const writer = anew || !scan.writer ? new ScanWriter(scan.key) : scan.writer;
        const plan = writer.plan(grade);
        done = () => this.#written(scan, writer, plan, revision + 1);
        this.parts.events.writing(scan.key, revision + 1, grade);
        const { puts, deletes } = plan;
        return { head: this.#head(scan, plan, revision + 1, changed), anew, puts, deletes };
      });
    } catch (error) {
      scan.dirty = true;
      throw error;
    }
    done();
  }

  #head({ key, circumstances }: OpenScan, { index }: Plan, revision: number, changed: number): Head {
    return { schema: kSchema, key, revision, tab: this.parts.tab, changed, ...circumstances, ...index };
  }

  #written(scan: OpenScan, writer: ScanWriter, plan: Plan, revision: number): void {
    plan.written();
    scan.writer = writer;
    scan.revision = revision;
    if (!scan.dirty) this.#left.delete(scan.key);
    this.parts.events.written(scan.key, revision);
    this.parts.tell({ key: scan.key, revision });
  }

  #overtake(scan: OpenScan, revision: number): void {
    this.#left.delete(scan.key);
    scan.writer = null;
    scan.revision = revision;
    if (scan !== this.#scan) return;
    scan.overtaken = true;
    this.parts.events.overtaken();
  }

  /** What the browser has removed is written again. */
  #lost(): void {
    if (!this.#scan) return;
    this.#scan.dirty = true;
    this.#schedule();
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

  async #refuse(database: JournalDatabase, key: string, reason: string): Promise<never> {
    await database.setAside(key, reason).catch(() => undefined);
    throw new Error(reason);
  }

  #note(key: string, change: Partial<Circumstances>): void {
    void this.#access.attempt((database) => database.update(key, (head) => ({ ...(head as Head), ...change })));
  }
}
