// Calibrating with a chart: its corners placed by mouse and by keys, the fit that the native tool makes too, applied as
// one step; and what is refused leaves everything as it was.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { makeTiff } from '../tests/determinism/chart.mjs';
import {
  cgatsText,
  chartReference,
  colorChartCorners,
  colorChartSize,
  makeColorChart,
  wholeScan,
} from '../tests/determinism/color_chart.mjs';
import { type EditorPage, type Upload, expect, test } from './editor_page';
import { haveNativeTool, haveRealChart, nativeTool, realChart } from './paths';

const chartScan = (corners = colorChartCorners): Upload => ({
  name: 'chart.tif',
  mimeType: 'image/tiff',
  buffer: Buffer.from(makeColorChart(corners)),
});

const patches = ['A1', 'A6', 'D6', 'D1'] as const;
type Place = { readonly x: number; readonly y: number };

const corner = ({ page }: EditorPage, patch: string): Locator =>
  page.getByRole('button', { name: `Corner at ${patch}`, exact: true });
const failure = ({ page }: EditorPage) => page.locator('el-chart-section').getByRole('alert');
const said = ({ page }: EditorPage) => page.locator('el-chart-section').getByRole('status');

async function begin(editor: EditorPage): Promise<void> {
  await editor.button('Calibrate with a chart…').click();
  await expect(corner(editor, 'A1')).toBeVisible();
  await expect(editor.list('Reference')).toBeInViewport();
  // The guess is there.
  await expect(said(editor)).toHaveText(/ chart was found/);
}

