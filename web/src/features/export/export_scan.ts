// Exporting graded scans: the engine writes a file on disk, from where it is copied to its place. One export at a time;
// what is ordered meanwhile waits, and all of it can be paused, cancelled, and gone on with after a crash.

import type { ExportOptions, ExportedFile, PreviewDifference, Recipe } from '../../engine/protocol';
import { EngineError } from '../../engine/client';
import { type Grading, hasSeveralCrops } from '../../documents/grading';
import { text } from '../../i18n/text';
import type { ExportMark } from '../../keep/records';
import { failureText, stem } from '../../ui/format';
import type { Editor } from '../../workspace/editor';
import type { Work } from '../../workspace/jobs';
import { dismiss, kPassingNotice, notify } from '../../workspace/notices';
import { isEnding, reasonOf } from '../open/endings';
import type { ExportChoice } from './export_options';
import { type ExportOrder, type ExportPart, ordersFromText, textFromOrders } from './export_order';
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

interface ExporterParts {
  readonly editor: Editor;
  /** The grading link of a recipe, as a file keeps it. */
  readonly linkFromRecipe: (recipe: Recipe) => Promise<string>;
  /** Opens the scan of a document where the engine does not have it; 0 where that fails. */
  readonly openFor: (document: number, work: Work) => Promise<number>;
  /** By which the journal hears what is exported of a document. */
  readonly markerOf: (document: number) => (mark: Omit<ExportMark, 'tab'> | null) => void;
}

/** An order at work, or waiting for others. */
interface Running {
  readonly document: number;
  order: ExportOrder;
}

export class Exporter {
  #last: Promise<unknown> = Promise.resolve();
  readonly #running = new Set<Running>();
  /** Left over from engines that are gone. */
  #interrupted: Running[] = [];

  constructor(private readonly parts: ExporterParts) {}

