// Opening a scan: from its store or by decoding it, then the automatic start, and only then let go of what was open.

import { EngineError } from '../../engine/client';
import type { Catalog, FilmKind, OpenedScan, Recipe, ScanSummary } from '../../engine/protocol';
import type { Editor } from '../../workspace/editor';
import { gradingOf } from '../../documents/grading';
import type { KeptGrade } from '../../keep/finding';
import { type NoticeAction, dismiss, kPassingNotice, kScanNotice, notify } from '../../workspace/notices';
import type { FileFacts, RecentScan } from '../../keep/recent';
import { defaultRecipe } from '../../documents/recipe';
import { fitView } from '../../render/placement';
import type { Task } from '../../workspace/store';
import { kHand } from '../../documents/tool';
import { bytesText, failureText, groupedText } from '../../ui/format';
import type { Before, GradeKeeper } from '../journal/keeper';
import { withPlainName } from './plain_name';
import { kSampleAddress, kSampleName } from './sample';

/** What a file is and what opening it takes, before it is decoded. */
export function costText({ width, height, bits, channels, storeBytes }: ScanSummary, heapBytes: number): string {
  const size = `${groupedText(width)} × ${groupedText(height)}, ${bits}-bit ${channels === 1 ? 'gray' : 'RGB'}`;
  return `${size}, ${bytesText(storeBytes)} on disk; memory ${bytesText(heapBytes)} as always`;
}

/** A scan that is to be opened: its file, or only the key of its store. */
interface Source {
  readonly facts: FileFacts;
  readonly file: File | null;
  readonly handle: FileSystemFileHandle | null;
  readonly key: string | null;
  /** Called when the header is read, if it must be. */
  readonly onInspected?: (scan: ScanSummary) => void;
}

/** What was there of a scan before it was opened. */
interface Resumed {
  readonly graded: boolean;
  /** An export that its tab did not live to finish. */
  readonly unfinished: string | null;
  readonly historyLost: boolean;
}

/** Where files are not looked at, what is known of them must do. */
function keyFromFacts({ name, size, lastModified }: FileFacts): string {
  return `${name}, ${size} bytes, ${lastModified}`;
}

export class ScanOpener {
  #running: AbortController | null = null;
  #finished: Promise<unknown> = Promise.resolve();
  #expected: RecentScan | null = null;

  /** Called with the grade that a file carries, and how to open the file all the same. */
  onGrade: (grade: string, name: string, openPicture: () => void) => void = () => undefined;

  constructor(
    private readonly editor: Editor,
    private readonly base: string,
    private readonly keeper: GradeKeeper,
  ) {}

  /** Whether anything has been opened, or is to be. */
  get used(): boolean {
    return this.#running !== null;
  }

  /** The next file is to be that of this scan; if it is another, that is said. */
  expect(scan: RecentScan): void {
    this.#expected = scan;
  }

