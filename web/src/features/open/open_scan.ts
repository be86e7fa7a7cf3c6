// Opening scans: files and stored ones, those that are listed until somebody wants to see them, and closing them.

import { EngineError } from '../../engine/client';
import type { ScanSummary } from '../../engine/protocol';
import type { RecentScan } from '../../keep/recent';
import type { ExportMark } from '../../keep/records';
import { failureText } from '../../ui/format';
import type { Editor } from '../../workspace/editor';
import type { Work } from '../../workspace/jobs';
import { dismiss, kScanNotice, notify } from '../../workspace/notices';
import type { GradeKeeper } from '../journal/keeper';
import { isEnding, reasonOf } from './endings';
import { EngineScans } from './engine_scans';
import { ScanEntrance } from './scan_entrance';
import { OpeningLane } from './opening_lane';
import { dismissReading } from '../reading/reading';
import { dismissProfileNotice } from './profile_notice';
import { ResumeNotices, type Resumed } from './resume_notices';
import { fetchSample, kSampleName } from './sample';
import { askForPart, dismissPartial, rowsOf } from './partial';
import { type OpenOptions, type Source, sourceOfFile } from './source';
import { Twins } from './twins';

export class ScanOpener {
  readonly #scans: EngineScans;
  readonly #entrance: ScanEntrance;
  readonly #notices: ResumeNotices;
  /** Of files of the same picture. */
  readonly twins: Twins;
  /** How the scans are brought that are listed and not open yet. */
  readonly #listed = new Map<number, (document: number) => Promise<unknown>>();
  readonly #lane: OpeningLane;
  #expected: { readonly scan: RecentScan; readonly into: number } | null = null;

  /** Called with the grade that a file carries, and how to open the file all the same. */
  onGrade: (grade: string, name: string, openPicture: () => void) => void = () => undefined;
  /** Called with each file: answers with what is opened for it, at once if it can; null where it cannot be opened. */
  completed: (chosen: File) => File | Promise<File | null> = (chosen) => chosen;
  /** Called where the user goes on with an export that was not finished. */
  onResumeExport: (document: number, mark: ExportMark) => void = () => undefined;

