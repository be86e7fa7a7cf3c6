// Calibrating with a chart: begins, ends, and what changes on the way. Nothing of it is an edit before it is applied.

import { type ChartWork, answersFor, turnedCorners, withChoice, withFitted } from '../../documents/chart';
import { type Box, boxOf, scanFromPlane } from '../../documents/crop';
import { kHand } from '../../documents/tool';
import type { ChartCorners, Recipe, ScanSummary } from '../../engine/protocol';
import { fitView } from '../../render/placement';
import type { Editor } from '../../workspace/editor';

/** Names the calibration in the history. */
const kControl = 'chart';

/** What a chart is compared with at first: the film that most people have. */
const kFirstReference = { name: 'gold-200' };

/** Of the crop's shorter side, what the guess leaves around the chart. */
const kAround = 0.12;
const kChartShape = 6 / 4;

/** Where a chart may lie, before anybody has said it: upright as one sees it, in the middle of what is cut out. */
export function guessedCorners(recipe: Recipe, scan: ScanSummary): ChartCorners {
  const { geometry } = recipe;
  const crop = boxOf(geometry, scan);
  const margin = kAround * Math.min(crop.width, crop.height);
  const lies = crop.width >= crop.height;
  const shape = lies ? kChartShape : 1 / kChartShape;
  const width = Math.min(crop.width - 2 * margin, (crop.height - 2 * margin) * shape);
  const outline: Box = { x: crop.x, y: crop.y, width, height: width / shape };
  const at = (across: -1 | 1, down: -1 | 1) => {
    const point = { x: outline.x + (across * outline.width) / 2, y: outline.y + (down * outline.height) / 2 };
    const { x, y } = scanFromPlane(point, geometry);
    const inside = (value: number) => Math.min(1, Math.max(0, value));
    return { x: inside(x / scan.width + 0.5), y: inside(y / scan.height + 0.5) };
  };
  const corners: ChartCorners = [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
  return lies ? corners : turnedCorners(corners);
}

export function beginChart(editor: Editor): void {
  const { recipe, scan, chart } = editor.state;
  if (!recipe || !scan) return;
  const begun: ChartWork = chart ?? {
    corners: guessedCorners(recipe, scan),
    reference: kFirstReference,
    imported: null,
    fit: 'matrix',
    sought: 'looking',
    running: null,
    failure: '',
    result: null,
  };
  editor.store.changeShown({ tool: { name: 'chart' }, chart: begun, view: fitView });
  editor.requestFrame(0);
}

/** What was placed and found stays with the scan, for the next time. */
export function leaveChart(editor: Editor): void {
  if (editor.state.tool.name !== 'chart') return;
  editor.store.changeShown({ tool: kHand });
  editor.requestFrame(0);
}

/** Another place, reference or fit. */
export function chooseChart(editor: Editor, choice: Parameters<typeof withChoice>[1]): void {
  const { chart } = editor.state;
  if (chart) editor.store.changeShown({ chart: withChoice(chart, choice) });
}

/** Whether what was fitted can be applied to the recipe as it is now. */
export function canApply({ state }: Pick<Editor, 'state'>): boolean {
  const { chart, recipe } = state;
  return recipe !== null && chart?.result != null && answersFor(chart.result, recipe);
}

/** One step of the history; the recipe is then what was fitted, number by number. */
export function applyChart(editor: Editor): void {
  const { chart, recipe } = editor.state;
  if (!recipe || !chart?.result || !answersFor(chart.result, recipe)) return;
  const applied = withFitted(recipe, chart.result);
  leaveChart(editor);
  editor.store.changeShown({ chart: withChoice(chart, {}) });
  editor.edits.commit(kControl, applied, performance.now());
}
