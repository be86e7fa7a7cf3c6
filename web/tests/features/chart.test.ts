import { beforeEach, describe, expect, it } from 'vitest';
import { applyFit, chart, fitChart } from '../../src/commands/chart_commands';
import type { Services } from '../../src/commands/command';
import { cancel, pickBase } from '../../src/commands/commands';
import { crop } from '../../src/commands/crop_commands';
import { withDensity, withGeometry } from '../../src/documents/recipe';
import type { ChartCorners, FittedChart, Recipe } from '../../src/engine/protocol';
import { ChartFitter } from '../../src/features/chart/chart_fitter';
import { chooseChart, guessedCorners } from '../../src/features/chart/chart_mode';
import { ChartStage, chartGripAt } from '../../src/features/chart/chart_stage';
import { patchesImage } from '../../src/features/chart/patches_image';
import { recipeOnScreen } from '../../src/render/requests';
import { testScan } from '../documents/shown';
import { testRecipe } from '../recipes';
import { idle } from '../workspace/silent_worker';
import { TestPage } from '../workspace/test_page';

const corners: ChartCorners = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.8 },
  { x: 0.1, y: 0.8 },
];

const fittedFrom = (recipe: Recipe): FittedChart => ({
  recipe: { ...withDensity(recipe, { gamma: 2.5 }), names: { ...recipe.names, matrix: 'Kodak Gold 200' } },
  patches: [],
  errorBefore: 0.04,
  errorAfter: 0.02,
  condition: 1.5,
});

let page: TestPage;
let services: Services;

beforeEach(async () => {
  page = new TestPage();
  services = { editor: page.editor, chartFitter: new ChartFitter(page.editor) } as unknown as Services;
  await page.open('chart.tif');
});

const work = () => {
  const { chart: present } = page.state;
  if (!present) throw new Error('no chart is at work');
  return present;
};

/** Begins, and answers for the engine where the chart is. */
async function begin(found: ChartCorners | null = corners): Promise<void> {
  chart.run(services);
  await page.worker.answer('findChart', found);
}

async function fitted(): Promise<FittedChart> {
  fitChart.run(services);
  const { asked } = await page.worker.asked('fitChart');
  const answer = fittedFrom(asked.recipe);
  await page.worker.answer('fitChart', answer);
  return answer;
}

describe('calibrating with a chart', () => {
  it('shows the whole scan, and looks for the chart', async () => {
    page.editor.edits.commit('crop', withGeometry(testRecipe(), { crop: [0.2, 0.2, 0.5, 0.5] }), 1);
    chart.run(services);
    expect(recipeOnScreen(page.state)?.geometry.crop).toEqual([0, 0, 1, 1]);
    expect(work().sought).toBe('looking');
    await page.worker.answer('findChart', corners);
    expect(work()).toMatchObject({ corners, sought: 'found' });
  });

  it('leaves corners alone that a hand has moved before the chart was found', async () => {
    chart.run(services);
    const moved: ChartCorners = [{ x: 0, y: 0 }, ...(corners.slice(1) as [never, never, never])];
    chooseChart(page.editor, { corners: moved });
    await page.worker.answer('findChart', corners);
    expect(work()).toMatchObject({ corners: moved, sought: 'found' });
  });

  it('starts from a guess where no chart is found, and looks but once', async () => {
    await begin(null);
    expect(work().corners).toEqual(guessedCorners(testRecipe(), testScan));
    expect(work().sought).toBe('not-found');
    chart.run(services);
    chart.run(services);
    await idle();
    expect(page.worker.calls('findChart')).toHaveLength(1);
  });

  it('is left by its command, by Escape and by other tools, and goes on where it was', async () => {
    await begin();
    for (const leave of [chart, cancel, pickBase, crop]) {
      if (page.state.tool.name !== 'chart') chart.run(services);
      expect(page.state.tool.name).toBe('chart');
      leave.run(services);
      expect(page.state.tool.name).not.toBe('chart');
      expect(work().corners).toBe(corners);
    }
    expect(page.editor.edits.history.length).toBe(0);
  });
});

describe('a fit', () => {
  it('is applied as one step, exactly', async () => {
    await begin();
    expect(applyFit.enabled(page.state)).toBe(false);
    const { recipe } = await fitted();
    expect(page.editor.edits.history.length).toBe(0);
    applyFit.run(services);
    expect(page.state.recipe).toEqual(recipe);
    expect(page.state.tool.name).toBe('hand');
    page.editor.edits.undo();
    expect(page.state.recipe).toEqual(testRecipe());
  });

  it('says how far it is, can be stopped, and then has no result', async () => {
    await begin();
    fitChart.run(services);
    const { id } = await page.worker.asked('fitChart');
    page.worker.say({ type: 'progress', id, done: 3, total: 12 });
    expect(work().running).toEqual({ done: 3, total: 12 });
    expect(fitChart.enabled(page.state)).toBe(false);
    services.chartFitter.cancel();
    expect(page.worker.of('cancel').at(-1)?.id).toBe(id);
    await page.worker.refuse('fitChart', { code: 'cancelled', name: 'cancelled', args: {} });
    expect(work()).toMatchObject({ running: null, failure: '', result: null });
  });

  it('that is refused says why, and nothing changes', async () => {
    await begin();
    fitChart.run(services);
    await page.worker.refuse('fitChart', { code: 'invalid-input', name: 'chart-corners', args: {} });
    expect(work()).toMatchObject({ running: null, result: null });
    expect(work().failure).toMatch(/span no quadrangle/);
    expect(page.state.recipe).toEqual(testRecipe());
    chooseChart(page.editor, { fit: 'both' });
    expect(work().failure).toBe('');
  });

  it('does not answer for other corners, or for a grade that was changed since', async () => {
    await begin();
    fitChart.run(services);
    const { asked } = await page.worker.asked('fitChart');
    chooseChart(page.editor, { fit: 'both' });
    await page.worker.answer('fitChart', fittedFrom(asked.recipe));
    expect(work()).toMatchObject({ running: null, result: null });
    await fitted();
    page.editor.edits.commit('gamma', withDensity(testRecipe(), { gamma: 1.7 }), 1);
    expect(applyFit.enabled(page.state)).toBe(false);
    applyFit.run(services);
    expect(page.state.recipe?.density.gamma).toBe(1.7);
    page.editor.edits.undo();
    expect(applyFit.enabled(page.state)).toBe(true);
  });

  it('stays with its scan', async () => {
    await begin();
    fitChart.run(services);
    const { asked } = await page.worker.asked('fitChart');
    const first = page.state.document;
    await page.open('other.tif');
    await page.worker.answer('fitChart', fittedFrom(asked.recipe));
    expect(page.state.chart).toBeNull();
    expect(page.editor.store.document(first)?.chart?.result?.fitted.errorAfter).toBe(0.02);
  });
});

