// Exporting the graded scan: the engine writes a file on disk, from where it is copied to its place.

import type { ExportOptions, ExportedFile, Recipe } from '../../engine/protocol';
import type { Editor } from '../../state/editor';
import type { Task } from '../../state/store';
import { failureText, stem } from '../../ui/format';
import { isEnding, reasonOf } from '../open/open_scan';
import type { ExportChoice } from './export_options';
import { type ChosenPlace, choosePlace, download } from './save_place';

const kExtension = { tiff: 'tif', png: 'png', jpeg: 'jpg' } as const;

export function exportName(scanName: string, format: ExportOptions['format']): string {
  return `${stem(scanName)}.${kExtension[format]}`;
}

/** The grading link of a recipe, as a file keeps it; empty where it is to keep none. */
export type LinkFromRecipe = (recipe: Recipe) => Promise<string>;

export class Exporter {
  #running: AbortController | null = null;

  constructor(
    private readonly editor: Editor,
    private readonly linkFromRecipe: LinkFromRecipe,
  ) {}

  /** Exports with the recipe as it is now; sliders may move meanwhile. `ask`: the user chooses the place first. */
  async export({ grade, ...chosen }: ExportChoice, ask: boolean): Promise<void> {
    const { store } = this.editor;
    const { recipe, scan } = store.state;
    if (!recipe || !scan || this.#running) return;
    const fileName = exportName(scan.name, chosen.format);
    const controller = new AbortController();
    const { signal } = controller;
    this.#running = controller;
    let place: ChosenPlace | null = null;
    try {
      place = ask ? await choosePlace(fileName) : null;
      if (ask && !place) return;
      this.#begin(place?.name ?? fileName, 'Writing');
      const onProgress = (done: number, total: number) => this.#progress({ done, total });
      const options = { ...chosen, link: grade ? await this.linkFromRecipe(recipe) : '' };
      const exported = await this.editor.call('export', { recipe, options }, { signal, onProgress });
      if (place) await this.#copy(exported, place, signal);
      else this.#download(exported, fileName);
    } catch (error) {
      await place?.abandon();
      const cancelled = isEnding(error) || signal.aborted;
      if (!cancelled) store.set({ notice: { kind: 'error', text: failureText(fileName, reasonOf(error)) } });
    } finally {
      this.#running = null;
      store.set({ exporting: null });
    }
  }

  cancel(): void {
    this.#running?.abort();
  }

  #begin(fileName: string, facts: string): void {
    const started = performance.now();
    this.editor.store.set({ exporting: { fileName, done: 0, total: 0, started, facts }, notice: null });
  }

  #progress(change: Partial<Task>): void {
    const { store } = this.editor;
    const { exporting } = store.state;
    if (exporting) store.set({ exporting: { ...exporting, ...change } });
  }

  async #copy({ file, stored }: ExportedFile, place: ChosenPlace, signal: AbortSignal): Promise<void> {
    if (stored) this.editor.keepExport(stored);
    this.#begin(place.name, 'Copying');
    try {
      await place.write(file, signal, (done) => this.#progress({ done, total: file.size }));
    } finally {
      if (stored) this.editor.discardExport(stored);
    }
  }

  #download({ file, stored }: ExportedFile, fileName: string): void {
    if (stored) this.editor.keepExport(stored);
    download(file, fileName, () => {
      if (stored) this.editor.discardExport(stored);
    });
  }
}
