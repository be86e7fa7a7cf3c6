// The pixels that come of a crop: cut exactly, as the native tool makes them, and as they were shown before.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { at, begin, boxOf, cropPixels, drag, geometry, kPng, kScan, rectangle, saved, settled } from './crop_steps';
import { tiffStrips } from './deflated';
import { type EditorPage, expect, test, kSample } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';
import { type Pixels, pixelsFromPng } from './png_pixels';

function expectPart(part: Pixels, whole: Pixels, left: number, top: number): void {
  let different = 0;
  for (let y = 0; y < part.height; y += 1) {
    const ours = part.rgb.subarray(3 * y * part.width, 3 * (y + 1) * part.width);
    const start = 3 * ((top + y) * whole.width + left);
    if (!ours.equals(whole.rgb.subarray(start, start + ours.length))) different += 1;
  }
  expect(different).toBe(0);
}

/** What the native tool makes of the recipe on the page. */
async function developed(editor: EditorPage, folder: (name: string) => string): Promise<Buffer> {
  const scan = folder('scan.jpg');
  await writeFile(scan, (await editor.sampleAs(kSample)).buffer);
  await writeFile(folder('recipe.json'), JSON.stringify(await editor.recipe()));
  const out = folder('native.tif');
  const flags = ['--depth', '16', '--space', 'srgb', '--compression', 'deflate'];
  execFileSync(nativeTool, ['develop', scan, '-o', out, '--recipe', folder('recipe.json'), ...flags]);
  return readFile(out);
}

test.beforeEach(async ({ editor }) => editor.openSample());

test('a corner that is dragged cuts exactly there', async ({ editor }, info) => {
  const whole = pixelsFromPng(await saved(await editor.export(kPng), info.outputPath('whole.png')));
  const box = await begin(editor);
  // The upright scan fills its rectangle: a point of the screen is a point of the scan.
  const perPixel = kScan.width / box.width;
  await drag(editor, at(box, 1, 1), { x: box.x + box.width - 301, y: box.y + box.height - 127 });
  await drag(editor, at(box, 0, 0), { x: box.x + 60, y: box.y + 45 });
  const [left = 0, top = 0, width = 0, height = 0] = await cropPixels(editor);
  expect(Math.abs(left - 60 * perPixel)).toBeLessThanOrEqual(1);
  expect(Math.abs(top - 45 * perPixel)).toBeLessThanOrEqual(1);
  expect(Math.abs(left + width - (kScan.width - 301 * perPixel))).toBeLessThanOrEqual(1);
  expect(Math.abs(top + height - (kScan.height - 127 * perPixel))).toBeLessThanOrEqual(1);
  await expect(editor.page.locator('el-crop-bar')).toContainText(`${Math.round(width)} × ${Math.round(height)}`);
  await editor.page.keyboard.press('Enter');
  await expect(rectangle(editor)).toHaveCount(0);
  const part = pixelsFromPng(await saved(await editor.export(kPng), info.outputPath('part.png')));
  expect([part.width, part.height]).toEqual([Math.round(width), Math.round(height)]);
  expectPart(part, whole, Math.round(left), Math.round(top));
});

test('what is turned by hand is what the native tool writes', async ({ editor }, info) => {
  const box = await begin(editor);
  await drag(editor, at(box, 1, 1), at(box, 0.75, 0.8));
  const small = await boxOf(rectangle(editor));
  const outside = { x: small.x + small.width + 60, y: small.y + small.height / 2 };
  await drag(editor, outside, { x: outside.x, y: outside.y + 40 });
  const { straighten } = await geometry(editor);
  expect(straighten).toBeGreaterThan(4);
  expect(straighten).toBeLessThan(10);
  await editor.button('Rotate right').click();
  await editor.button('Flip').click();
  await editor.button('Done').click();
  const [, , width = 0, height = 0] = await cropPixels(editor);
  const download = await editor.export({
    Format: 'tiff',
    Depth: '16',
    'Color space': 'srgb',
    Compression: 'deflate',
  });
  const exported = await saved(download, info.outputPath('page.tif'));
  const frame = await editor.frame();
  expect(frame.width / frame.height).toBeCloseTo(height / width, 1);
  test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
  const native = await developed(editor, (name) => info.outputPath(name));
  expect(tiffStrips(exported).equals(tiffStrips(native))).toBe(true);
});

/** Means of the cells of a part of the screen or of a frame. */
function cellMeans(codes: ArrayLike<number>, width: number, height: number): number[] {
  const cells = 6;
  const sums = Array.from({ length: cells * cells * 3 }, () => 0);
  const counts = Array.from({ length: cells * cells }, () => 0);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const cell = Math.floor((y * cells) / height) * cells + Math.floor((x * cells) / width);
      counts[cell] = (counts[cell] ?? 0) + 1;
      for (let channel = 0; channel < 3; channel += 1) {
        const index = 3 * cell + channel;
        sums[index] = (sums[index] ?? 0) + (codes[4 * (y * width + x) + channel] ?? 0);
      }
    }
  }
  return sums.map((sum, index) => sum / (counts[Math.floor(index / 3)] ?? 1));
}

for (const { name, turns, flips } of [
  { name: 'as scanned', turns: 0, flips: false },
  { name: 'turned', turns: 1, flips: false },
  { name: 'turned and mirrored', turns: 1, flips: true },
]) {
  test(`shows while cropping what the crop becomes: ${name}`, async ({ editor }) => {
    await editor.page.setViewportSize({ width: 900, height: 620 });
    for (let turn = 0; turn < turns; turn += 1) await editor.button('Rotate right').click();
    if (flips) await editor.button('Flip').click();
    const box = await begin(editor);
    await drag(editor, at(box, 1, 1), at(box, 0.7, 0.75));
    await editor.type('Straighten', '12');
    const inside = await settled(editor);
    const clip = {
      x: Math.ceil(inside.x),
      y: Math.ceil(inside.y),
      width: Math.floor(inside.width) - 1,
      height: Math.floor(inside.height) - 1,
    };
    const onScreen = cellMeans(await editor.screenCodes(clip), clip.width, clip.height);
    await editor.button('Done').click();
    await expect(rectangle(editor)).toHaveCount(0);
    await editor.frame();
    const frame = await editor.page.evaluate(async () => {
      const shown = await easelight.frame();
      return shown && { width: shown.width, height: shown.height, pixels: [...shown.pixels] };
    });
    if (!frame) throw new Error('no frame');
    const developed = cellMeans(frame.pixels, frame.width, frame.height);
    // Lines and marks lie over the picture on the screen and brighten it a little.
    const worst = Math.max(...developed.map((mean, index) => Math.abs(mean - (onScreen[index] ?? 0))));
    expect(worst).toBeLessThan(14);
  });
}
