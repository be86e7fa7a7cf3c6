// Colors that the output does not hold: marked on the picture, moved into it on request; and the export dialog's check
// that what is seen is what is exported.

import type { Page } from '@playwright/test';
import { makeTiff } from '../tests/determinism/chart.mjs';
import { expect, test } from './editor_page';

const kSize = { width: 300, height: 200 };

/** Gray on the left; on the right a color that no printed space but the widest holds. */
const codeAt = (x: number, _: number, channel: number) => {
  const density = 0.9 + (x < kSize.width / 2 ? 0 : ([-0.6, 1.5, 1.5][channel] ?? 0));
  return Math.round(65535 * 10 ** -density);
};
const kFile = makeTiff(kSize, codeAt);
const kScan = { name: 'strong.tif', mimeType: 'image/tiff', buffer: Buffer.from(kFile) };

/** Which share of the left and of the right half of the picture is marked. */
async function marked(page: Page): Promise<readonly [number, number]> {
  const canvas = page.getByRole('img', { name: `Picture: ${kScan.name}` });
  return canvas.evaluate(async (element, { width, height }) => {
    await easelight.shown();
    for (let i = 0; i < 2; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    const shown = element as HTMLCanvasElement;
    const left = Math.round((shown.clientWidth * devicePixelRatio - width) / 2);
    const top = Math.round((shown.clientHeight * devicePixelRatio - height) / 2);
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(shown, -left, -top);
    const share = (x: number) => {
      const { data } = context.getImageData(x, 0, width / 2, height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at] === 255 && data[at + 1] === 0 && data[at + 2] === 255) count += 1;
      }
      return count / (data.length / 4);
    };
    return [share(0), share(width / 2)] as const;
  }, kSize);
}

test.beforeEach(async ({ editor }) => {
  await editor.open(kScan);
  await editor.list('Kind of film').selectOption('digital');
  await editor.list('Input space').selectOption('device');
  await expect.poll(async () => (await editor.recipe())?.input.space).toBe('device');
});

test('a key marks what the chosen output does not hold, and leaves the frame as it is', async ({ editor, page }) => {
  const plain = await editor.frame();
  expect(await marked(page)).toEqual([0, 0]);
  await page.keyboard.press('g');
  await expect(page.getByText('Marked: outside of sRGB')).toBeVisible();
  await expect.poll(() => marked(page)).toEqual([0, 1]);
  expect((await editor.frame()).sha256).toBe(plain.sha256);
  await editor.button('Export…').click();
  await editor.list('Color space').selectOption('prophoto');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Marked: outside of ProPhoto RGB')).toBeVisible();
  await expect.poll(() => marked(page)).toEqual([0, 0]);
  await page.keyboard.press('g');
  await expect(page.getByText('Marked: outside of')).toHaveCount(0);
});

test('colors are moved into the gamut on request, and by undo no more', async ({ editor, page }) => {
  const compress = editor.checkbox("Compress colors into the output's gamut");
  const clipped = await editor.frame();
  await compress.setChecked(true);
  await expect.poll(async () => (await editor.recipe())?.output.gamut).toBe('compress');
  await expect.poll(async () => (await editor.frame()).sha256).not.toBe(clipped.sha256);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(compress).not.toBeChecked();
  await expect.poll(async () => (await editor.frame()).sha256).toBe(clipped.sha256);
});

test('the check of preview against export finds no difference, for what is chosen', async ({ editor, page }) => {
  await editor.button('Export…').click();
  const check = editor.button('Check preview against export');
  const found = page.locator('el-preview-check').getByRole('status');
  await check.click();
  await expect(found).toHaveText('Largest difference 0 of 65,535, in 1,000 pixels');
  await editor.list('Depth').selectOption('8');
  await expect(found).toHaveText('');
  await editor.list('Color space').selectOption('adobe-rgb');
  await check.click();
  await expect(found).toHaveText('Largest difference 0 of 255, in 1,000 pixels');
});
