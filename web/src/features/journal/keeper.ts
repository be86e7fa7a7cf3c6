// The journal at work in the editor: every edit goes into it, and what it has to say becomes a notice.

import { tabLives } from '../../engine/tab';
import { JournalDatabase } from '../../keep/database';
import type { Found, KeptGrade } from '../../keep/finding';
import { Journal, type JournalEvents } from '../../keep/journal';
import type { JournalScan } from '../../keep/journal_scan';
import type { ScanPage, TabMessage } from '../../keep/scan_page';
import type { Grade } from '../../keep/scan_writer';
import type { Editor } from '../../workspace/editor';
import type { Grading } from '../../documents/grading';
import { isSameGrade } from '../../documents/history';
import { type NoticeAction, kScanNotice, notify } from '../../workspace/notices';
import type { FileFacts } from '../../keep/recent';
import type { Unkept } from '../../workspace/store';
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
  /** The name of an export that ended with its tab. */
  readonly unfinished: string | null;
}

export class GradeKeeper {
  readonly journal: Journal;
  /** What was kept of a scan was deleted under the page; its grade is written again. */
  onDeleted: () => void = () => undefined;
  readonly #channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(kChannel);
  #scan: JournalScan | null = null;
  #seen: Grading | null = null;
  #exporting: string | null = null;
  #asked = false;
  #failing: Unkept | null = null;
  #sealed: Unkept | null = null;
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
    editor.edits.onChange = () => this.#edited();
    editor.store.subscribe(() => this.#followExport());
    void navigator.storage?.persisted?.().then(
      (persisted) => persisted && editor.store.set({ persisted }),
      () => undefined,
    );
  }

  /** Of the open scan: its key, and the number of the last write. */
  get kept(): { readonly key: string | null; readonly revision: number } {
    return { key: this.#scan?.key ?? null, revision: this.#scan?.revision ?? 0 };
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
    return { found, unfinished: mark && !running ? mark.name : null };
  }

  /** After the scan and its grade are on screen: what is edited from now on is kept under its key. */
  enter(
    key: string,
    opened: OpenedScan,
    file: FileFacts,
    handle: FileSystemFileHandle | null,
    { found, unfinished }: Before,
  ): void {
    const { container, width, height, channels, bits } = opened.scan;
    const scan = { container, width, height, channels, bits };
    const exporting = found.answer === 'kept' && unfinished === null ? (found.head?.exporting ?? null) : null;
    this.#seen = this.editor.state.grading;
    this.#tellUnkept({ sealed: found.answer === 'newer' ? unkeptBeside(file.name) : null });
    const page = this.#page(file.name, found.answer === 'unknown');
    this.#scan = this.journal.enter(key, { file, handle, storeKey: opened.key, scan, exporting }, found, page);
    this.sayFound(found, file.name);
  }

  /** That a grade cannot be read, or not now. */
  sayFound(found: Found, name: string): void {
    const { store } = this.editor;
    if (found.answer === 'unreadable') {
      const text =
        `The grade that was kept of ${name} could not be read (${found.reason}). It stays as it is, and can be saved as ` +
        `a file from the list of recent scans; the scan starts anew.`;
      notify(store, { kind: 'error', text });
    } else if (found.answer === 'unknown') {
      const text =
        `Whether a grade of ${name} is kept is not known yet (${found.reason}). Editing goes on; what is kept will be ` +
        `part of the history.`;
      notify(store, { kind: 'error', key: kScanNotice, text });
    }
  }

  /** Before another scan comes on screen. */
  async leave(): Promise<void> {
    const scan = this.#scan;
    if (scan) await this.journal.leave(scan);
    this.#scan = null;
  }

  /** A frame is on screen. */
  drawn(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#takePicture(), kRestMs);
  }

  /** `wasUnknown`: whether a grade was kept could not be said when the scan was opened. */
  #page(name: string, wasUnknown: boolean): ScanPage {
    const { edits, store } = this.editor;
    const say = (text: string, ...actions: NoticeAction[]) =>
      notify(store, { kind: 'info', key: kScanNotice, text, actions });
    return {
      read: () => this.#now(),
      absorb: (insertion) => {
        edits.absorb(insertion);
        const which = wasUnknown ? 'The grade that was kept of' : 'Another tab has also graded';
        say(`${which} ${name}${wasUnknown ? ' has been read after all' : ''}: Undo goes back to it.`);
      },
      found: (kept) => {
        this.#load(kept);
        say(`The grade of ${name} goes on where it was left.`);
      },
      overtaken: () => {
        const action = { label: 'Load that grade', run: () => void this.#loadOther() };
        say('This scan was changed in another tab.', action);
      },
      sealed: () => this.#tellUnkept({ sealed: unkeptBeside(name) }),
    };
  }

  #now(): Grade & { gesture: boolean } {
    const { grading, start } = this.editor.state;
    const { stacks, gesturing } = this.editor.edits;
    if (!grading) throw new Error('nothing is graded');
    return { grading, start, stacks, gesture: gesturing };
  }

