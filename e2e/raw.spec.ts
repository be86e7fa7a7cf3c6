// Camera raw files: opened, seen, exported as the native tool does it; and what was open stays when one is refused.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { makeDng } from '../tests/determinism/dng.mjs';
import { expect, test } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';

const upload = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/x-adobe-dng', buffer });

test('a DNG is opened, shown upright, and exported as the native tool does it', async ({ editor }, info) => {
  const scan = info.outputPath('roll-12.dng');
  await writeFile(scan, makeDng(900, 600));
  await editor.open(scan);
  await expect(editor.page.getByText('600 × 900, 14-bit RGB, DNG')).toBeVisible();
  const frame = await editor.frame();
  expect(frame.width / frame.height).toBeCloseTo(600 / 900, 2);
  expect(await editor.differenceOnScreen()).toBe(0);
  const { heapBytes } = await editor.stats();
  expect(heapBytes).toBe(256 * 1024 * 1024);

  const format = { Format: 'tiff', Depth: '16', Compression: 'none', 'Color space': 'srgb' };
  const exported = await readFile(await (await editor.export(format)).path());
  test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
  const recipe = info.outputPath('recipe.json');
  await writeFile(recipe, JSON.stringify(await editor.recipe()));
  const native = info.outputPath('native.tif');
  execFileSync(nativeTool, ['develop', scan, '-o', native, '--recipe', recipe, '--compression', 'none']);
  expect(exported.equals(await readFile(native))).toBe(true);
});

test('a DNG is there again without decoding after a reload', async ({ editor }) => {
  await editor.open(upload('roll-12.dng', makeDng(900, 600)));
  const before = await editor.frame();
  await editor.page.reload();
  await editor.continued('roll-12.dng');
  expect(await editor.frame()).toEqual(before);
});

test('a DNG that is cut off is refused, and what was open stays', async ({ editor }) => {
  await editor.openSample();
  const before = await editor.frame();
  const whole = makeDng(900, 600);
  await editor.choose(upload('cut.dng', whole.subarray(0, whole.length - 5000)));
  await expect(editor.alert).toContainText('cut.dng: the camera raw file ends too early, at byte ');
  await expect(editor.page.getByRole('img', { name: 'Picture: sample-negative.jpg' })).toBeVisible();
  expect(await editor.frame()).toEqual(before);
  // Its densities were given up for the other's sake: a slider finds them again.
  await editor.drag('Exposure', 0.5);
  expect((await editor.frame()).sha256).not.toBe(before.sha256);
});

test('the dialog and the installed page offer camera raw files', async ({ editor }) => {
  const accepted = await editor.page.getByLabel('Open a scan').getAttribute('accept');
  const manifest = (await (await editor.page.request.get('manifest.webmanifest')).json()) as {
    file_handlers: { accept: Record<string, string[]> }[];
  };
  const handled = manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat());
  for (const ending of ['.dng', '.nef', '.cr2', '.cr3', '.arw', '.raf', '.orf', '.rw2', '.pef', '.tif']) {
    expect(accepted?.split(',')).toContain(ending);
    expect(handled).toContain(ending);
  }
});
