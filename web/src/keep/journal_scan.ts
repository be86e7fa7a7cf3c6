// One of the scans that the journal keeps: what of it is on disk, as far as this tab knows, and how its grade gets there.
//
// A write looks first at what is there. Was that written by this tab, or read by it, then the parts that are new are
// added. Otherwise the record is read, and of the two grades the later one is on top: what the other has more becomes
// steps of its history. A record that cannot be read makes way under a key of its own; one of a newer version is left
// alone.

import { type Insertion, withInserted } from '../documents/history';
import { text } from '../i18n/text';
import { insertionOf } from './beneath';
import type { Change, JournalDatabase } from './database';
import { type Base, type Found, type KeptGrade, verdictOn } from './finding';
import { type Circumstances, type ExportMark, type Head, headFromUnknown } from './records';
import { kVersion } from './migrations';
import type { OpenedFacts, ScanPage, ScanParts, TabMessage } from './scan_page';
import { type Grade, ScanWriter } from './scan_writer';
import { Unreadable } from './unreadable';

/** Names the step between two grades that were made apart. */
const kStep = 'made-apart';

/** A grade with what its head says of it. */
interface Version {
  readonly grade: Grade;
  readonly gesture: boolean;
  readonly changed: number;
  readonly circumstances: Circumstances;
  readonly beneath: boolean;
}

/** A record that makes way: it must still be the one that was judged. */
interface Judged {
  readonly text: string;
  readonly reason: string;
}

export class JournalScan {
  readonly #handle: FileSystemFileHandle | null;
  #page: ScanPage;
  #circumstances: Circumstances;
  #base: Base | null = null;
  #judged: Judged | null = null;
  /** Whether something is known to be kept. */
  #there = false;
  #revision = 0;
  #changed = 0;
  #dirty = false;
  #overtaken = false;
  #sealed = false;