describe('a reference from a file', () => {
  it('is chosen, and stays in the list', async () => {
    await begin();
    await services.chartFitter.openReference(new File(['CGATS.17'], 'Studio.txt'));
    expect(work().reference).toEqual({ title: 'Studio.txt', text: 'CGATS.17' });
    chooseChart(page.editor, { reference: { name: 'gold-200' } });
    expect(work().imported?.title).toBe('Studio.txt');
  });

  it('that is too long is refused before it is read', async () => {
    await begin();
    const long = new File(['x'.repeat((1 << 20) + 1)], 'long.txt');
    long.text = () => Promise.reject(new Error('it was read'));
    await services.chartFitter.openReference(long);
    expect(work().failure).toBe('a reference of 1.0 MiB; the limit is 1.0 MiB');
    expect(work().imported).toBeNull();
  });
});

describe('the guess', () => {
  it('lies upright as one sees it in the crop, whatever the turn', () => {
    for (const geometry of [
      { crop: [0.1, 0.2, 0.6, 0.5], rotate: 0, flip: false, straighten: 0 },
      { crop: [0.1, 0.2, 0.6, 0.5], rotate: 180, flip: true, straighten: 5 },
    ] as const) {
      const recipe = withGeometry(testRecipe(), geometry);
      const stage = new ChartStage(recipe.geometry, testScan, { x: 0, y: 0, scale: 1 });
      const [a1, a6, d6, d1] = guessedCorners(recipe, testScan).map((place) => stage.screenPoint(place));
      expect(a1?.x).toBeLessThan(a6?.x ?? NaN);
      expect(a1?.y).toBeLessThan(d1?.y ?? NaN);
      expect(a6?.y).toBeCloseTo(a1?.y ?? NaN, 6);
      expect(d6?.x).toBeCloseTo(a6?.x ?? NaN, 6);
    }
  });

  it('stands where the crop stands', () => {
    const recipe = withGeometry(testRecipe(), { crop: [0.4, 0, 0.2, 1] });
    const [a1, a6] = guessedCorners(recipe, testScan);
    expect(a6.x).toBeCloseTo(a1.x, 12);
    expect(a6.y).not.toBeCloseTo(a1.y, 1);
  });
});

describe('the stage of a chart', () => {
  it('takes places to the screen and back, on a turned and mirrored scan', () => {
    const { geometry } = withGeometry(testRecipe(), { rotate: 270, flip: true, straighten: -7 });
    const stage = new ChartStage(geometry, testScan, { x: 400, y: 300, scale: 0.2 });
    for (const place of corners) {
      const back = stage.placeAt(stage.screenPoint(place));
      expect(back.x).toBeCloseTo(place.x, 12);
      expect(back.y).toBeCloseTo(place.y, 12);
    }
    expect(stage.wayBetween({ x: 10, y: 10 }, { x: 10, y: 10 })).toEqual({ x: 0, y: 0 });
  });

  it('gives a hand the nearest corner in its reach, or the whole chart', () => {
    const stage = new ChartStage(testRecipe().geometry, testScan, { x: 300, y: 200, scale: 0.2 });
    const { x, y } = stage.screenPoint(corners[2]);
    expect(chartGripAt({ x: x + 10, y }, corners, stage, 'mouse')).toBe(2);
    expect(chartGripAt({ x: x - 20, y }, corners, stage, 'mouse')).toBe('all');
    expect(chartGripAt({ x: x - 20, y }, corners, stage, 'touch')).toBe(2);
  });
});

describe('the patches as a picture', () => {
  it('have the reference on the left and the result on the right', () => {
    const patch = { name: 'A1', weight: 1, density: [0, 0, 0], spread: 0, errorBefore: 0, errorAfter: 0 } as const;
    const patches = Array.from({ length: 24 }, (_, index) => ({
      ...patch,
      target: [index, 1, 2] as const,
      before: [index, 3, 4] as const,
      after: [index, 5, 6] as const,
    }));
    const { width, height, pixels } = patchesImage(patches, 'after');
    const at = (x: number, y: number) => [...pixels.slice(4 * (y * width + x), 4 * (y * width + x) + 4)];
    expect([width, height]).toEqual([106, 70]);
    expect(at(0, 0)).toEqual([0, 1, 2, 255]);
    expect(at(8, 0)).toEqual([0, 5, 6, 255]);
    expect(at(16, 0)).toEqual([0, 0, 0, 0]);
    expect(at(105, 69)).toEqual([23, 5, 6, 255]);
    expect([...patchesImage(patches, 'before').pixels.slice(4 * 8, 4 * 9)]).toEqual([0, 3, 4, 255]);
  });
});
