// An engine that stops, at any stage, is replaced: the grade is as it was, and no half of a file stays.

import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { chartReference, makeColorChart } from '../tests/determinism/color_chart.mjs';
import { writeBigTiff } from './big_tiff';
import { EditorPage, expect } from './editor_page';

/** The editor's own test would take the trap in the console for a failure. */
const test = base.extend<{ editor: EditorPage }>({
  editor: async ({ page }, use) => {
    const editor = new EditorPage(page);
    await editor.visit();
    await use(editor);
  },
});

const restarted = (page: Page) => page.getByRole('status').filter({ hasText: 'restarted' });
const stores = async (editor: EditorPage) => (await editor.ownFiles()).filter((name) => name.startsWith('scan-store'));
const exports = async (editor: EditorPage) => (await editor.ownFiles()).filter((name) => name.startsWith('exports'));

async function gradedSample(editor: EditorPage): Promise<string> {
  await editor.openSample();
  await editor.drag('Exposure', 0.6);
  return (await editor.frame()).sha256;
}

async function startExport(editor: EditorPage): Promise<void> {
  await editor.button('Export…').click();
  await editor.list('Format').selectOption('png');
  await editor.button('Export file').click();
}

test('while rendering', async ({ editor }) => {
  const before = await gradedSample(editor);
  await editor.fault('render');
  await editor.drag('Gamma', 0.7);
  await expect(restarted(editor.page)).toContainText('The engine stopped and was restarted; your grade is as it was.');
  await editor.page.keyboard.press('Control+z');
  expect((await editor.frame()).sha256).toBe(before);
  expect((await editor.log()).filter((line) => line.startsWith('attached'))).toHaveLength(1);
});

test('while a chart is fitted', async ({ editor, page }) => {
  await editor.open({ name: 'chart.tif', mimeType: 'image/tiff', buffer: Buffer.from(makeColorChart()) });
  await editor.button('Calibrate with a chart…').click();
  const said = page.locator('el-chart-section').getByRole('status');
  await expect(said).toHaveText(/^A chart was found/);
  const place = await editor.button('Corner at D6').boundingBox();
  await editor.fault('chart');
  await editor.list('Reference').selectOption(chartReference);
  await editor.button('Fit to chart').click();
  await expect(restarted(page)).toContainText('The engine stopped and was restarted; your grade is as it was.');
  await editor.frame();
  expect(await editor.button('Corner at D6').boundingBox()).toEqual(place);
  await editor.button('Fit to chart').click();
  await expect(said).toHaveText(/^Weighted log error/);
});

test('while opening another scan', async ({ editor }) => {
  const before = await gradedSample(editor);
  await editor.fault('open');
  await editor.choose(await editor.sampleAs('bad.jpg'));
  await expect(restarted(editor.page)).toContainText('bad.jpg was not opened.');
  expect((await editor.frame()).sha256).toBe(before);
  await expect.poll(() => stores(editor)).toHaveLength(2);
  await editor.open(await editor.sampleAs('bad.jpg'));
});

test('while opening the first scan', async ({ editor }) => {
  await editor.fault('open');
  await editor.choose(await editor.sampleAs('bad.jpg'));
  await expect(restarted(editor.page)).toContainText('The engine stopped and was restarted. bad.jpg was not opened.');
  await expect.poll(() => editor.ownFiles()).toEqual([]);
  await editor.open(await editor.sampleAs('bad.jpg'));
});

test('while exporting', async ({ editor }) => {
  const before = await gradedSample(editor);
  await editor.fault('export');
  await startExport(editor);
  await expect(restarted(editor.page)).toContainText('The export of sample-negative.png was not finished.');
  expect((await editor.frame()).sha256).toBe(before);
  await expect.poll(() => exports(editor)).toEqual([]);
});

test('without a word', async ({ editor }) => {
  const before = await gradedSample(editor);
  await editor.fault('hang');
  await editor.drag('Gamma', 0.7);
  await expect(restarted(editor.page)).toBeVisible({ timeout: 20_000 });
  await editor.page.keyboard.press('Control+z');
  expect((await editor.frame()).sha256).toBe(before);
});

for (const stage of ['stack', 'pool-stack'] as const) {
  test(`after an overflow: ${stage}`, async ({ editor }) => {
    const before = await gradedSample(editor);
    await editor.fault(stage);
    await editor.drag('Gamma', 0.7);
    await expect(restarted(editor.page)).toBeVisible({ timeout: 20_000 });
    await editor.page.keyboard.press('Control+z');
    expect((await editor.frame()).sha256).toBe(before);
  });
}

test('with an error outside of any call', async ({ editor, page }) => {
  const before = await gradedSample(editor);
  const worker = await editor.engineWorker();
  await worker.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('out of memory');
      }),
  );
  await expect(restarted(page)).toBeVisible();
  expect((await editor.frame()).sha256).toBe(before);
  await editor.button('Undo').click();
  expect((await editor.frame()).sha256).not.toBe(before);
});

test('killed in the middle of an export', async ({ editor, page }) => {
  const big = path.join(os.tmpdir(), `easelight-${process.pid}-killed.tif`);
  await writeBigTiff(big, 6000, 4000);
  await editor.open(big);
  const before = await editor.frame();
  await rm(big);
  await startExport(editor);
  await expect(page.locator('el-task-row')).toContainText('%');
  expect(await exports(editor)).toHaveLength(1);
  await (await editor.engineWorker()).evaluate(() => self.close());
  await expect(restarted(page)).toContainText('was not finished', { timeout: 25_000 });
  expect(await editor.frame()).toEqual(before);
  await expect.poll(() => exports(editor)).toEqual([]);
  const download = await editor.export({ Format: 'jpeg' });
  expect(await download.failure()).toBeNull();
});

test('on demand, and not without end by itself', async ({ editor, page }) => {
  const before = await gradedSample(editor);
  await editor.button('Engine').click();
  await page.getByRole('region', { name: 'Engine' }).getByRole('button', { name: 'Restart engine' }).click();
  await expect(restarted(page)).toContainText('The engine was restarted');
  expect((await editor.frame()).sha256).toBe(before);
  await expect(page.getByRole('log', { name: 'Engine log' })).toContainText('engine restarted');
  for (let stop = 0; stop < 4; stop += 1) {
    const restarts = (await editor.log()).filter((line) => line === 'engine restarted').length;
    await editor.fault('render');
    await editor.slider('Gamma').press('ArrowRight');
    if (stop === 3) break;
    await expect
      .poll(async () => (await editor.log()).filter((line) => line === 'engine restarted').length)
      .toBe(restarts + 1);
    await editor.frame();
  }
  await expect(editor.alert).toContainText('Your edits are kept');
  const panel = page.getByRole('region', { name: 'Engine' });
  await expect(panel).toContainText('The engine has stopped');
  await expect(panel).not.toContainText('Heap');
  await editor.alert.getByRole('button', { name: 'Restart engine' }).click();
  await expect(editor.alert).toHaveCount(0);
  await editor.frame();
  await expect(panel).toContainText('Heap');
});

test('a screen that fails is started anew, on a canvas of its own', async ({ editor }) => {
  const before = await gradedSample(editor);
  const screen = await editor.screenWorker();
  await screen.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('out of memory');
      }),
  );
  await expect.poll(async () => (await editor.log()).join()).toContain('the screen failed');
  await editor.drag('Gamma', 0.7);
  await editor.page.keyboard.press('Control+z');
  expect((await editor.frame()).sha256).toBe(before);
  await expect.poll(() => editor.differenceOnScreen()).toBe(0);
});