/** The middle of a corner's mark, on the screen. */
async function pointOf(editor: EditorPage, patch: string): Promise<Place> {
  const box = await corner(editor, patch).boundingBox();
  if (!box) throw new Error(`no corner at ${patch}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Where the whole scan lies on the screen: it fits the window, in its middle. */
async function scanRect(editor: EditorPage, size: { width: number; height: number }) {
  const frame = await editor.frame();
  const box = await editor.picture.boundingBox();
  if (!box) throw new Error('no picture');
  const left = box.x + (box.width - frame.width) / 2;
  const top = box.y + (box.height - frame.height) / 2;
  expect(Math.abs(frame.width / frame.height - size.width / size.height)).toBeLessThan(0.01);
  return (place: Place) => ({ x: left + place.x * frame.width, y: top + place.y * frame.height });
}

async function dragCorner(editor: EditorPage, patch: string, to: Place): Promise<void> {
  const { mouse } = editor.page;
  const from = await pointOf(editor, patch);
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await mouse.move(to.x, to.y);
  await expect(editor.page.locator('el-magnifier')).toBeVisible();
  await mouse.up();
  await expect(editor.page.locator('el-magnifier')).toHaveCount(0);
}

async function placeCorners(editor: EditorPage, places: readonly Place[], size = colorChartSize): Promise<void> {
  const onScreen = await scanRect(editor, size);
  for (const [index, patch] of patches.entries()) {
    const place = places[index];
    if (place) await dragCorner(editor, patch, onScreen(place));
  }
}

/** Chooses what the chart is compared with, and fits. */
async function fit(editor: EditorPage, kind: 'matrix' | 'primaries' | 'both'): Promise<void> {
  await editor.list('Reference').selectOption(chartReference);
  await editor.list('What to fit').selectOption(kind);
  await editor.button('Fit to chart').click();
}

test('a chart is found, and can be fitted as it was', async ({ editor }) => {
  await editor.open(chartScan());
  await begin(editor);
  await expect(said(editor)).toHaveText(/^A chart was found/);
  const onScreen = await scanRect(editor, colorChartSize);
  for (const [index, patch] of patches.entries()) {
    const [found, known] = [await pointOf(editor, patch), onScreen(colorChartCorners[index] ?? { x: 0, y: 0 })];
    expect(Math.hypot(found.x - known.x, found.y - known.y), patch).toBeLessThan(20);
  }
  await fit(editor, 'matrix');
  await expect(said(editor)).toHaveText(/, 0\.00\d\d after\.$/);
});

test('a chart is fitted, and applied as one step', async ({ editor, page }) => {
  await editor.open(chartScan());
  const before = await editor.recipe();
  await begin(editor);
  await placeCorners(editor, colorChartCorners);
  await fit(editor, 'both');
  await expect(said(editor)).toHaveText(/^Weighted log error 0\.\d{4} before, 0\.00\d\d after\.$/);
  await expect(page.getByRole('region', { name: 'Errors of the patches' }).getByRole('row')).toHaveCount(25);
  expect(await editor.recipe(), 'nothing is an edit before it is applied').toEqual(before);

  await editor.button('Apply fit').click();
  await expect(corner(editor, 'A1')).toHaveCount(0);
  const applied = await editor.recipe();
  expect(applied?.names.matrix).toBe('Kodak UltraMax 400');
  expect(applied?.input.space).toHaveProperty('primaries');
  expect(applied?.density.base).toEqual(before?.density.base);
  expect(applied?.print).toEqual(before?.print);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => editor.recipe()).toEqual(before);
});

test('the fit is the native tool’s, number by number, and a link carries it', async ({ editor, page }, info) => {
  test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
  await editor.open(chartScan(wholeScan));
  const start = await editor.recipe();
  await begin(editor);
  // Beyond the scan's edges, where a corner stops.
  await placeCorners(editor, [
    { x: -0.02, y: -0.02 },
    { x: 1.02, y: -0.02 },
    { x: 1.02, y: 1.02 },
    { x: -0.02, y: 1.02 },
  ]);
  await fit(editor, 'matrix');
  await expect(said(editor)).toHaveText(/^Weighted log error/);
  await editor.button('Apply fit').click();

  const [file, recipe, out] = ['chart.tif', 'start.json', 'fit.json'].map((name) => info.outputPath(name));
  if (!file || !recipe || !out) throw new Error('no place to write to');
  await writeFile(file, makeColorChart(wholeScan));
  await writeFile(recipe, JSON.stringify(start));
  const options = ['--corners', '0,0,1,0,1,1,0,1', '--reference', chartReference, '--recipe', recipe, '-o', out];
  execFileSync(nativeTool, ['chart', file, ...options]);
  const fitted: unknown = JSON.parse(await readFile(out, 'utf8'));
  expect(await editor.recipe()).toEqual(fitted);

  await editor.button('Share…').click();
  const field = page.locator('el-share-dialog').getByLabel('Link', { exact: true });
  await expect(field).toHaveValue(/#grade=1\./);
  const link = await field.inputValue();
  expect(JSON.parse(execFileSync(nativeTool, ['recipe', '--link', link], { encoding: 'utf8' }))).toEqual(fitted);
});

test('the whole way goes by keys alone', async ({ editor, page }) => {
  await editor.open(chartScan());
  const onScreen = await scanRect(editor, colorChartSize);
  const press = async (times: number, key: string) => {
    for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
  };
  await editor.button('Calibrate with a chart…').focus();
  await page.keyboard.press('Enter');
  await expect(corner(editor, 'A1')).toBeFocused();
  for (const [index, patch] of patches.entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    await expect(corner(editor, patch)).toBeFocused();
    const [from, to] = [await pointOf(editor, patch), onScreen(colorChartCorners[index] ?? { x: 0, y: 0 })];
    const [across, down] = [Math.round(to.x - from.x), Math.round(to.y - from.y)];
    await press(Math.floor(Math.abs(across) / 10), `Shift+Arrow${across < 0 ? 'Left' : 'Right'}`);
    await press(Math.floor(Math.abs(down) / 10), `Shift+Arrow${down < 0 ? 'Up' : 'Down'}`);
    await press(Math.abs(across) % 10, `Arrow${across < 0 ? 'Left' : 'Right'}`);
    await press(Math.abs(down) % 10, `Arrow${down < 0 ? 'Up' : 'Down'}`);
    await expect(page.locator('el-chart-overlay').getByRole('status')).toHaveText(/% across the scan/);
  }
  await editor.list('Reference').selectOption(chartReference);
  await editor.button('Fit to chart').focus();
  await page.keyboard.press('Enter');
  await expect(said(editor)).toHaveText(/, 0\.00\d\d after\.$/);
  await editor.button('Apply fit').focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await editor.recipe())?.names.matrix).toBe('Kodak UltraMax 400');
});

test('a chart lies on a cropped and turned picture as on the scan', async ({ editor, page }) => {
  await editor.open(chartScan(wholeScan));
  await page.evaluate(() => {
    const recipe = easelight.recipe();
    if (!recipe) throw new Error('no scan is open');
    const geometry = { crop: [0.1, 0.2, 0.5, 0.6], rotate: 90, flip: true, straighten: 3 } as const;
    easelight.grade({ ...recipe, geometry });
  });
  await begin(editor);
  await expect(said(editor)).toHaveText(/^A chart was found/);
  // The scan stands and is mirrored: A1 is on the upper left, A6 on the lower. Beyond the corners, where they stop.
  const box = await editor.picture.boundingBox();
  if (!box) throw new Error('no picture');
  const [left, right] = [box.x + box.width / 2 - 290, box.x + box.width / 2 + 290];
  const [top, bottom] = [box.y + 3, box.y + box.height - 3];
  const spots = [
    { x: left, y: top },
    { x: left, y: bottom },
    { x: right, y: bottom },
    { x: right, y: top },
  ];
  for (const [index, patch] of patches.entries()) await dragCorner(editor, patch, spots[index] ?? { x: 0, y: 0 });
  await fit(editor, 'matrix');
  await expect(said(editor)).toHaveText(/, 0\.00\d\d after\.$/);
});

test('what cannot be fitted is said, and nothing is applied or lost', async ({ editor, page }) => {
  await editor.open(chartScan());
  const before = await editor.recipe();
  await begin(editor);
  await editor.list('Reference').selectOption(chartReference);

  // Three corners in a line.
  const [a6, d1] = [await pointOf(editor, 'A6'), await pointOf(editor, 'D1')];
  await dragCorner(editor, 'D6', { x: (a6.x + d1.x) / 2, y: (a6.y + d1.y) / 2 });
  await editor.button('Fit to chart').click();
  await expect(failure(editor)).toHaveText(/^Nothing was fitted: the corners span no quadrangle/);

  // The chart turned over.
  await placeCorners(editor, colorChartCorners);
  await expect(failure(editor)).toHaveText('');
  await editor.button('Turn chart').click();
  await editor.button('Turn chart').click();
  await fit(editor, 'matrix');
  await expect(failure(editor)).toHaveText(/see whether/);
  await expect(editor.button('Apply fit')).toBeDisabled();

  // A file that is no reference, and one that is too long.
  const reference = page.getByLabel('Open a chart’s reference');
  const cgats = (text: string) => ({ name: 'Chart.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await reference.setInputFiles(cgats('CGATS.17\n<b>BEGIN_DATA</b>'));
  await editor.button('Fit to chart').click();
  await expect(failure(editor)).toHaveText(/the reference has no BEGIN_DATA_FORMAT/);
  await reference.setInputFiles(cgats('x'.repeat((1 << 20) + 1)));
  await expect(failure(editor)).toHaveText(/a reference of 1\.0 MiB; the limit is 1\.0 MiB/);

  expect(await editor.recipe()).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(corner(editor, 'A1')).toHaveCount(0);
  await expect(editor.button('Undo')).toBeDisabled();
});

test('a reference from a file is one of the list, and serves', async ({ editor, page }) => {
  await editor.open(chartScan());
  await begin(editor);
  await placeCorners(editor, colorChartCorners);
  const reference = { name: 'Studio chart.txt', mimeType: 'text/plain', buffer: Buffer.from(cgatsText()) };
  await page.getByLabel('Open a chart’s reference').setInputFiles(reference);
  await expect(editor.list('Reference').locator('option:checked')).toHaveText('Studio chart.txt');
  await editor.button('Fit to chart').click();
  await expect(said(editor)).toHaveText(/^Weighted log error/);
  await editor.button('Apply fit').click();
  expect((await editor.recipe())?.names.matrix).toBe('Studio chart.txt');
});

test('flat frames among the open scans set the input space of the one on screen', async ({ editor, page }) => {
  // What the channels see of each light.
  const seen = {
    red: [40000, 4000, 800],
    green: [6000, 30000, 3000],
    blue: [500, 5000, 20000],
  } as const;
  for (const [light, codes] of Object.entries(seen)) {
    const flat = makeTiff({ width: 240, height: 160 }, (_x, _y, channel) => codes[channel] ?? 0);
    await editor.open({ name: `${light}.tif`, mimeType: 'image/tiff', buffer: Buffer.from(flat) });
  }
  await editor.open(chartScan());
  const before = await editor.recipe();
  await editor.button('Flat frames…').click();
  const said = page.locator('el-flats-dialog').getByRole('status');
  await expect(editor.button('Measure')).toBeDisabled();
  const choose = (light: string, file: string) =>
    editor.list(`Under ${light} light`).selectOption({ label: `${file}.tif` });
  for (const light of ['red', 'green', 'blue']) await choose(light, 'red');
  await editor.button('Measure').click();
  await expect(said).toHaveText(/^The lights cannot be parted: the three frames part no lights/);
  for (const light of ['red', 'green', 'blue']) await choose(light, light);
  await editor.button('Measure').click();
  await expect(said).toHaveText(/magnifies noise 1\.\d\d times/);
  expect(await editor.recipe()).toEqual(before);
  await editor.button('Set input space').click();
  expect((await editor.recipe())?.input.space).toHaveProperty('primaries');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => editor.recipe()).toEqual(before);
});

test('flat frames are files as well, which are in no list', async ({ editor, page }) => {
  const flat = (codes: readonly [number, number, number]) =>
    Buffer.from(makeTiff({ width: 240, height: 160 }, (_x, _y, channel) => codes[channel as 0 | 1 | 2]));
  const mimeType = 'image/tiff';
  await editor.open({ name: 'green.tif', mimeType, buffer: flat([6000, 30000, 3000]) });
  await editor.open(chartScan());
  await editor.button('Flat frames…').click();
  const chosen = (light: string) => editor.list(`Under ${light} light`).locator('option:checked');
  const [file] = await Promise.all([
    page.waitForEvent('filechooser'),
    editor.button('File… (Under red light)').click(),
  ]);
  await file.setFiles({ name: 'red.tif', mimeType, buffer: Buffer.from('not a scan') });
  await expect(chosen('red')).toHaveText('red.tif');
  await editor.list('Under green light').selectOption({ label: 'green.tif' });
  await expect(editor.button('Measure')).toBeDisabled();
  const blue = page.getByLabel('A file: Under blue light');
  await blue.setInputFiles({ name: 'blue.tif', mimeType, buffer: flat([500, 5000, 20000]) });
  await editor.button('Measure').click();
  const said = page.locator('el-flats-dialog').getByRole('status');
  await expect(said).toHaveText('The lights cannot be parted: red.tif could not be opened.');
  const red = page.getByLabel('A file: Under red light');
  await red.setInputFiles({ name: 'red.tif', mimeType, buffer: flat([40000, 4000, 800]) });
  await editor.button('Measure').click();
  await expect(said).toHaveText(/magnifies noise 1\.\d\d times/);
  await editor.button('Set input space').click();
  expect((await editor.recipe())?.input.space).toHaveProperty('primaries');
  const listed = page.getByRole('group', { name: 'Open scans' }).locator('[aria-pressed]');
  await expect(listed).toHaveCount(2);
});

test('the real scan of a chart is fitted to half of its error', async ({ editor }) => {
  test.skip(!haveRealChart, 'the real scan of a chart is not there (EASELIGHT_SAMPLES)');
  await editor.open(realChart);
  await begin(editor);
  const box = await editor.picture.boundingBox();
  if (!box) throw new Error('no picture');
  const [left, top, right, bottom] = [box.x + 2, box.y + 2, box.x + box.width - 2, box.y + box.height - 2];
  const spots = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  for (const [index, patch] of patches.entries()) await dragCorner(editor, patch, spots[index] ?? { x: 0, y: 0 });
  await fit(editor, 'both');
  await expect(said(editor)).toHaveText(/^Weighted log error/);
  const words = (await said(editor).textContent()) ?? '';
  const [before = 0, after = 0] = [...words.matchAll(/0\.\d{4}/g)].map(Number);
  expect(after).toBeLessThanOrEqual(before / 2);
  expect(after).toBeLessThan(0.02);
  await editor.button('Apply fit').click();
});