  #edited(): void {
    const { grading, scan } = this.editor.state;
    const seen = this.#seen;
    // While another tab has the later edit, a look at another crop must not overwrite it.
    if (this.#scan?.overtaken && grading && seen && isSameGrade(grading, seen)) return;
    this.#seen = grading;
    this.#scan?.edited();
    if (scan && scan.name !== kSampleName && this.editor.state.canUndo) this.#askToPersist();
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

  #followExport(): void {
    const name = this.editor.state.exporting?.fileName ?? null;
    if (name === this.#exporting) return;
    this.#exporting = name;
    this.#scan?.exporting(name);
  }

  async #takePicture(): Promise<void> {
    const { scanKey, compare, opening } = this.editor.state;
    if (!scanKey || compare || opening) return;
    const copy = await this.editor.copyFrame(kThumbnailSide).catch(() => null);
    if (!copy || this.editor.state.scanKey !== scanKey || this.editor.state.compare) return;
    const { rect } = copy.frame;
    const picture = rect[2] >= kAll && rect[3] >= kAll ? await encoded(copy) : null;
    if (picture) await this.journal.shelf.keepThumbnail(scanKey, picture);
  }

  #events(): JournalEvents {
    const { log, store } = this.editor;
    const tell = (detail: JournalEventDetail) => window.dispatchEvent(new CustomEvent(kJournalEvent, { detail }));
    return {
      failing: (error) => {
        log.add(`grade not kept: ${error instanceof Error ? error.message : String(error)}`);
        this.#tellUnkept({ failing: unkeptBecause(error) });
      },
      recovered: () => {
        this.#tellUnkept({ failing: null });
        notify(store, { kind: 'info', text: 'Your grade is kept on disk again.' });
      },
      writing: (key, revision, { grading, stacks }) => {
        const steps = [stacks.past.length, stacks.future.length] as const;
        tell({ stage: 'writing', key, revision, grading, steps });
      },
      written: (key, revision) => tell({ stage: 'written', key, revision, grading: null, steps: null }),
      deleted: () => this.onDeleted(),
    };
  }

  #tellUnkept({ failing = this.#failing, sealed = this.#sealed }: { failing?: Unkept | null; sealed?: Unkept | null }) {
    this.#failing = failing;
    this.#sealed = sealed;
    this.editor.store.set({ unkept: sealed ?? failing });
  }

  async #loadOther(): Promise<void> {
    const { scanKey, scan } = this.editor.state;
    if (!scanKey || !scan) return;
    const { found } = await this.find(scanKey);
    if (this.editor.state.scanKey !== scanKey) return;
    if (found.answer === 'kept') this.#load(found);
    else this.sayFound(found, scan.name);
  }

  #load(kept: KeptGrade): void {
    const { grading, stacks, start } = kept.grade;
    this.editor.store.set({ start });
    this.editor.edits.resume(grading, stacks);
    this.#seen = grading;
    this.#scan?.adopt(kept);
  }
}