  get #editor(): Editor {
    return this.parts.editor;
  }

  /** Whether an engine took unfinished exports with it. */
  get interrupted(): boolean {
    return this.#interrupted.length > 0;
  }

  /** Exports with the recipe as it is now; sliders may move meanwhile. `ask`: the user chooses the place first. */
  async export(choice: ExportChoice, ask: boolean): Promise<void> {
    const { recipe, scan, grading, document } = this.#editor.state;
    if (!recipe || !scan) return;
    const fileName = exportName(scan.name, choice.format, cropNumber(grading));
    await this.#start(document, { choice, parts: [{ recipe, fileName }], count: 1 }, ask);
  }

  /** Every crop to a file of its own in the downloads, one after the other; a cancel leaves those that are done. */
  async exportAll(choice: ExportChoice): Promise<void> {
    const { scan, grading, document } = this.#editor.state;
    if (!scan || !grading) return;
    const parts = grading.crops.map((recipe, index) => ({
      recipe,
      fileName: exportName(scan.name, choice.format, index + 1),
    }));
    await this.#start(document, { choice, parts, count: parts.length }, false);
  }

  /** Whether what is on screen is what an export would hold. Waits for the exports before it, and they wait for it. */
  async check(choice: ExportChoice, signal: AbortSignal): Promise<PreviewDifference> {
    const { recipe, scanNumber: scan } = this.#editor.state;
    if (!recipe) throw new EngineError('stopped', 'stopped');
    const { grade: _, ...options } = choice;
    const before = this.#last;
    const checked = Promise.race([before, aborted(signal)]).then(() => {
      signal.throwIfAborted();
      return this.#editor.call('checkPreview', { scan, recipe, options: { ...options, link: '' } }, { signal });
    });
    this.#last = Promise.all([before, checked.catch(() => undefined)]);
    return checked;
  }

  /** Goes on with what another visit has left, beginning with the first file that was not finished. */
  async resume(document: number, { name, orders }: ExportMark): Promise<void> {
    if (orders === null) return;
    const complete = (recipes: readonly string[]) => this.#editor.call('complete', { recipes });
    try {
      for (const order of await ordersFromText(orders, complete)) void this.#start(document, order, false);
    } catch (error) {
      const said = failureText(name, text('export.not-resumed', { reason: reasonOf(error) }));
      if (!isEnding(error)) notify(this.#editor.store, { kind: 'error', text: said });
    }
  }

  /** The same with what an engine has left that is gone. */
  resumeInterrupted(): void {
    const interrupted = this.#interrupted;
    this.#interrupted = [];
    for (const { document, order } of interrupted) void this.#start(document, order, false);
  }

  async #start(document: number, order: ExportOrder, ask: boolean): Promise<void> {
    const [first] = order.parts;
    const scan = this.#editor.store.document(document)?.scanNumber;
    if (!first || scan === undefined) return;
    let place: ChosenPlace | null = null;
    try {
      // While the click still counts.
      place = ask ? await choosePlace(first.fileName) : null;
      if (ask && !place) return;
    } catch (error) {
      return notify(this.#editor.store, { kind: 'error', text: failureText(first.fileName, reasonOf(error)) });
    }
    const work = this.#editor.jobs.add({
      kind: 'export',
      document,
      scan,
      state: 'waiting',
      fileName: place?.name ?? first.fileName,
    });
    const finished = this.#run(this.#last, { document, order }, scan, place, work);
    this.#last = Promise.all([this.#last, finished]);
    await finished;
  }

  async #run(before: Promise<unknown>, running: Running, held: number, place: ChosenPlace | null, work: Work) {
    const mark = this.parts.markerOf(running.document);
    this.#running.add(running);
    this.#keep(running.document, mark);
    try {
      await Promise.race([before, aborted(work.signal)]);
      const scan = held || (await this.parts.openFor(running.document, work));
      dismiss(this.#editor.store, kPassingNotice);
      for (let [part] = running.order.parts; part; [part] = running.order.parts) {
        const { order } = running;
        await this.#exportOne(scan, part, order, place, work);
        running.order = { ...order, parts: order.parts.slice(1) };
        this.#keep(running.document, mark);
      }
    } catch (error) {
      await place?.abandon();
      this.#failed(running, error, work);
    } finally {
      work.end();
      this.#running.delete(running);
      this.#keep(running.document, mark);
    }
  }

  #failed(running: Running, error: unknown, { signal }: Work): void {
    const name = running.order.parts[0]?.fileName ?? '';
    if (error instanceof EngineError && error.code === 'stopped') this.#interrupted.push(running);
    else if (!isEnding(error) && !signal.aborted)
      notify(this.#editor.store, { kind: 'error', text: failureText(name, reasonOf(error)) });
  }

  /** Tells the journal what is to be written yet of a document. */
  #keep(document: number, mark: (mark: Omit<ExportMark, 'tab'> | null) => void): void {
    const ofDocument = [...this.#interrupted, ...this.#running].filter((one) => one.document === document);
    const orders = ofDocument.map(({ order }) => order).filter(({ parts }) => parts.length > 0);
    const name = orders[0]?.parts[0]?.fileName;
    mark(name === undefined ? null : { name, orders: textFromOrders(orders) });
  }

  async #exportOne(
    scan: number,
    { recipe, fileName }: ExportPart,
    { choice, parts, count }: ExportOrder,
    place: ChosenPlace | null,
    work: Work,
  ): Promise<void> {
    const { signal, halt } = work;
    if (signal.aborted) throw new EngineError('cancelled', 'cancelled');
    const { grade, ...chosen } = choice;
    const number = count - parts.length + 1;
    const facts = count > 1 ? text('export.writing-one', { number, count }) : text('export.writing');
    work.begin(place?.name ?? fileName, facts);
    const link = grade ? await this.parts.linkFromRecipe(recipe) : '';
    const onProgress = (done: number, total: number) => work.change({ done, total });
    const asked = { scan, recipe, options: { ...chosen, link } };
    const exported = await this.#editor.call('export', asked, { signal, halt, onProgress });
    if (place) await this.#copy(exported, place, work);
    else this.#download(exported, fileName);
  }

  async #copy({ file, stored }: ExportedFile, place: ChosenPlace, work: Work): Promise<void> {
    if (stored) this.#editor.keepExport(stored);
    work.begin(place.name, text('export.copying'));
    try {
      await place.write(file, work.signal, (done) => work.change({ done, total: file.size }));
    } finally {
      if (stored) this.#editor.discardExport(stored);
    }
  }

  #download({ file, stored }: ExportedFile, fileName: string): void {
    if (stored) this.#editor.keepExport(stored);
    download(file, fileName, () => {
      if (stored) this.#editor.discardExport(stored);
    });
  }
}

function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
