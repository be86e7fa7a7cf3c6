// The journal at work in the editor: every edit goes into it, and what it has to say becomes a notice.

import { tabLives } from '../../engine/tab';
import { text } from '../../i18n/text';
import { JournalDatabase } from '../../keep/database';
import type { Found, KeptGrade } from '../../keep/finding';
import { Journal, type JournalEvents } from '../../keep/journal';
import type { JournalScan } from '../../keep/journal_scan';
import type { ScanPage, TabMessage } from '../../keep/scan_page';
import type { Grade } from '../../keep/scan_writer';
import type { Editor } from '../../workspace/editor';
import type { Grading } from '../../documents/grading';
import type { Edits } from '../../documents/edits';
import { isSameGrade } from '../../documents/history';
import type { ExportMark } from '../../keep/records';
import type { NoticeAction, Unkept } from '../../workspace/state';
import { kScanNotice, notify } from '../../workspace/notices';
import type { FileFacts } from '../../keep/recent';
import type { OpenedScan } from '../../engine/protocol';
import { kSampleName } from '../open/sample';
import { encoded, kThumbnailSide } from './thumbnail';
import { unkeptBecause, unkeptBeside } from './unkept';

const kChannel = 'easelight-journal';
/** A picture of the grade is taken when the hand has rested. */
const kRestMs = 1500;
/** A rounded share this close to all of a side is all of it. */
const kAll = 1 - 1e-6;

/** What the page tells of its journal as an event of the window, for tests: a grade is about to be written, or is. */
export const kJournalEvent = 'easelight-journal';

export interface JournalEventDetail {
  readonly stage: 'writing' | 'written';
  readonly key: string;
  readonly revision: number;
  /** What is about to be written. */
  readonly grading: Grading | null;
  /** Steps that can be undone and redone. */
  readonly steps: readonly [number, number] | null;
}

/** What was there of a scan before it comes on screen. */
export interface Before {
  readonly found: Found;
  /** An export that ended with its tab. */
  readonly unfinished: ExportMark | null;
}

/** What is kept of a document. */
interface Keeping {
  readonly scan: JournalScan;
  seen: Grading | null;
  /** Another version of the editor has written; nothing is, here. */
  sealed: Unkept | null;
}

