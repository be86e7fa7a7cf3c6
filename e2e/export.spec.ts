// Exports: downloads, and the same as what the native tool writes; byte for byte, or unpacked where zlib packs it.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { writeBigTiff } from './big_tiff';
import { pngRows, tiffStrips } from './deflated';
import { expect, test } from './editor_page';
import { haveNativeTool, haveRealScan, nativeTool, realScan } from './paths';

test.skip(!haveRealScan, 'the sample scans are not beside this checkout (EASELIGHT_SAMPLES)');
test.beforeEach(async ({ editor }) => editor.open(realScan));

const asItIs = (file: Buffer): Buffer => file;

const cases = [
  {
    name: 'a 16-bit TIFF',
    settings: { Format: 'tiff', Depth: '16', 'Color space': 'srgb', Compression: 'none' },
    file: 'epson-v600-35mm-colour-negative.tif',
    flags: ['--depth', '16', '--space', 'srgb', '--compression', 'none'],
    unpack: asItIs,
  },
  {
    name: 'an 8-bit TIFF in Display P3, deflated',
    settings: { Format: 'tiff', Depth: '8', 'Color space': 'display-p3', Compression: 'deflate' },
    file: 'epson-v600-35mm-colour-negative.tif',
    flags: ['--depth', '8', '--space', 'display-p3', '--compression', 'deflate'],
    unpack: tiffStrips,
  },
  {
    name: 'a JPEG',
    settings: { Format: 'jpeg', 'Color space': 'srgb' },
    file: 'epson-v600-35mm-colour-negative.jpg',
    flags: ['--quality', '92', '--space', 'srgb'],
    unpack: asItIs,
  },
  {
    name: 'a 16-bit PNG',
    settings: { Format: 'png', Depth: '16', 'Color space': 'srgb' },
    file: 'epson-v600-35mm-colour-negative.png',
    flags: ['--depth', '16', '--space', 'srgb'],
    unpack: pngRows,
  },
  {
    name: 'a reduced JPEG',
    settings: { Format: 'jpeg', 'Color space': 'srgb', Size: '1080' },
    file: 'epson-v600-35mm-colour-negative.jpg',
    flags: ['--quality', '92', '--space', 'srgb', '--longest', '1080'],
    unpack: asItIs,
  },
] as const;

for (const { name, settings, file, flags, unpack } of cases) {
  test(`${name} is what the native tool writes`, async ({ editor }, info) => {
    await editor.drag('Exposure', 0.55);
    await editor.drag('Red gain', 0.52);
    const download = await editor.export(settings);
    expect(download.suggestedFilename()).toBe(file);
    const exported = info.outputPath(`page-${file}`);
    await download.saveAs(exported);
    expect((await readFile(exported)).length).toBeGreaterThan(10_000);

    test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
    const recipe = info.outputPath('recipe.json');
    await writeFile(recipe, JSON.stringify(await editor.recipe()));
    const native = info.outputPath(`native-${file}`);
    execFileSync(nativeTool, ['develop', realScan, '-o', native, '--recipe', recipe, ...flags]);
    const [ours, theirs] = [unpack(await readFile(exported)), unpack(await readFile(native))];
    expect(ours.length).toBe(theirs.length);
    expect(ours.equals(theirs)).toBe(true);
  });
}

test('an export keeps the recipe it was started with', async ({ editor }, info) => {
  const settings = { Format: 'tiff', Depth: '16', 'Color space': 'srgb', Compression: 'none' };
  const first = info.outputPath('first.tif');
  await (await editor.export(settings)).saveAs(first);
  const download = editor.export(settings);
  await editor.drag('Exposure', 0.2);
  const second = info.outputPath('second.tif');
  await (await download).saveAs(second);
  expect(Buffer.compare(await readFile(first), await readFile(second))).toBe(0);
});

test('another scan is opened and graded while one is exported', async ({ editor, page }, info) => {
  const scan = info.outputPath('first.tif');
  await writeBigTiff(scan, 4000, 3000);
  await editor.open(scan);
  const settings = { Format: 'tiff', Depth: '16', 'Color space': 'srgb', Compression: 'deflate' };
  const alone = info.outputPath('alone.tif');
  await (await editor.export(settings)).saveAs(alone);

  const download = editor.export(settings);
  await page.getByRole('button', { name: 'Cancel export' }).waitFor();
  await editor.open(realScan);
  await editor.drag('Exposure', 0.2);
  const beside = await download;
  expect(beside.suggestedFilename()).toBe('first.tif');
  await beside.saveAs(info.outputPath('beside.tif'));
  expect((await readFile(info.outputPath('beside.tif'))).equals(await readFile(alone))).toBe(true);
  await expect(editor.alert).toHaveCount(0);
});
