// What a file says of its color, in the page: what `auto` means for it, another space by one choice, and what cannot be
// used is said.

import { makeTiff } from '../tests/determinism/chart.mjs';
import { curveProfile, tableProfile } from '../tests/determinism/profiles.mjs';
import { type EditorPage, type Upload, expect, test } from './editor_page';
import { kept } from './journal_steps';

const kSize = { width: 240, height: 160 };

/** Colors without much density, from dark to light. */
const codeAt = (x: number, y: number, channel: number) => (x * 211 + y * 97 * channel + 4000) & 0xffff;

function tagged(name: string, profile: Uint8Array | null): Upload {
  return { name, mimeType: 'image/tiff', buffer: Buffer.from(makeTiff(kSize, codeAt, profile)) };
}

const chosen = (editor: EditorPage) => editor.list('Input space').locator('option:checked');

test('auto says what it means for the kind of film and the file, and comes back by undo', async ({ editor, page }) => {
  await editor.open(tagged('slide.tif', tableProfile()));
  await expect(chosen(editor)).toHaveText('Auto (as scanned)');
  await editor.list('Kind of film').selectOption('digital');
  await expect(chosen(editor)).toHaveText('Auto (its profile)');
  await expect(editor.list('Input space').locator('option').first()).toHaveText('Auto (its profile)');
  const automatic = await editor.frame();
  await editor.list('Input space').selectOption('device');
  await expect.poll(async () => (await editor.frame()).sha256).not.toBe(automatic.sha256);
  await expect(chosen(editor)).toHaveText('As scanned');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(chosen(editor)).toHaveText('Auto (its profile)');
  await expect.poll(async () => (await editor.frame()).sha256).toBe(automatic.sha256);
});

test('files with other profiles are other pictures, and one without is sRGB', async ({ editor }) => {
  const frames = new Set<string>();
  for (const [name, profile] of [
    ['table.tif', tableProfile()],
    ['curves.tif', curveProfile()],
    ['untagged.tif', null],
  ] as const) {
    await editor.open(tagged(name, profile));
    await editor.list('Kind of film').selectOption('digital');
    await expect(chosen(editor)).toHaveText(profile ? 'Auto (its profile)' : 'Auto (sRGB)');
    frames.add((await editor.frame()).sha256);
  }
  expect(frames.size).toBe(3);
});

test('a stored scan goes on with its profile', async ({ editor, page }) => {
  await editor.open(tagged('slide.tif', tableProfile()));
  await editor.list('Kind of film').selectOption('digital');
  await expect(chosen(editor)).toHaveText('Auto (its profile)');
  const before = await editor.frame();
  await kept(editor);
  await page.reload();
  await editor.continued('slide.tif');
  await expect(chosen(editor)).toHaveText('Auto (its profile)');
  expect((await editor.frame()).sha256).toBe(before.sha256);
});

test('a profile that is damaged is set aside, and that is said', async ({ editor, page }) => {
  const damaged = curveProfile();
  damaged.fill(0, 0, 128);
  await editor.open(tagged('damaged.tif', damaged));
  const said = page.getByRole('status').filter({ hasText: 'the color profile is damaged' });
  await expect(said).toContainText('damaged.tif: Linear: the color profile is damaged');
  await editor.open(tagged('whole.tif', curveProfile()));
  await expect(said).toHaveCount(0);
});
