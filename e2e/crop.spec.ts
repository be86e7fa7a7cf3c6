// Cropping, straightening and several crops: by hand, finger and keys, and the pixels that come of it.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import type { Download, Locator } from '@playwright/test';
import { tiffStrips } from './deflated';
import { type EditorPage, expect, test } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';
import { type Pixels, pixelsFromPng } from './png_pixels';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

const kScan = { width: 1800, height: 1200 };
const kPng = { Format: 'png', Depth: '8', 'Color space': 'srgb' };

const rectangle = ({ page }: EditorPage): Locator => page.getByRole('application', { name: /^Crop/ });

async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it is not on screen');
  return box;
}

const at = ({ x, y, width, height }: Box, across: number, down: number): Point => ({
  x: x + across * width,
  y: y + down * height,
});

/** Starts cropping and waits for the whole scan, sharp and at rest. */
async function begin(editor: EditorPage): Promise<Box> {
  await editor.page.keyboard.press('c');
  await expect(rectangle(editor)).toBeVisible();
  return settled(editor);
}

/** The rectangle once the picture no longer moves: the bar takes room, and a frame of the new size follows. */
async function settled(editor: EditorPage): Promise<Box> {
  const view = async () => {
    const { width, height } = await editor.frame();
    const { x, y } = await boxOf(rectangle(editor));
    return JSON.stringify([width, height, x, y]);
  };
  let before = await view();
  await expect
    .poll(
      async () => {
        const now = await view();
        const same = now === before;
        before = now;
        return same;
      },
      { intervals: [200] },
    )
    .toBe(true);
  return boxOf(rectangle(editor));
}

async function drag({ page }: EditorPage, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

async function geometry(editor: EditorPage) {
  const recipe = await editor.recipe();
  if (!recipe) throw new Error('no scan is open');
  return recipe.geometry;
}

/** Left, top, width, height in pixels of the scan. */
async function cropPixels(editor: EditorPage): Promise<number[]> {
  const { crop } = await geometry(editor);
  return crop.map((share, index) => share * (index % 2 === 0 ? kScan.width : kScan.height));
}

async function saved(download: Download, path: string): Promise<Buffer> {
  await download.saveAs(path);
  return readFile(path);
}

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
  await writeFile(scan, (await editor.sampleAs('scan.jpg')).buffer);
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
  await expect(editor.page.locator('sl-crop-bar')).toContainText(`${Math.round(width)} × ${Math.round(height)}`);
  await editor.page.keyboard.press('Enter');
  await expect(rectangle(editor)).toHaveCount(0);
  const part = pixelsFromPng(await saved(await editor.export(kPng), info.outputPath('part.png')));
  expect([part.width, part.height]).toEqual([Math.round(width), Math.round(height)]);
  expectPart(part, whole, Math.round(left), Math.round(top));
});

test('the inside moves it, as far as the scan reaches', async ({ editor }) => {
  const box = await begin(editor);
  await drag(editor, at(box, 1, 1), at(box, 0.5, 0.5));
  const before = await cropPixels(editor);
  const small = await boxOf(rectangle(editor));
  await drag(editor, at(small, 0.5, 0.5), at(small, 0.7, 0.6));
  const moved = await cropPixels(editor);
  expect(moved.slice(2)).toEqual(before.slice(2));
  expect(moved[0]).toBeGreaterThan(100);
  await drag(editor, at(await boxOf(rectangle(editor)), 0.5, 0.5), { x: box.x + 5000, y: box.y + 5000 });
  const [left = 0, top = 0, width = 0, height = 0] = await cropPixels(editor);
  expect([left + width, top + height]).toEqual([expect.closeTo(1800, 6), expect.closeTo(1200, 6)]);
  expect([width, height]).toEqual([expect.closeTo(before[2] ?? 0, 6), expect.closeTo(before[3] ?? 0, 6)]);
});