export class GradeKeeper {
  readonly journal: Journal;
  /** What was kept of a scan was deleted under the page; its grade is written again. */
  onDeleted: () => void = () => undefined;
  readonly #channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(kChannel);
  readonly #kept = new Map<number, Keeping>();
  #shown = 0;
  #asked = false;
  #failing: Unkept | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly editor: Editor,
    tab: string,
  ) {
    this.journal = new Journal({
      open: (onLost) => JournalDatabase.open(onLost),
      complete: (recipes) => editor.call('complete', { recipes }),
      tab,
      tell: (message) => this.#channel?.postMessage(message),
      now: () => Date.now(),
      events: this.#events(),
    });
    if (this.#channel) {
      this.#channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.journal.heard(data);
    }
    editor.documents.onChange = (document) => this.#edited(document);
    editor.store.subscribe(() => this.#followShown());
    void navigator.storage?.persisted?.().then(
      (persisted) => persisted && editor.store.set({ persisted }),
      () => undefined,
    );
  }

  /** Of the scan on screen: its key, and the number of the last write. */
  get kept(): { readonly key: string | null; readonly revision: number } {
    const scan = this.#kept.get(this.editor.state.document)?.scan;
    return { key: scan?.key ?? null, revision: scan?.revision ?? 0 };
  }

  /** Writes what is not written yet; to be awaited before the page is left. */
  flush(): Promise<void> {
    return this.journal.flush();
  }

  /** What is kept of a scan. Rejects where the engine does not answer. */
  async find(key: string): Promise<Before> {
    const found = await this.journal.find(key);
    const mark = found.answer === 'kept' ? found.head?.exporting : null;
    const running = mark ? await tabLives(navigator.locks, mark.tab) : false;
    return { found, unfinished: mark && !running ? mark : null };
  }

  /** After the scan's grade is in its document: what is edited from now on is kept under its key. */
  enter(
    document: number,
    key: string,
    opened: Pick<OpenedScan, 'scan' | 'key'>,
    file: FileFacts,
    handle: FileSystemFileHandle | null,
    { found, unfinished }: Before,
  ): void {
    const { container, width, height, channels, bits, picture } = opened.scan;
    const scan = { container, width, height, channels, bits };
    const exporting = found.answer === 'kept' && unfinished === null ? (found.head?.exporting ?? null) : null;
    const facts = { file, handle, storeKey: opened.key, scan, picture, exporting };
    const page = this.#page(document, file.name, found.answer === 'unknown');
    this.#kept.set(document, {
      scan: this.journal.enter(key, facts, found, page),
      seen: this.editor.documents.edits(document).state.grading,
      sealed: found.answer === 'newer' ? unkeptBeside(file.name) : null,
    });
    this.#tellUnkept();
    this.sayFound(found, file.name, document);
  }

  /** The grade of a document is kept under a key that is new, as if it had just been made. */
  enterAnew(
    document: number,
    key: string,
    opened: Pick<OpenedScan, 'scan' | 'key'>,
    file: FileFacts,
    handle: FileSystemFileHandle | null,
  ): void {
    this.enter(document, key, opened, file, handle, { found: { answer: 'absent' }, unfinished: null });
    this.#kept.get(document)?.scan.edited();
  }

  /** That a grade cannot be read, or not now. */
  sayFound(found: Found, name: string, document = 0): void {
    const { store } = this.editor;
    if (found.answer === 'unreadable') {
      notify(store, { kind: 'error', text: text('kept.unreadable', { name, reason: found.reason }) });
    } else if (found.answer === 'unknown') {
      const said = text('kept.unknown', { name, reason: found.reason });
      notify(store, { kind: 'error', key: kScanNotice, document, text: said });
    }
  }

  /** Before a document is closed. */
  async leave(document: number): Promise<void> {
    const kept = this.#kept.get(document);
    if (kept) await this.journal.leave(kept.scan);
    this.#kept.delete(document);
  }

  /** By which is told what is exported of a document, and (null) that all is; also after it was closed. */
  markerOf(document: number): (mark: Omit<ExportMark, 'tab'> | null) => void {
    const scan = this.#kept.get(document)?.scan;
    return (mark) => scan?.exporting(mark);
  }

  /** A frame is on screen. */
  drawn(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#takePicture(), kRestMs);
  }

  /** `wasUnknown`: whether a grade was kept could not be said when the scan was opened. */
  #page(document: number, name: string, wasUnknown: boolean): ScanPage {
    const { documents, store } = this.editor;
    const edits = documents.edits(document);
    const say = (said: string, ...actions: NoticeAction[]) =>
      notify(store, { kind: 'info', key: kScanNotice, document, text: said, actions });
    return {
      read: () => gradeOf(edits),
      absorb: (insertion) => {
        edits.absorb(insertion);
        say(text(wasUnknown ? 'kept.read-late' : 'kept.other-tab', { name }));
      },
      found: (kept) => {
        this.#load(document, kept);
        say(text('kept.goes-on', { name }));
      },
      overtaken: () => {
        const action = { label: text('kept.load-other'), run: () => void this.#loadOther(document, name) };
        say(text('kept.changed-elsewhere'), action);
      },
      sealed: () => {
        const kept = this.#kept.get(document);
        if (kept) kept.sealed = unkeptBeside(name);
        this.#tellUnkept();
      },
    };
  }

  #edited(document: number): void {
    const kept = this.#kept.get(document);
    const { grading, scan, canUndo } = this.editor.documents.edits(document).state;
    if (!kept) return;
    // While another tab has the later edit, a look at another crop must not overwrite it.
    if (kept.scan.overtaken && grading && kept.seen && isSameGrade(grading, kept.seen)) return;
    kept.seen = grading;
    kept.scan.edited();
    if (scan && scan.name !== kSampleName && canUndo) this.#askToPersist();
  }

  /** After the first edit there is something to lose: the browser is asked not to make room with it. */
  #askToPersist(): void {
    if (this.#asked) return;
    this.#asked = true;
    void navigator.storage?.persist?.().then(
      (persisted) => this.editor.store.set({ persisted }),
      () => undefined,
    );
  }

  #followShown(): void {
    const { document } = this.editor.state;
    if (document === this.#shown) return;
    this.#shown = document;
    this.#tellUnkept();
  }

  async #takePicture(): Promise<void> {
    const { scanKey, compare, softProof, jobs } = this.editor.state;
    if (!scanKey || compare || softProof || jobs.some(({ kind }) => kind === 'open')) return;
    const copy = await this.editor.copyFrame(kThumbnailSide).catch(() => null);
    if (!copy || this.editor.state.scanKey !== scanKey || this.editor.state.compare) return;
    const { rect } = copy.frame;
    const picture = rect[2] >= kAll && rect[3] >= kAll ? await encoded(copy, copy.frame.space) : null;
    if (picture) await this.journal.shelf.keepThumbnail(scanKey, picture);
  }

  #events(): JournalEvents {
    const { log, store } = this.editor;
    const tell = (detail: JournalEventDetail) => window.dispatchEvent(new CustomEvent(kJournalEvent, { detail }));
    return {
      failing: (error) => {
        log.add(`grade not kept: ${error instanceof Error ? error.message : String(error)}`);
        this.#failing = unkeptBecause(error);
        this.#tellUnkept();
      },
      recovered: () => {
        this.#failing = null;
        this.#tellUnkept();
        notify(store, { kind: 'info', text: text('kept.again') });
      },
      writing: (key, revision, { grading, stacks }) => {
        const steps = [stacks.past.length, stacks.future.length] as const;
        tell({ stage: 'writing', key, revision, grading, steps });
      },
      written: (key, revision) => tell({ stage: 'written', key, revision, grading: null, steps: null }),
      deleted: () => this.onDeleted(),
    };
  }

  #tellUnkept(): void {
    const sealed = this.#kept.get(this.editor.state.document)?.sealed ?? null;
    this.editor.store.set({ unkept: sealed ?? this.#failing });
  }

  async #loadOther(document: number, name: string): Promise<void> {
    const kept = this.#kept.get(document);
    if (!kept) return;
    const { found } = await this.find(kept.scan.key);
    if (found.answer === 'kept') this.#load(document, found);
    else this.sayFound(found, name, document);
  }

  #load(document: number, found: KeptGrade): void {
    const { grading, stacks, start, startReasons } = found.grade;
    const kept = this.#kept.get(document);
    const edits = this.editor.documents.edits(document);
    edits.change({ start, startReasons });
    edits.resume(grading, stacks);
    if (!kept) return;
    kept.seen = grading;
    kept.scan.adopt(found);
  }
}

function gradeOf(edits: Edits): Grade & { gesture: boolean } {
  const { grading, start, startReasons } = edits.state;
  const { stacks, gesturing } = edits;
  if (!grading) throw new Error('nothing is graded');
  return { grading, start, startReasons, stacks, gesture: gesturing };
}
