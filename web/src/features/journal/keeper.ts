// The journal at work in the editor: every edit goes into it, what it has to say becomes a notice, and the scans that it
// holds become the list of recent ones.

import { tabLives } from '../../engine/tab';
import { JournalDatabase } from '../../keep/database';
import { Journal, type JournalEvents, type KeptScan, type TabMessage } from '../../keep/journal';
import type { Grade } from '../../keep/scan_writer';
import type { Editor } from '../../state/editor';
import type { Grading } from '../../state/grading';
import type { FileFacts } from '../../state/recent';
import type { OpenedScan } from '../../engine/protocol';
import { kSampleName } from '../open/sample';
import { encoded, reduced } from './thumbnail';
import { unkeptText } from './unkept';

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

export interface Found extends KeptScan {
  /** The name of an export that ended with its tab. */
  readonly unfinished: string | null;
}

export class GradeKeeper {
  readonly journal: Journal;
  readonly #channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(kChannel);
  #seen: Grading | null = null;
  #exporting: string | null = null;
  #asked = false;
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
  }

  /** Writes what is not written yet; to be awaited before the page is left. */
  flush(): Promise<void> {
    return this.journal.flush();
  }

  /** What is kept of a scan. A grade that cannot be read is put aside, and that is said. */
  async find(key: string, name: string): Promise<Found | null> {
    try {
      const kept = await this.journal.find(key);
      if (!kept) return null;
      const mark = kept.head?.exporting;
      const running = mark ? await tabLives(navigator.locks, mark.tab) : false;
      return { ...kept, unfinished: mark && !running ? mark.name : null };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const text = `The grade that was kept of ${name} cannot be read (${reason}). It was put aside, and the scan starts anew.`;
      this.editor.store.set({ notice: { kind: 'error', text } });
      return null;
    }
  }

  /** After the scan and its grade are on screen: what is edited from now on is kept under its key. */
  enter(
    key: string,
    opened: OpenedScan,
    file: FileFacts,
    handle: FileSystemFileHandle | null,
    kept: Found | null,
  ): void {
    const { container, width, height, channels, bits } = opened.scan;
    const scan = { container, width, height, channels, bits };
    const exporting = kept?.unfinished === null ? (kept.head?.exporting ?? null) : null;
    this.#seen = this.editor.state.grading;
    this.journal.enter(key, { file, handle, storeKey: opened.key, scan, exporting }, kept, () => this.#now());
  }

  /** A frame is on screen. */
  drawn(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#takePicture(), kRestMs);
  }

  /** The list of recent scans as it is now; empty where it cannot be read. */
  async refresh(): Promise<void> {
    const recent = await this.journal.shelf.recent().catch(() => []);
    this.editor.store.set({ recent });
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
    if (this.journal.overtaken && grading?.crops === seen?.crops && grading?.snapshots === seen?.snapshots) return;
    this.#seen = grading;
    this.journal.edited();
    if (scan && scan.name !== kSampleName && this.editor.state.canUndo) this.#askToPersist();
  }

  /** After the first edit there is something to lose: the browser is asked not to make room with it. */
  #askToPersist(): void {
    if (this.#asked) return;
    this.#asked = true;
    navigator.storage?.persist?.().catch(() => undefined);
  }

  #followExport(): void {
    const name = this.editor.state.exporting?.fileName ?? null;
    if (name === this.#exporting) return;
    this.#exporting = name;
    this.journal.exporting(name);
  }

  async #takePicture(): Promise<void> {
    const { scanKey, compare, opening } = this.editor.state;
    if (!scanKey || compare || opening) return;
    const small = this.editor.look((pixels, frame) =>
      frame.rect[2] >= kAll && frame.rect[3] >= kAll ? reduced(pixels, frame) : null,
    );
    const picture = small && (await encoded(small));
    if (picture) await this.journal.shelf.keepThumbnail(scanKey, picture);
  }

  #events(): JournalEvents {
    const { store, log } = this.editor;
    const tell = (detail: JournalEventDetail) => window.dispatchEvent(new CustomEvent(kJournalEvent, { detail }));
    return {
      failing: (error) => {
        log.add(`grade not kept: ${error instanceof Error ? error.message : String(error)}`);
        store.set({ unkept: unkeptText(error) });
      },
      recovered: () => store.set({ unkept: '', notice: { kind: 'info', text: 'Your grade is kept on disk again.' } }),
      overtaken: () => {
        const action = { label: 'Load that grade', run: () => void this.#loadOther() };
        store.set({ notice: { kind: 'info', text: 'This scan was changed in another tab.', action } });
      },
      writing: (key, revision, { grading, stacks }) => {
        const steps = [stacks.past.length, stacks.future.length] as const;
        tell({ stage: 'writing', key, revision, grading, steps });
      },
      written: (key, revision) => tell({ stage: 'written', key, revision, grading: null, steps: null }),
    };
  }

  async #loadOther(): Promise<void> {
    const { scanKey, scan } = this.editor.state;
    if (!scanKey || !scan) return;
    const kept = await this.find(scanKey, scan.name);
    if (!kept || this.editor.state.scanKey !== scanKey) return;
    const { grading, stacks, start } = kept.grade;
    this.editor.store.set({ start });
    this.editor.edits.resume(grading, stacks);
    this.#seen = grading;
    this.journal.adopt(kept);
  }
}
