// Opening a scan: decode it, ask for the automatic start, and only then let go of what was open.

import { EngineError } from '../../engine/client';
import type { Catalog, FilmKind, Recipe } from '../../engine/protocol';
import type { Editor } from '../../state/editor';
import { defaultRecipe } from '../../state/recipe';
import { failureText } from '../../ui/format';

const kSampleAddress = 'sample/negative.jpg';
const kSampleName = 'sample-negative.jpg';

export class ScanOpener {
  #running: AbortController | null = null;
  #finished: Promise<void> = Promise.resolve();

  constructor(
    private readonly editor: Editor,
    private readonly base: string,
  ) {}

  /** Opens a file; one that is being opened is cancelled for it. Failures become a notice, and change nothing else. */
  async open(file: File): Promise<void> {
    await this.#exclusive(file, (signal) => this.#openNew(file, signal));
  }

  /** Gives a new engine the scan that was open; recipe and history stay. */
  async reopen(): Promise<void> {
    const { file } = this.editor.state;
    if (!file) return;
    await this.#exclusive(file, async (signal) => {
      const scan = await this.#decode(file, signal);
      this.editor.store.set({ scan });
      this.editor.requestFrame(0);
    });
  }

  async openSample(): Promise<void> {
    const { store } = this.editor;
    try {
      const response = await fetch(new URL(kSampleAddress, this.base));
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      await this.open(new File([await response.blob()], kSampleName, { type: 'image/jpeg' }));
    } catch (error) {
      store.set({ notice: { kind: 'error', text: failureText(kSampleName, reasonOf(error)) } });
    }
  }

  cancel(): void {
    this.#running?.abort();
  }

  async #exclusive(file: File, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { store } = this.editor;
    this.cancel();
    const before = this.#finished;
    const controller = new AbortController();
    this.#running = controller;
    const run = async () => {
      await before;
      // A file may be dropped while the engine is still loading. Why it does not run is said elsewhere.
      const started = await this.editor.engineStarted();
      if (!started || controller.signal.aborted) return;
      store.set({ opening: { fileName: file.name, done: 0, total: 0, started: performance.now() }, notice: null });
      try {
        await work(controller.signal);
      } catch (error) {
        const cancelled = error instanceof EngineError && ['cancelled', 'stopped'].includes(error.code);
        if (!cancelled) store.set({ notice: { kind: 'error', text: failureText(file.name, reasonOf(error)) } });
      } finally {
        store.set({ opening: null });
      }
    };
    this.#finished = run();
    await this.#finished;
  }

  #decode(file: File, signal: AbortSignal) {
    const { store } = this.editor;
    return this.editor.call(
      'open',
      { file },
      {
        signal,
        onProgress: (done, total) => {
          const { opening } = store.state;
          if (opening) store.set({ opening: { ...opening, done, total } });
        },
      },
    );
  }

  async #openNew(file: File, signal: AbortSignal): Promise<void> {
    const { store, edits } = this.editor;
    const { catalog } = store.state.engine;
    if (!catalog) throw new EngineError('stopped', 'the engine is not running');
    const scan = await this.#decode(file, signal);
    const start = await this.#start(catalog, store.state.recipe?.film ?? 'color-negative');
    store.set({ scan, file, start, compare: false, picking: false, magnification: 1 });
    edits.restart(start);
  }

  async #start(catalog: Catalog, film: FilmKind): Promise<Recipe> {
    const recipe = defaultRecipe(catalog, film);
    if (!recipe) throw new EngineError('internal', `the engine has no defaults for ${film}`);
    // A scan without enough picture to judge still opens, with the plain defaults.
    return this.editor.call('automatic', { film, recipe }).catch(() => recipe);
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