  constructor(
    private readonly editor: Editor,
    private readonly base: string,
    private readonly keeper: GradeKeeper,
  ) {
    this.#scans = new EngineScans(editor);
    this.#lane = new OpeningLane(editor, (work) => this.#attachShown(work));
    this.twins = new Twins(editor, keeper, async (document, other) => {
      await this.show(other);
      await this.close(document);
    });
    this.#entrance = new ScanEntrance(editor, this.#scans, keeper, this.twins);
    this.#entrance.onSeparate = (file, handle) => void this.open(file, { handle, apart: true });
    this.#notices = new ResumeNotices(
      editor,
      keeper,
      (document) => this.#entrance.startOver(document),
      (document, mark) => this.onResumeExport(document, mark),
    );
  }

  /** Whether anything has been opened, or is to be. */
  get used(): boolean {
    return this.#lane.used;
  }

  /** The next file is to be that of this scan, and `into` the listed document that it becomes. */
  expect(scan: RecentScan, into: number): void {
    this.#expected = { scan, into };
  }

  /** Opens a file; one that is being opened is cancelled for it. Failures become a notice, and change nothing else. */
  async open(chosen: File, options: OpenOptions = {}): Promise<void> {
    const { handle = null, asPicture = false, apart = false } = options;
    const expected = options.expected ?? this.#expected?.scan ?? null;
    const into = options.into || (this.#expected?.into ?? 0);
    this.#expected = null;
    const onInspected = ({ grade, name }: ScanSummary) => {
      if (asPicture || !grade) return;
      this.cancel();
      this.#unlist(into);
      this.onGrade(grade, name, () => void this.open(chosen, { handle, asPicture: true }));
    };
    // What is being opened ends at once, without waiting for what is told at once.
    const completed = this.completed(chosen);
    const complete = completed instanceof File ? completed : await completed;
    if (!complete) return;
    const source = sourceOfFile(complete, { handle, into, rows: options.rows ?? 0, onInspected });
    const { name } = source.facts;
    const openRows = (rows: number) => void this.open(complete, { ...options, into, expected, rows });
    await this.#lane.run(name, into, async (work) => {
      try {
        const before = await this.#enter(source, work, apart ? 'apart' : expected);
        this.#notices.say(before, name, expected);
      } catch (error) {
        const asked = askForPart(this.editor.store, name, error, openRows);
        throw asked ? new EngineError('cancelled', 'cancelled') : error;
      }
    });
  }

  /** Goes on with a scan from its store. False where that is gone; all else is as with `open`. */
  async openStored({ key: record, file, storeKey }: RecentScan, into = 0): Promise<boolean> {
    if (!storeKey) return false;
    let missing = false;
    await this.#lane.run(file.name, into, async (work) => {
      try {
        const source = { facts: file, file: null, handle: null, key: storeKey, record, into, rows: 0 };
        const before = await this.#enter(source, work, null);
        // That all goes on as it was needs no word.
        if (before.unfinished || before.historyLost) this.#notices.say(before, file.name, null);
      } catch (error) {
        missing = error instanceof EngineError && error.code === 'missing';
        if (!missing) throw error;
      }
    });
    return !missing;
  }

  /** Opens the scan on screen once more, for a new engine or from its file; its grade stays. False where that fails. */
  async reopen(): Promise<boolean> {
    const { scan, document } = this.editor.state;
    if (!scan) return true;
    return this.#lane.run(scan.name, document, (work) => this.#attach(document, work));
  }

  /** Opens a document's scan for other work, which holds it from then on. Returns its number; 0 where that fails. */
  async openFor(id: number, holder: Work): Promise<number> {
    const { store } = this.editor;
    const document = store.document(id);
    if (!document?.scan || document.scanNumber !== 0) return document?.scanNumber ?? 0;
    await this.#lane.run(document.name, id, async (work) => {
      await this.#attach(id, work);
      holder.hold(store.document(id)?.scanNumber ?? 0);
    });
    return store.document(id)?.scanNumber ?? 0;
  }

  /** The same of a file that is to be no document. */
  async openAside(chosen: File, holder: Work): Promise<number> {
    const source = sourceOfFile(chosen);
    let number = 0;
    await this.#lane.run(source.facts.name, 0, async (work) => {
      ({ number } = await this.#scans.open(source, null, work));
      holder.hold(number);
    });
    return number;
  }

  /** Puts a scan on the list, to be opened once somebody wants to see it. `bring` opens it into its document. */
  list(name: string, bring: (document: number) => Promise<unknown>, scanKey: string | null = null): number {
    const document = this.editor.documents.add(name, { scanKey });
    this.#listed.set(document, bring);
    return document;
  }

  /** Puts a document on screen; the engine opens its scan first, if it must. */
  async show(id: number): Promise<void> {
    const { store, documents } = this.editor;
    const document = store.document(id);
    if (!document || id === store.state.document) return;
    if (!document.scan) return void (await this.#listed.get(id)?.(id));
    if (document.scanNumber === 0) {
      await this.#lane.run(document.name, id, async (work) => {
        await this.#attach(id, work);
        documents.show(id);
      });
    } else {
      this.cancel();
      documents.show(id);
    }
  }

  /** Takes a document off the list, and what is beside it on screen. What is exported of it goes on. */
  async close(id: number): Promise<void> {
    const { store, jobs } = this.editor;
    for (const job of store.state.jobs) if (job.kind === 'open' && job.document === id) jobs.cancel(job.id);
    const { documents: list, document } = store.state;
    const index = list.findIndex((one) => one.id === id);
    const beside = list[index + 1] ?? list[index - 1];
    if (document === id && beside) await this.show(beside.id);
    // Until then it can be edited, and is kept.
    await this.keeper.leave(id);
    this.#unlist(id);
    dismiss(store, kScanNotice, id);
    dismissProfileNotice(store, id);
    dismissPartial(store, id);
    dismissReading(store, id);
    if (store.state.document === 0) this.editor.clearScreen();
  }

  async openSample(): Promise<void> {
    try {
      await this.open(await fetchSample(this.base));
    } catch (error) {
      notify(this.editor.store, { kind: 'error', text: failureText(kSampleName, reasonOf(error)) });
    }
  }

  cancel(): void {
    this.#lane.cancel();
  }

  /** What is opened may fail or be cancelled: what is on screen comes first, where a new engine does not have it yet. */
  async #attachShown(work: Work): Promise<void> {
    const { scan, scanNumber, document } = this.editor.state;
    if (!scan || scanNumber !== 0) return;
    try {
      await this.#attach(document, work);
    } catch (error) {
      if (isEnding(error)) throw error;
      notify(this.editor.store, { kind: 'error', text: failureText(scan.name, reasonOf(error)) });
    }
  }

  /** Opens the scan of a document that was open before; its grade stays. */
  async #attach(id: number, work: Work): Promise<void> {
    const { store } = this.editor;
    const document = store.document(id);
    if (!document?.scan) return;
    const { file, storeKey, scan } = document;
    const facts = { name: document.name, size: scan.fileBytes, lastModified: 0 };
    const source = { facts, file, handle: null, key: storeKey, record: null, into: id, rows: rowsOf(scan) };
    const opened = await this.#scans.open(source, null, work);
    // Its store may have been written for a copy of the file.
    const named = { ...opened.scan, name: document.name };
    store.change(id, { scan: named, scanNumber: opened.number, storeKey: opened.key });
    this.editor.requestFrame(0);
  }

  /** A new file, or a scan from its store, in the document that it becomes or already is. */
  async #enter(source: Source, work: Work, expected: RecentScan | 'apart' | null): Promise<Resumed> {
    const resumed = await this.#entrance.open(source, work, expected);
    this.#listed.delete(resumed.document);
    if (source.into !== resumed.document) this.#unlist(source.into);
    return resumed;
  }

  #unlist(document: number): void {
    this.twins.forget(document);
    this.#listed.delete(document);
    this.editor.documents.remove(document);
  }
}
