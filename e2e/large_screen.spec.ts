// On a large screen the engine has a larger heap, of a stated size, and 1:1 is 1:1.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeBigTiff } from './big_tiff';
import { type EditorPage, expect, test } from './editor_page';
import { type Pixels, pixelsFromPng } from './png_pixels';

const kMebibyte = 2 ** 20;
const kSmallestView = 4_194_304;

/** SHA-256 of a part of an export as a frame has it: R, G, B, 255. */
function digestOfPart(
  { width: across, rgb }: Pixels,
  left: number,
  top: number,
  width: number,
  height: number,
): string {
  const rgba = Buffer.alloc(4 * width * height, 255);
  for (let y = 0; y < height; y += 1) {
    const row = 3 * ((top + y) * across + left);
    for (let x = 0; x < width; x += 1) rgb.copy(rgba, 4 * (y * width + x), row + 3 * x, row + 3 * x + 3);
  }
  return createHash('sha256').update(rgba).digest('hex');
}

/** Which part of the picture the frame on screen shows. */
const partShown = (editor: EditorPage) =>
  editor.page.evaluate(async () => {
    const frame = await easelight.frame();
    if (!frame) throw new Error('no scan is open');
    const { rect, picture, coarse } = frame;
    return { left: Math.round(rect[0] * picture.width), top: Math.round(rect[1] * picture.height), picture, coarse };
  });

async function expectContract(editor: EditorPage, heap: number, view: number, words: readonly string[]): Promise<void> {
  const { heapBytes, viewPixels } = await editor.stats();
  expect([heapBytes / kMebibyte, viewPixels]).toEqual([heap, view]);
  await editor.button('Engine').click();
  const panel = editor.page.getByRole('region', { name: 'Engine' });
  for (const text of words) await expect(panel).toContainText(text);
}

test.describe('a 4K screen', () => {
  test.use({ viewport: { width: 3840, height: 2160 } });

  test('shows at 1:1 the pixels of the export', async ({ editor }, info) => {
    test.setTimeout(240_000);
    const scan = info.outputPath('large.tif');
    await writeBigTiff(scan, 4800, 3000);
    await editor.open(scan);
    const download = await editor.export({ Format: 'png', Depth: '8', 'Color space': 'srgb' });
    const exported = pixelsFromPng(await readFile(await download.path()));
    await editor.button('1:1').click();
    const { width, height, sha256 } = await editor.frame();
    const box = await editor.picture.boundingBox();
    expect({ width, height }).toEqual({ width: box?.width, height: box?.height });
    expect(width * height).toBeGreaterThan(1.2 * kSmallestView);
    const { left, top, picture, coarse } = await partShown(editor);
    expect(coarse).toBe(false);
    expect(picture).toEqual({ width: exported.width, height: exported.height });
    expect(sha256).toBe(digestOfPart(exported, left, top, width, height));
    await expect.poll(() => editor.differenceOnScreen()).toBe(0);
    await expectContract(editor, 336, 8_294_400, ['336 MiB, fixed', 'Largest view', '8.3 megapixels']);
  });

  test('has the smallest heap where the browser has no memory for a larger one', async ({ editor, page }) => {
    const refusing = `{
      const { Memory } = WebAssembly;
      WebAssembly.Memory = function (size) {
        if (size.initial * 65536 > ${256 * kMebibyte}) throw new RangeError('could not allocate memory');
        return new Memory(size);
      };
      WebAssembly.Memory.prototype = Memory.prototype;
    }\n`;
    await page.route('**/assets/main-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: refusing + (await response.text()) });
    });
    await editor.visit();
    await expectContract(editor, 256, kSmallestView, ['256 MiB, fixed', '4.2 megapixels']);
    await editor.openSample();
    await expect.poll(() => editor.differenceOnScreen()).toBe(0);
  });
});

test.describe('a 5K screen', () => {
  test.use({ viewport: { width: 2560, height: 1440 }, deviceScaleFactor: 2 });

  test('has the largest heap', async ({ editor }) => {
    await expectContract(editor, 464, 14_745_600, ['464 MiB, fixed', '14.7 megapixels']);
  });
});

test('an engine that is started again is made for the screen that there is by then', async ({ editor }) => {
  await editor.openSample();
  await expectContract(editor, 256, kSmallestView, ['256 MiB, fixed', '4.2 megapixels']);
  await editor.page.setViewportSize({ width: 3840, height: 2160 });
  const panel = editor.page.getByRole('region', { name: 'Engine' });
  await panel.getByRole('button', { name: 'Restart engine' }).click();
  await expect(panel).toContainText('336 MiB, fixed');
  await expect(panel).toContainText('8.3 megapixels');
  await expect(editor.page.getByText('The engine was restarted; your grade is as it was.')).toBeVisible();
  await editor.frame();
  // The sample is smaller than the window, and so seen at 1:1.
  await expect.poll(() => editor.differenceOnScreen()).toBe(0);
});
