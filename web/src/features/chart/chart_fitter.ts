// Finds and fits charts: what is asked of the engine, and what becomes of its answers. Also reads a reference from a file.

import type { ChartWork } from '../../documents/chart';
import type { Edits } from '../../documents/edits';
import { text } from '../../i18n/text';
import { bytesText } from '../../ui/format';
import type { Editor } from '../../workspace/editor';
import { isEnding, reasonOf } from '../open/endings';
import { chooseChart } from './chart_mode';

/** As core/calibration/reference_chart.h. */
const kMostReferenceBytes = 1 << 20;

export class ChartFitter {
  #running: AbortController | null = null;

  constructor(private readonly editor: Editor) {}

  /** Looks for the chart, where that was not done yet. Corners that a hand has moved meanwhile stay where they are. */
  async find(): Promise<void> {
    const { edits } = this.editor;
    const { chart, recipe, scanNumber: scan } = edits.state;
    if (chart?.sought !== 'looking' || !recipe || scan === 0) return;
    try {
      const corners = await this.editor.call('findChart', { scan, recipe });
      const sought = corners ? 'found' : 'not-found';
      const isUntouched = edits.state.chart?.corners === chart.corners;
      changeChart(edits, corners && isUntouched ? { corners, sought } : { sought });
    } catch (error) {
      changeChart(edits, { sought: 'not-found', failure: isEnding(error) ? '' : reasonOf(error) });
    }
  }

  /** Fits the chart of the document on screen. The answer is of no use where something else is chosen meanwhile. */
  async fit(): Promise<void> {
    const { edits } = this.editor;
    const { chart, recipe, scanNumber: scan } = edits.state;
    if (!chart || !recipe || scan === 0 || this.#running) return;
    const controller = new AbortController();
    this.#running = controller;
    const { corners, reference, fit } = chart;
    const change = (part: Partial<ChartWork>) => changeChart(edits, part);
    const onProgress = (done: number, total: number) => change({ running: { done, total } });
    change({ running: { done: 0, total: 0 }, failure: '', result: null });
    try {
      const asked = { scan, recipe, corners, reference, fit };
      const fitted = await this.editor.call('fitChart', asked, { signal: controller.signal, onProgress });
      const now = edits.state.chart;
      const asWas = now?.corners === corners && now.reference === reference && now.fit === fit;
      change(asWas ? { running: null, result: { fitted, start: recipe } } : { running: null });
    } catch (error) {
      change({ running: null, failure: isEnding(error) ? '' : reasonOf(error) });
    } finally {
      this.#running = null;
    }
  }

  cancel(): void {
    this.#running?.abort();
  }

  /** A CGATS or IT8 file becomes the reference; whether it is one is told by the fit. */
  async openReference(file: File): Promise<void> {
    const { edits } = this.editor;
    try {
      if (file.size > kMostReferenceBytes) {
        throw new Error(text('chart.too-long', { size: bytesText(file.size), most: bytesText(kMostReferenceBytes) }));
      }
      const imported = { title: file.name, text: await file.text() };
      if (edits === this.editor.edits) chooseChart(this.editor, { imported, reference: imported });
    } catch (error) {
      changeChart(edits, { failure: reasonOf(error) });
    }
  }
}

function changeChart(edits: Edits, part: Partial<ChartWork>): void {
  const { chart } = edits.state;
  if (chart) edits.change({ chart: { ...chart, ...part } });
}
