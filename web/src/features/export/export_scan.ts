// Exporting the graded scan: the engine writes a file on disk, from where it is copied to its place.

import type { ExportOptions, ExportedFile, Recipe } from '../../engine/protocol';
import type { Editor } from '../../workspace/editor';
import { type Grading, hasSeveralCrops } from '../../documents/grading';
import { dismiss, kPassingNotice, notify } from '../../workspace/notices';
import type { Task } from '../../workspace/store';
import { failureText, stem } from '../../ui/format';
import { isEnding, reasonOf } from '../open/open_scan';
import type { ExportChoice } from './export_options';
import { type ChosenPlace, choosePlace, download } from './save_place';

const kExtension = { tiff: 'tif', png: 'png', jpeg: 'jpg' } as const;

/** `crop`: its number, where the scan has several. */
export function exportName(scanName: string, format: ExportOptions['format'], crop: number | null = null): string {
  return `${stem(scanName)}${crop === null ? '' : `-${crop}`}.${kExtension[format]}`;
}

/** The number of the crop on screen, where there are several. */
export function cropNumber(grading: Grading | null): number | null {
  return grading && hasSeveralCrops(grading) ? grading.current + 1 : null;
}

/** What becomes one file. */
interface Part {
  readonly scan: number;
  readonly recipe: Recipe;
  readonly fileName: string;
  readonly facts: string;
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
  async export(choice: ExportChoice, ask: boolean): Promise<void> {
    const { recipe, scan, scanNumber, grading } = this.editor.state;
    if (!recipe || !scan) return;
    const fileName = exportName(scan.name, choice.format, cropNumber(grading));
    await this.#exclusively((signal) =>
      this.#exportOne({ scan: scanNumber, recipe, fileName, facts: 'Writing' }, choice, ask, signal),
    );
  }

  /** Every crop to a file of its own in the downloads, one after the other; a cancel leaves those that are done. */
  async exportAll(choice: ExportChoice): Promise<void> {
    const { scan, scanNumber, grading } = this.editor.state;
    if (!scan || !grading) return;
    await this.#exclusively(async (signal) => {
      for (const [index, recipe] of grading.crops.entries()) {
        // Between two files as well; and another scan has other crops.
        if (signal.aborted || this.editor.state.scan !== scan) return;
        const fileName = exportName(scan.name, choice.format, index + 1);
        const facts = `Writing ${index + 1} of ${grading.crops.length}`;
        if (!(await this.#exportOne({ scan: scanNumber, recipe, fileName, facts }, choice, false, signal))) return;
      }
    });
  }

  cancel(): void {
    this.#running?.abort();
  }

  async #exclusively(work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    if (this.#running) return;
    this.#running = new AbortController();
    try {
      await work(this.#running.signal);
    } finally {
      this.#running = null;
      this.editor.store.set({ exporting: null });
    }
  }

  /** Returns whether the file is written. */
  async #exportOne({ scan, recipe, fileName, facts }: Part, choice: ExportChoice, ask: boolean, signal: AbortSignal) {
    const { grade, ...chosen } = choice;
    let place: ChosenPlace | null = null;
    try {
      place = ask ? await choosePlace(fileName) : null;
      if (ask && !place) return false;
      this.#begin(place?.name ?? fileName, facts);
      const onProgress = (done: number, total: number) => this.#progress({ done, total });
      const options = { ...chosen, link: grade ? await this.linkFromRecipe(recipe) : '' };
      const exported = await this.editor.call('export', { scan, recipe, options }, { signal, onProgress });
      if (place) await this.#copy(exported, place, signal);
      else this.#download(exported, fileName);
      return true;
    } catch (error) {
      await place?.abandon();
      const text = failureText(fileName, reasonOf(error));
      if (!isEnding(error) && !signal.aborted) notify(this.editor.store, { kind: 'error', text });
      return false;
    }
  }

  #begin(fileName: string, facts: string): void {
    const started = performance.now();
    this.editor.store.set({ exporting: { fileName, done: 0, total: 0, started, facts } });
    dismiss(this.editor.store, kPassingNotice);
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