test('works by keys alone, and undo goes back step by step', async ({ editor }) => {
  const { keyboard } = editor.page;
  await begin(editor);
  await expect(rectangle(editor)).toBeFocused();
  await keyboard.press('Tab');
  await expect(editor.button('Top left corner')).toBeFocused();
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('ArrowDown');
  const [left = 0, top = 0] = await cropPixels(editor);
  expect(left).toBeCloseTo(20, 6);
  expect(top).toBeCloseTo(2, 6);
  await expect(editor.page.locator('sl-crop-overlay').getByRole('status')).toHaveText(
    '1780 × 1198 pixels, 20 from the left, 2 from the top',
  );
  await rectangle(editor).focus();
  await keyboard.press('ArrowLeft');
  expect((await cropPixels(editor))[0]).toBeCloseTo(18, 6);
  await editor.list('Shape').selectOption('1:1');
  const { crop } = await geometry(editor);
  await keyboard.press('Control+z');
  expect((await geometry(editor)).crop).not.toEqual(crop);
  await keyboard.press('Control+y');
  expect((await geometry(editor)).crop).toEqual(crop);
  await rectangle(editor).focus();
  await keyboard.press('Enter');
  await expect(rectangle(editor)).toHaveCount(0);
  const { width, height } = await editor.frame();
  expect(width).toBe(height);
});

test('Escape lets go of a drag, and then takes back everything', async ({ editor }) => {
  const box = await begin(editor);
  await drag(editor, at(box, 1, 1), at(box, 0.8, 0.8));
  const { crop } = await geometry(editor);
  const { mouse, keyboard } = editor.page;
  await mouse.move(box.x, box.y);
  await mouse.down();
  await mouse.move(box.x + 100, box.y + 100, { steps: 3 });
  expect((await geometry(editor)).crop).not.toEqual(crop);
  await keyboard.press('Escape');
  expect((await geometry(editor)).crop).toEqual(crop);
  await mouse.up();
  expect((await geometry(editor)).crop).toEqual(crop);
  await keyboard.press('Escape');
  await expect(rectangle(editor)).toHaveCount(0);
  expect((await geometry(editor)).crop).toEqual([0, 0, 1, 1]);
  await expect(editor.button('Undo')).toBeDisabled();
});

test('a double click shows the whole scan again', async ({ editor }) => {
  const box = await begin(editor);
  await drag(editor, at(box, 1, 1), at(box, 0.8, 0.8));
  await editor.type('Straighten', '3');
  const middle = at(await boxOf(rectangle(editor)), 0.5, 0.5);
  await editor.page.mouse.dblclick(middle.x, middle.y);
  expect(await geometry(editor)).toMatchObject({ crop: [0, 0, 1, 1], straighten: 0 });
});

test('keeps a shape while it is pulled, and x swaps its sides', async ({ editor }) => {
  await begin(editor);
  await editor.list('Shape').selectOption('16:9');
  const ratio = async () => {
    const [, , width = 0, height = 1] = await cropPixels(editor);
    return width / height;
  };
  expect(await ratio()).toBeCloseTo(16 / 9, 2);
  const box = await settled(editor);
  await drag(editor, at(box, 0, 0), at(box, 0.3, 0.6));
  expect(await ratio()).toBeCloseTo(16 / 9, 2);
  await drag(editor, at(await boxOf(rectangle(editor)), 1, 0.5), at(box, 0.8, 0.5));
  expect(await ratio()).toBeCloseTo(16 / 9, 2);
  await editor.page.keyboard.press('x');
  expect(await ratio()).toBeCloseTo(9 / 16, 2);
  await editor.list('Shape').selectOption('original');
  expect(await ratio()).toBeCloseTo(2 / 3, 2);
});

test('straightening shrinks the crop, and lets it grow back', async ({ editor }) => {
  const whole = await editor.frame();
  await editor.slider('Straighten').focus();
  for (let step = 0; step < 5; step += 1) await editor.page.keyboard.press('PageUp');
  expect((await geometry(editor)).straighten).toBe(5);
  const [, , width = 0] = await cropPixels(editor);
  expect(width).toBeLessThan(1700);
  await editor.frame();
  for (let step = 0; step < 5; step += 1) await editor.page.keyboard.press('PageDown');
  expect(await geometry(editor)).toMatchObject({ straighten: 0, crop: [0, 0, 1, 1] });
  expect(await editor.frame()).toEqual(whole);
  await editor.type('Straighten', '-44');
  expect((await geometry(editor)).straighten).toBe(-44);
  await editor.frame();
  await editor.slider('Straighten').dblclick({ position: { x: 20, y: 10 } });
  expect(await geometry(editor)).toMatchObject({ straighten: 0, crop: [0, 0, 1, 1] });
  await expect(editor.alert).toHaveCount(0);
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
  test.skip(!haveNativeTool, 'the native tool is not built (SAFELIGHT_TOOL)');
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
      const shown = await safelight.frame();
      return shown && { width: shown.width, height: shown.height, pixels: [...shown.pixels] };
    });
    if (!frame) throw new Error('no frame');
    const developed = cellMeans(frame.pixels, frame.width, frame.height);
    // Lines and marks lie over the picture on the screen and brighten it a little.
    const worst = Math.max(...developed.map((mean, index) => Math.abs(mean - (onScreen[index] ?? 0))));
    expect(worst).toBeLessThan(14);
  });
}

