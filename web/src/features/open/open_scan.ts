// Opening a scan: from its store or by decoding it, then the automatic start, and only then let go of what was open.

import { EngineError } from '../../engine/client';
import type { Catalog, FilmKind, OpenedScan, Recipe, ScanSummary } from '../../engine/protocol';
import type { Editor } from '../../state/editor';
import { defaultRecipe } from '../../state/recipe';
import { type Task, fitView } from '../../state/store';
import { bytesText, failureText, groupedText } from '../../ui/format';
import { withPlainName } from './plain_name';

const kSampleAddress = 'sample/negative.jpg';
const kSampleName = 'sample-negative.jpg';

/** What a file is and what opening it takes, before it is decoded. */
export function costText({ width, height, bits, channels, storeBytes }: ScanSummary, heapBytes: number): string {
  const size = `${groupedText(width)} × ${groupedText(height)}, ${bits}-bit ${channels === 1 ? 'gray' : 'RGB'}`;
  return `${size}, ${bytesText(storeBytes)} on disk; memory ${bytesText(heapBytes)} as always`;
}

export class ScanOpener {
  #running: AbortController | null = null;
  #finished: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly editor: Editor,
    private readonly base: string,
  ) {}

  /** Opens a file; one that is being opened is cancelled for it. Failures become a notice, and change nothing else. */
  async open(file: File, handle: FileSystemFileHandle | null = null): Promise<void> {
    await this.#exclusively((signal) => this.#openNew(withPlainName(file), handle, signal));
  }

  /** Gives a new engine the scan that was open, from its store; recipe and history stay. False where that fails. */
  async reopen(): Promise<boolean> {
    return this.#exclusively(async (signal) => {
      const { file, storeKey } = this.editor.state;
      if (!file) return;
      const opened = await this.#open(file, storeKey, null, signal);
      this.editor.store.set({ scan: opened.scan, storeKey: opened.key });
      this.editor.requestFrame(0);
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
      store.set({ notice: { kind: 'error', text: failureText(kSampleName, reasonOf(error)) } });
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
        const name = store.state.opening?.fileName ?? store.state.file?.name ?? '';
        if (!isEnding(error)) store.set({ notice: { kind: 'error', text: failureText(name, reasonOf(error)) } });
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

  async #open(file: File, key: string | null, preview: Recipe | null, signal: AbortSignal): Promise<OpenedScan> {
    const { store, log } = this.editor;
    const change = (progress: Partial<Task>) => {
      const { opening } = store.state;
      if (opening) store.set({ opening: { ...opening, ...progress } });
    };
    const started = performance.now();
    store.set({ opening: { fileName: file.name, done: 0, total: 0, started, facts: '' }, notice: null });
    const opened = await this.editor.call(
      'open',
      { file, key, preview },
      {
        signal,
        onInspected: (scan) => change({ facts: costText(scan, store.state.engine.heapBytes) }),
        onProgress: (done, total) => change({ done, total }),
      },
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    log.add(`${opened.attached ? 'attached from its store' : 'decoded'} in ${seconds} s: ${file.name}`);
    return opened;
  }

  async #openNew(file: File, handle: FileSystemFileHandle | null, signal: AbortSignal): Promise<void> {
    const { store, edits } = this.editor;
    const { catalog } = store.state.engine;
    if (!catalog) throw new EngineError('stopped', 'the engine is not running');
    const film = store.state.recipe?.film ?? 'color-negative';
    const { scan, key } = await this.#open(file, null, defaultRecipe(catalog, film), signal);
    const start = await this.#start(catalog, film);
    const anew = { compare: false, picking: false, cropping: null, view: fitView, memoryWarning: '' };
    store.set({ scan, file, handle, storeKey: key, start, ...anew });
    edits.restart(start);
  }

  async #start(catalog: Catalog, film: FilmKind): Promise<Recipe> {
    const recipe = defaultRecipe(catalog, film);
    if (!recipe) throw new EngineError('internal', `the engine has no defaults for ${film}`);
    // A scan without enough picture to judge still opens, with the plain defaults.
    return this.editor.call('automatic', { film, recipe }).catch((error: unknown) => {
      if (isEnding(error)) throw error;
      return recipe;
    });
  }
}

/** The user's own doing, or an engine that is gone, which is said elsewhere. */
export function isEnding(error: unknown): boolean {
  return error instanceof EngineError && ['cancelled', 'stopped'].includes(error.code);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