  /** `found`: what `Journal.find` gave of it. */
  constructor(
    readonly key: string,
    opened: OpenedFacts,
    found: Found,
    page: ScanPage,
    private readonly parts: ScanParts,
  ) {
    const { handle, ...facts } = opened;
    this.#handle = handle;
    this.#circumstances = { ...facts, used: parts.now() };
    this.#page = page;
    this.#sealed = found.answer === 'newer';
    if (found.answer === 'kept') this.adopt(found);
    if (found.answer === 'kept' && found.unwritten === null) this.#note(this.#circumstances);
    // An automatic start is nobody's edit, but the scan is to be listed. What is unreadable makes way for edits only.
    else if (found.answer === 'kept' || found.answer === 'absent' || found.answer === 'unknown') this.writeAgain();
    if (!this.#sealed) this.#keepHandle();
  }

  /** Counts what was written of the grade, over all tabs, as far as this one knows. */
  get revision(): number {
    return this.#revision;
  }

  get dirty(): boolean {
    return this.#dirty;
  }

  /** Whether another tab has a later edit, so that only an edit counts, not a look at another crop. */
  get overtaken(): boolean {
    return this.#overtaken;
  }

  /** The grade, or its history, has changed. */
  edited(): void {
    if (this.#sealed) return;
    this.#overtaken = false;
    this.#changed = this.parts.now();
    this.writeAgain();
  }

  /** The page shows what was found. */
  adopt({ base, head, unwritten }: KeptGrade): void {
    this.#base = base;
    this.#there = head !== null || base !== null;
    this.#revision = Math.max(this.#revision, head?.revision ?? 0, base?.revision ?? 0);
    this.#changed = unwritten ?? head?.changed ?? 0;
    this.#dirty = false;
    this.#overtaken = false;
  }

  /** What is exported of it, or (null) that all is. Also after the scan was left. */
  exporting(mark: Omit<ExportMark, 'tab'> | null): void {
    const exporting = mark && { ...mark, tab: this.parts.tab };
    this.#circumstances = { ...this.#circumstances, exporting };
    if (!this.#sealed) this.#note({ exporting });
  }

  /** What is there is not known any more to be what this tab wrote. */
  writeAgain(): void {
    if (this.#sealed) return;
    this.#dirty = true;
    this.parts.schedule();
  }

  /** Left with something that could not be written: the page goes on to another scan. */
  freeze(): void {
    let { gesture: _, ...grade } = this.#page.read();
    const absorb = (insertion: Insertion) => (grade = { ...grade, stacks: withInserted(grade.stacks, insertion) });
    const nothing = () => undefined;
    const read = () => ({ ...grade, gesture: false });
    this.#page = { read, absorb, found: nothing, overtaken: nothing, sealed: nothing };
  }

  /** What is in the page and not on disk yet. */
  get unwritten(): KeptGrade {
    const { gesture: _, ...grade } = this.#page.read();
    return {
      answer: 'kept',
      head: null,
      grade,
      historyLost: false,
      base: this.#base,
      unwritten: this.#changed,
    };
  }

  /** Another tab has written, or has removed the scan from the list. */
  heard({ revision, beneath }: TabMessage): void {
    if (revision === 0) return this.removed();
    // What waits to be written finds out for itself which edit is the later one.
    if (this.#dirty || this.#sealed || revision <= this.#revision) return;
    this.#revision = revision;
    if (!beneath) return this.#giveWay();
    void this.parts.attempt(async (database) => void (await this.#meet(database)));
  }

  /** Somebody has removed it from the list. */
  removed(): void {
    this.#base = null;
    this.#there = false;
  }

  /** Whether all that was written has gone. What waits to be written finds that out for itself. */
  async isGone(database: JournalDatabase): Promise<boolean> {
    return this.#there && !this.#dirty && !this.#sealed && !(await database.has(this.key));
  }

  async write(database: JournalDatabase): Promise<void> {
    this.#dirty = false;
    try {
      while (!(await this.#put(database, this.#base, this.#mine()))) {
        if (!(await this.#meet(database))) return;
      }
    } catch (error) {
      this.#dirty = true;
      throw error;
    }
  }

  #mine(): Version {
    const { gesture, ...grade } = this.#page.read();
    return { grade, gesture, changed: this.#changed, circumstances: this.#circumstances, beneath: false };
  }

  /** False where something is there that `base` does not know of; then nothing is written. */
  async #put(database: JournalDatabase, base: Base | null, version: Version): Promise<boolean> {
    let done: (() => void) | null = null;
    // A power cut in the middle of a drag may cost that drag, and nothing else.
    await database.write(this.key, version.gesture ? 'relaxed' : 'strict', (stored) => {
      const there = headFromUnknown(stored);
      const known = !(there instanceof Unreadable) && there.revision === base?.revision && there.tab === base.tab;
      const way = this.#judged?.text === JSON.stringify(stored) ? this.#judged : null;
      if (stored !== undefined && !known && !way) return null;
      const anew = !known || !base.writer;
      const writer = anew ? new ScanWriter(this.key) : base.writer;
      const plan = writer.plan(version.grade);
      // Numbers are never given twice, also after all was deleted.
      const revision = Math.max(this.#revision, base?.revision ?? 0) + 1;
      done = () => {
        plan.written();
        this.#written({ revision, tab: this.parts.tab, writer }, version, stored === undefined);
      };
      this.parts.writing(this.key, revision, version.grade);
      const { puts, deletes, index } = plan;
      const { circumstances, changed } = version;
      const written = { schema: kVersion, key: this.key, revision, tab: this.parts.tab, changed };
      const aside = way && { key: `${this.key}~${this.parts.now()}`, mark: { reason: way.reason } };
      return {
        head: { ...written, ...circumstances, ...index } satisfies Head,
        anew,
        puts,
        deletes,
        aside,
      } satisfies Change;
    });
    (done as (() => void) | null)?.();
    return done !== null;
  }

  #written(base: Base, { beneath }: Version, first: boolean): void {
    const deleted = first && this.#there;
    this.#there = true;
    this.#revision = Math.max(this.#revision, base.revision);
    this.#judged = null;
    // Where the other grade is on top, this page's is not what is on disk.
    this.#base = beneath ? null : base;
    this.parts.written(this.key, base.revision);
    this.parts.tell({ key: this.key, revision: base.revision, beneath });
    if (!deleted) return;
    this.#keepHandle();
    this.parts.deleted(this.key);
  }

  /** Reads what is there. Returns whether the page's grade is still to be written. */
  async #meet(database: JournalDatabase): Promise<boolean> {
    const stored = await database.read(this.key);
    if (!stored) return true;
    const verdict = await verdictOn(this.key, stored, this.parts.complete);
    const head = JSON.stringify(stored.head);
    if (verdict.answer === 'kept') {
      if (verdict.historyLost) this.#judged = { text: head, reason: text('keep.history-damaged') };
      return verdict.head ? this.#join(database, verdict, verdict.head) : true;
    }
    if (verdict.answer === 'unreadable') {
      this.#judged = { text: head, reason: verdict.reason };
      return true;
    }
    this.#sealed = true;
    this.#page.sealed();
    return false;
  }

  /** The later edit is on top. Returns whether that is this page's, which is then still to be written. */
  async #join(database: JournalDatabase, theirs: KeptGrade, head: Head): Promise<boolean> {
    const { revision, tab } = head;
    this.#revision = Math.max(this.#revision, revision);
    this.#there = true;
    if (this.#changed === 0) {
      if (head.changed > 0) this.#page.found(theirs);
      else this.adopt(theirs);
      return false;
    }
    const { gesture: _, ...mine } = this.#page.read();
    if (head.changed > this.#changed) {
      const insertion = insertionOf(theirs.grade, mine, kStep);
      if (insertion.steps.length > 0 && !(await this.#putBeneath(database, theirs, head, insertion))) return true;
      this.#giveWay();
      return false;
    }
    const insertion = insertionOf(mine, theirs.grade, kStep);
    if (insertion.steps.length > 0) this.#page.absorb(insertion);
    this.#base = theirs.historyLost ? null : { revision, tab, writer: null };
    return true;
  }

  /** The other grade stays on top, and gets this one as steps of its history. */
  #putBeneath(database: JournalDatabase, theirs: KeptGrade, head: Head, insertion: Insertion): Promise<boolean> {
    const grade = { ...theirs.grade, stacks: withInserted(theirs.grade.stacks, insertion) };
    const { file, storeKey, scan, picture, exporting, used, changed, revision, tab } = head;
    const circumstances = { file, storeKey, scan, picture, exporting, used };
    return this.#put(
      database,
      { revision, tab, writer: null },
      { grade, gesture: false, changed, circumstances, beneath: true },
    );
  }

  #giveWay(): void {
    this.#base = null;
    if (this.#overtaken) return;
    this.#overtaken = true;
    this.#page.overtaken();
  }

  #keepHandle(): void {
    const handle = this.#handle;
    if (handle) void this.parts.attempt((database) => database.putHandle(this.key, handle));
  }

  #note(change: Partial<Circumstances>): void {
    const changed = (head: unknown) =>
      headFromUnknown(head) instanceof Unreadable ? null : { ...(head as Head), ...change };
    void this.parts.attempt((database) => database.update(this.key, changed));
  }
}