test('works with a finger', async ({ editor }) => {
  await editor.page.setViewportSize({ width: 390, height: 844 });
  const session = await editor.page.context().newCDPSession(editor.page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', point?: Point) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: point ? [point] : [] });
  const swipe = async (from: Point, to: Point) => {
    await touch('touchStart', from);
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await touch('touchMove', { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) });
    }
    await touch('touchEnd');
  };
  const box = await begin(editor);
  // A finger is not exact: 15 pixels beside the corner.
  const corner = at(box, 1, 1);
  await swipe({ x: corner.x + 10, y: corner.y - 15 }, { x: corner.x - 90, y: corner.y - 55 });
  const [left, top, width = 0, height = 0] = await cropPixels(editor);
  expect([left, top]).toEqual([0, 0]);
  expect(width).toBeCloseTo(kScan.width * (1 - 100 / box.width), -1);
  expect(height).toBeCloseTo(kScan.height * (1 - 40 / box.height), -1);
  const small = await boxOf(rectangle(editor));
  await swipe(at(small, 0.5, 0.5), { x: small.x + small.width / 2 + 30, y: small.y + small.height / 2 + 10 });
  expect((await cropPixels(editor))[0]).toBeCloseTo((kScan.width * 30) / box.width, -1);
  // The slider of the bar is at hand, and nothing is cut off at the side.
  await expect(editor.page.locator('sl-crop-bar').getByRole('slider', { name: 'Straighten' })).toBeVisible();
  const right = await editor.button('Done').evaluate((button) => button.getBoundingClientRect().right);
  expect(right).toBeLessThanOrEqual(390);
  await editor.button('Done').click();
  await expect(rectangle(editor)).toHaveCount(0);
});

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
  const outline = await boxOf(editor.page.locator('sl-crop-overlay polygon.other').last());
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

test('turning keeps the subject in the middle, and another crop is seen whole', async ({ editor }) => {
  const middle = async () => {
    const rect = await editor.page.evaluate(async () => (await safelight.frame())?.rect);
    const [x = 0, y = 0, width = 0, height = 0] = rect ?? [];
    return { x: x + width / 2, y: y + height / 2 };
  };
  await editor.button('1:1').click();
  const { mouse } = editor.page;
  const box = await boxOf(editor.picture);
  await mouse.move(box.x + 400, box.y + 300);
  await mouse.down();
  await mouse.move(box.x + 250, box.y + 260, { steps: 4 });
  await mouse.up();
  const before = await middle();
  await editor.button('Rotate right').click();
  const turned = await middle();
  expect(turned.x).toBeCloseTo(1 - before.y, 2);
  expect(turned.y).toBeCloseTo(before.x, 2);
  await editor.button('Rotate left').click();
  await editor.button('Flip').click();
  expect((await middle()).x).toBeCloseTo(1 - before.x, 2);
  await editor.page.keyboard.press('c');
  await expect(rectangle(editor)).toBeVisible();
  await editor.page.keyboard.press('c');
  await expect(editor.status).toContainText('Fit');
});

test('every control of the crop has a name', async ({ editor }) => {
  await editor.button('Add crop').click();
  await expect(rectangle(editor)).toBeVisible();
  for (const side of ['Top', 'Right', 'Bottom', 'Left']) await expect(editor.button(`${side} side`)).toBeVisible();
  for (const name of ['Swap sides', 'Cancel', 'Done', 'Remove crop', 'Reset crop']) {
    await expect(editor.button(name)).toBeVisible();
  }
  await expect(editor.list('Shape')).toBeVisible();
  await expect(rectangle(editor)).toHaveAttribute('aria-label', /1800 × 1200 pixels/);
});
