// Several crops of a scan, each with its grade, and their exports.

import type { Download } from '@playwright/test';
import { at, boxOf, cropPixels, drag, kPng, kScan, rectangle, saved, settled } from './crop_steps';
import { expect, test } from './editor_page';
import { pixelsFromPng } from './png_pixels';

test.beforeEach(async ({ editor }) => editor.openSample());

test('keeps several crops, each with its grade', async ({ editor }) => {
  const chip = (number: number) => editor.button(`Crop ${number}`);
  await expect(chip(1)).toHaveCount(0);
  await editor.button('Add crop').click();
  await expect(rectangle(editor)).toBeVisible();
  const box = await settled(editor);
  await drag(editor, at(box, 0, 0), at(box, 0.5, 0.5));
  await editor.button('Done').click();
  await editor.drag('Exposure', 0.7);
  const second = await editor.recipe();
  const secondFrame = await editor.frame();
  // The slider has the focus, and Page Up is a step of its own.
  await editor.page.keyboard.press('Alt+ArrowUp');
  await expect(chip(1)).toHaveAttribute('aria-pressed', 'true');
  const first = await editor.recipe();
  expect(first?.geometry.crop).toEqual([0, 0, 1, 1]);
  expect(first?.density.exposure).not.toBe(second?.density.exposure);
  await chip(2).click();
  expect(await editor.frame()).toEqual(secondFrame);

  await editor.button('Apply this grade to all crops').click();
  await chip(1).click();
  expect(await editor.recipe()).toEqual({ ...second, geometry: first?.geometry });
  await editor.page.keyboard.press('Control+z');
  await chip(1).click();
  expect(await editor.recipe()).toEqual(first);

  await editor.button('Remove crop').click();
  await expect(chip(1)).toHaveCount(0);
  expect(await editor.recipe()).toEqual(second);
  await editor.page.keyboard.press('Control+z');
  await expect(chip(2)).toBeVisible();
});

test('while one crop is drawn, shows the others', async ({ editor }) => {
  await editor.button('Add crop').click();
  await expect(rectangle(editor)).toBeVisible();
  const box = await settled(editor);
  await drag(editor, at(box, 0, 0), at(box, 0.5, 0.5));
  await editor.page.keyboard.press('PageUp');
  await expect(editor.button('Crop 1')).toHaveAttribute('aria-pressed', 'true');
  const outline = await boxOf(editor.page.locator('el-crop-overlay polygon.other').last());
  const whole = await boxOf(rectangle(editor));
  expect(outline.x).toBeCloseTo(whole.x + whole.width / 2, -1);
  expect(outline.width).toBeCloseTo(whole.width / 2, -1);
});

test('exports one crop, or all of them', async ({ editor }, info) => {
  await editor.button('Add crop').click();
  const box = await settled(editor);
  await drag(editor, at(box, 0, 0), at(box, 0.25, 0.5));
  await editor.button('Done').click();
  const [, , width = 0, height = 0] = (await cropPixels(editor)).map(Math.round);
  const one = await editor.export(kPng);
  expect(one.suggestedFilename()).toBe('sample-negative-2.png');

  const downloads: Download[] = [];
  editor.page.on('download', (download) => downloads.push(download));
  await editor.button('Export…').click();
  await editor.page.getByRole('checkbox', { name: 'All crops, one file each' }).check();
  await expect(editor.page.getByText('sample-negative-1.png to sample-negative-2.png')).toBeVisible();
  await editor.button('Export file').click();
  await expect.poll(() => downloads.length).toBe(2);
  expect(downloads.map((download) => download.suggestedFilename())).toEqual([
    'sample-negative-1.png',
    'sample-negative-2.png',
  ]);
  const sizes: (readonly [number, number])[] = [];
  for (const [index, download] of downloads.entries()) {
    const pixels = pixelsFromPng(await saved(download, info.outputPath(`all-${index}.png`)));
    sizes.push([pixels.width, pixels.height]);
  }
  expect(sizes).toEqual([
    [kScan.width, kScan.height],
    [width, height],
  ]);
});

test('a cancelled export of all crops leaves those that are done', async ({ editor }) => {
  for (let count = 1; count < 12; count += 1) {
    await editor.button('Add crop').first().click();
    await editor.page.keyboard.press('c');
  }
  await expect(editor.button('Crop 12')).toBeVisible();
  const downloads: Download[] = [];
  const first = editor.page.waitForEvent('download');
  editor.page.on('download', (download) => downloads.push(download));
  await editor.button('Export…').click();
  await editor.page.getByRole('checkbox', { name: 'All crops, one file each' }).check();
  await editor.button('Export file').click();
  await first;
  await editor.button('Cancel export').click();
  await expect(editor.button('Cancel export')).toHaveCount(0);
  expect(downloads.length).toBeGreaterThanOrEqual(1);
  expect(downloads.length).toBeLessThan(12);
  for (const download of downloads) expect(await download.failure()).toBeNull();
  await expect(editor.button('Export…')).toBeEnabled();
  await expect(editor.alert).toHaveCount(0);
});
