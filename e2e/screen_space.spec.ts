// What is on screen is what is exported, converted by Little CMS to the screen's space: sRGB, or Display P3 where the
// display has it. And what frames are rendered for follows the window to another display.

import { execFileSync } from 'node:child_process';
import { type Page, chromium } from '@playwright/test';
import { makeTiff } from '../tests/determinism/chart.mjs';
import type { ScreenSpace } from '../web/src/engine/protocol';
import { EditorPage, expect, test } from './editor_page';
import { converter, haveConverter } from './paths';

const kSize = { width: 300, height: 200 };

/** Densities of a negative, from thin to dense, of many colors. */
const codeAt = (x: number, y: number, channel: number) =>
  Math.round(65535 * 10 ** -(0.3 + 0.25 * channel + ((x * (channel + 3) + y * (5 - channel) * 7) % 97) / 90));

const kScan = { name: 'colors.tif', mimeType: 'image/tiff', buffer: Buffer.from(makeTiff(kSize, codeAt)) };

/** R, G, B of the picture as the canvas has it, in that space; the picture lies in its middle, pixel for pixel. */
async function onScreen(page: Page, space: ScreenSpace): Promise<Buffer> {
  const canvas = page.getByRole('img', { name: `Picture: ${kScan.name}` });
  const codes = await canvas.evaluate(
    async (element, { width, height, colorSpace }) => {
      await easelight.shown();
      // What was drawn last is handed over with an animation frame.
      for (let i = 0; i < 2; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      const shown = element as HTMLCanvasElement;
      const scale = devicePixelRatio;
      const left = Math.round((shown.clientWidth * scale - width) / 2);
      const top = Math.round((shown.clientHeight * scale - height) / 2);
      const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace });
      if (!context) throw new Error('no canvas');
      context.drawImage(shown, -left, -top);
      const { data } = context.getImageData(0, 0, width, height, { colorSpace });
      return [...data].filter((_, index) => index % 4 < 3);
    },
    { ...kSize, colorSpace: space },
  );
  return Buffer.from(codes);
}

function largestDifference(one: Buffer, other: Buffer): number {
  expect(one.length).toBe(other.length);
  return one.reduce((largest, code, index) => Math.max(largest, Math.abs(code - (other[index] ?? -1000))), 0);
}

const displays = [
  { space: 'srgb', profile: 'srgb' },
  { space: 'display-p3', profile: 'display-p3-d65' },
] as const;

for (const { space, profile } of displays) {
  test(`on a display of ${space} the picture is the export, converted by lcms2`, async ({ baseURL }, info) => {
    test.skip(!haveConverter, 'the native tests are not built');
    const { launchOptions = {} } = info.project.use;
    const args = [...(launchOptions.args ?? []), `--force-color-profile=${profile}`];
    const browser = await chromium.launch({ ...launchOptions, args });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, baseURL: baseURL ?? '' });
    const editor = new EditorPage(page);
    await editor.visit();
    await editor.open(kScan);
    for (const compressed of [false, true]) {
      // What is compressed for one space is not for another: the export is to the screen's own.
      await editor.checkbox("Compress colors into the output's gamut").setChecked(compressed);
      const output = compressed ? space : 'prophoto';
      const exported = info.outputPath(`${output}.tif`);
      const download = await editor.export({ Format: 'tiff', Depth: '16', 'Color space': output });
      await download.saveAs(exported);
      const expected = execFileSync(converter, [exported, space], { maxBuffer: 1 << 24 });
      const shown = await onScreen(page, space);
      expect(largestDifference(shown, expected), output).toBeLessThanOrEqual(1);
    }
    await browser.close();
  });
}

test('frames follow the window to another kind of display', async ({ editor, page }) => {
  const session = await page.context().newCDPSession(page);
  const display = (gamut: 'srgb' | 'p3') =>
    session.send('Emulation.setEmulatedMedia', { features: [{ name: 'color-gamut', value: gamut }] });
  const space = () => page.evaluate(async () => (await easelight.frame())?.space);
  await display('srgb');
  await editor.open(kScan);
  expect(await space()).toBe('srgb');
  const before = await onScreen(page, 'srgb');
  await display('p3');
  await expect.poll(space).toBe('display-p3');
  await expect(page.locator('el-histogram')).toContainText('Display P3');
  const wide = await onScreen(page, 'display-p3');
  expect(largestDifference(wide, before)).toBeGreaterThan(20);
  await display('srgb');
  await expect.poll(space).toBe('srgb');
  await expect(page.locator('el-histogram')).toContainText('sRGB');
  expect(largestDifference(await onScreen(page, 'srgb'), before)).toBe(0);
});