  /**
   * Opens a file; one that is being opened is cancelled for it. Failures become a notice, and change nothing else. A file
   * that this editor has exported is not opened, unless `asPicture` says so: its grade is what is wanted of it.
   */
  async open(chosen: File, handle: FileSystemFileHandle | null = null, asPicture = false): Promise<void> {
    const expected = this.#expected;
    this.#expected = null;
    const file = withPlainName(chosen);
    const { name, size, lastModified } = file;
    const onInspected = ({ grade }: ScanSummary) => {
      if (asPicture || !grade) return;
      this.cancel();
      this.onGrade(grade, name, () => void this.open(chosen, handle, true));
    };
    const source: Source = { facts: { name, size, lastModified }, file, handle, key: null, onInspected };
    await this.#exclusively(async (signal) => {
      const before = await this.#openNew(source, signal);
      if (expected && this.editor.state.scanKey !== expected.key) this.#sayOther(expected);
      else this.#sayBefore(before);
    });
  }

  /** Goes on with a scan from its store. False where that is gone; all else is as with `open`. */
  async openStored({ file, storeKey }: RecentScan): Promise<boolean> {
    if (!storeKey) return false;
    let missing = false;
    await this.#exclusively(async (signal) => {
      try {
        const before = await this.#openNew({ facts: file, file: null, handle: null, key: storeKey }, signal);
        // That all goes on as it was needs no word.
        if (before.unfinished || before.historyLost) this.#sayBefore(before);
      } catch (error) {
        missing = error instanceof EngineError && error.code === 'missing';
        if (!missing) throw error;
      }
    });
    return !missing;
  }

  /** Gives a new engine the scan that was open, from its store; recipe and history stay. False where that fails. */
  async reopen(): Promise<boolean> {
    return this.#exclusively(async (signal) => {
      const { file, storeKey, scan, scanNumber: before } = this.editor.state;
      if (!scan) return;
      const facts = { name: scan.name, size: scan.fileBytes, lastModified: 0 };
      const opened = await this.#open({ facts, file, handle: null, key: storeKey }, null, signal);
      this.editor.store.set({ scan: opened.scan, scanNumber: opened.number, storeKey: opened.key });
      this.editor.requestFrame(0);
      this.#close(before);
    });
  }

  async openSample(): Promise<void> {
    const { store } = this.editor;
    try {
      const response = await fetch(new URL(kSampleAddress, this.base));
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      // A date of its own, not that of this visit: so its store is found again.
      const facts = { type: 'image/jpeg', lastModified: 0 };
      await this.open(new File([await response.blob()], kSampleName, facts));
    } catch (error) {
      notify(store, { kind: 'error', text: failureText(kSampleName, reasonOf(error)) });
    }
  }

  cancel(): void {
    this.#running?.abort();
  }

  /** Ends the work before, waits for the engine, and makes of a failure a notice. Returns whether there was none. */
  async #exclusively(work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    const { store } = this.editor;
    this.cancel();
    const before = this.#finished;
    const controller = new AbortController();
    this.#running = controller;
    const run = async (): Promise<boolean> => {
      await before;
      // A file may be dropped while the engine is still loading. Why it does not run is said elsewhere.
      const started = await this.editor.engineStarted();
      if (!started || controller.signal.aborted) return false;
      try {
        await work(controller.signal);
        return true;
      } catch (error) {
        const name = store.state.opening?.fileName ?? store.state.scan?.name ?? '';
        if (!isEnding(error)) notify(store, { kind: 'error', text: failureText(name, reasonOf(error)) });
        if (!store.state.scan) this.editor.clearScreen();
        return false;
      } finally {
        store.set({ opening: null });
      }
    };
    const finished = run();
    this.#finished = finished;
    return finished;
  }

  async #open(source: Source, preview: Recipe | null, signal: AbortSignal): Promise<OpenedScan> {
    const { facts, file, key, onInspected = () => undefined } = source;
    const { store, log } = this.editor;
    const change = (progress: Partial<Task>) => {
      const { opening } = store.state;
      if (opening) store.set({ opening: { ...opening, ...progress } });
    };
    const started = performance.now();
    store.set({ opening: { fileName: facts.name, done: 0, total: 0, started, facts: '' } });
    dismiss(store, kPassingNotice);
    const opened = await this.editor.call(
      'open',
      { file, key, preview },
      {
        signal,
        onInspected: (scan) => {
          change({ facts: costText(scan, store.state.engine.heapBytes) });
          onInspected(scan);
        },
        onProgress: (done, total) => change({ done, total }),
      },
    );
    if (opened.looksPrivate) store.set({ looksPrivate: true });
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    log.add(`${opened.attached ? 'attached from its store' : 'decoded'} in ${seconds} s: ${facts.name}`);
    return opened;
  }

  async #openNew(source: Source, signal: AbortSignal): Promise<Resumed> {
    const { store } = this.editor;
    const { catalog } = store.state.engine;
    if (!catalog) throw new EngineError('stopped', 'the engine is not running');
    const film = store.state.recipe?.film ?? 'color-negative';
    // An open scan stays on screen until the new one is there.
    const preview = store.state.scanNumber === 0 ? defaultRecipe(catalog, film) : null;
    const opened = await this.#open(source, preview, signal);
    const before = store.state.scanNumber;
    try {
      return await this.#enter(opened, source, catalog, film);
    } finally {
      // The one that is not on screen, whichever that is.
      this.#close(store.state.scanNumber === opened.number ? before : opened.number);
    }
  }

  /** A new engine does not know the scans of the one before. */
  #close(scan: number): void {
    if (scan !== 0) void this.editor.call('close', { scan }).catch(() => undefined);
  }

  async #enter(opened: OpenedScan, source: Source, catalog: Catalog, film: FilmKind): Promise<Resumed> {
    const { facts, file } = source;
    const key = opened.identity ?? keyFromFacts(facts);
    if (key === this.editor.state.scanKey) return this.#showAgain(opened, file);
    const before = await this.keeper.find(key);
    const kept = keptOf(before);
    const start = kept ? kept.grade.start : await this.#start(opened.number, catalog, film);
    // From here to the end nothing else runs: no edit of the one scan gets into the other.
    await this.keeper.leave();
    this.#show(key, opened, source, start, before);
    const graded = kept !== null && kept.head?.changed !== 0;
    return { graded, unfinished: before.unfinished, historyLost: kept?.historyLost ?? false };
  }

  #show(key: string, opened: OpenedScan, source: Source, start: Recipe | null, before: Before): void {
    const { store, edits } = this.editor;
    const { scan, number: scanNumber, key: storeKey } = opened;
    const { facts, file, handle } = source;
    const fresh = { compare: false, tool: kHand, view: fitView, memoryWarning: '' };
    store.set({ scan, scanNumber, file, storeKey, scanKey: key, start, ...fresh });
    dismiss(store, kScanNotice);
    const kept = keptOf(before);
    if (kept) edits.resume(kept.grade.grading, kept.grade.stacks);
    else if (start) edits.restart(start);
    this.keeper.enter(key, opened, facts, handle, before);
  }

  /** The scan that is open was opened again: its grade goes on. */
  #showAgain({ scan, number: scanNumber, key: storeKey }: OpenedScan, file: File | null): Resumed {
    const { store, edits } = this.editor;
    store.set({ scan, scanNumber, file: file ?? store.state.file, storeKey });
    this.editor.requestFrame(0);
    return { graded: edits.history.canUndo, unfinished: null, historyLost: false };
  }

  #sayBefore({ graded, unfinished, historyLost }: Resumed): void {
    const { scan } = this.editor.state;
    if (unfinished) {
      return this.#say(`The export of ${unfinished} was not finished.`);
    }
    if (!scan || !graded) return;
    const history = historyLost ? ' Its history could not be read; it stays as it is.' : '';
    const text = `The grade of ${scan.name} goes on where it was left.${history}`;
    this.#say(text, { label: 'Start over', run: () => void this.#startOver() });
  }

  #sayOther(expected: RecentScan): void {
    const name = this.editor.state.scan?.name ?? '';
    const text = `${name} is not the file that was graded as ${expected.file.name}; it was opened as a scan of its own.`;
    this.#say(text, { label: 'Use that grade', run: () => void this.#useGradeOf(expected) });
  }

  /** Of the scan that has just been opened. */
  #say(text: string, ...actions: NoticeAction[]): void {
    notify(this.editor.store, { kind: 'info', key: kScanNotice, text, actions });
  }

  /** As one step, which can be undone. */
  async #useGradeOf({ key, file }: RecentScan): Promise<void> {
    const { found } = await this.keeper.find(key);
    if (found.answer !== 'kept') return this.keeper.sayFound(found, file.name);
    this.editor.edits.commitGrading('kept-grade', found.grade.grading, performance.now());
  }

  /** Back to the automatic start, as one step; snapshots stay. */
  async #startOver(): Promise<void> {
    const { store, edits } = this.editor;
    const { catalog } = store.state.engine;
    const { scanNumber, recipe } = store.state;
    if (!catalog || !recipe) return;
    const start = store.state.start ?? (await this.#start(scanNumber, catalog, recipe.film));
    const { grading } = store.state;
    if (!grading || store.state.scanNumber !== scanNumber) return;
    edits.commitGrading('start-over', { ...gradingOf(start), snapshots: grading.snapshots }, performance.now());
  }

  async #start(scan: number, catalog: Catalog, film: FilmKind): Promise<Recipe> {
    const recipe = defaultRecipe(catalog, film);
    if (!recipe) throw new EngineError('internal', `the engine has no defaults for ${film}`);
    // A scan without enough picture to judge still opens, with the plain defaults.
    return this.editor.call('automatic', { scan, film, recipe }).catch((error: unknown) => {
      if (isEnding(error)) throw error;
      return recipe;
    });
  }
}

const keptOf = ({ found }: Before): KeptGrade | null => (found.answer === 'kept' ? found : null);

/** The user's own doing, as closing the scan is, or an engine that is gone, which is said elsewhere. */
export function isEnding(error: unknown): boolean {
  return error instanceof EngineError && ['cancelled', 'stale', 'stopped'].includes(error.code);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
