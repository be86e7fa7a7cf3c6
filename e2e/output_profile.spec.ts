// Color profiles of the user's own: exports in their spaces, which are the native tool's, and soft proofs on the screen.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { curveProfile, printerProfile } from '../tests/determinism/profiles.mjs';
import { type EditorPage, expect, test } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';

const profileFile = (name: string, profile: Uint8Array) => ({
  name,
  mimeType: 'application/vnd.iccprofile',
  buffer: Buffer.from(profile),
});
const kPaper = profileFile('baryta.icc', printerProfile());
const kInks = profileFile('web press.icc', printerProfile(4));
const kDisplay = profileFile('display.icm', curveProfile());

const exportDialog = ({ page }: EditorPage) => page.locator('el-export-dialog');
const proofDialog = ({ page }: EditorPage) => page.locator('el-proof-dialog');
const add = (dialog: Locator, file: typeof kPaper) => dialog.getByLabel('Add a color profile').setInputFiles(file);
const chosenSpace = (editor: EditorPage) => editor.list('Color space').locator('option:checked');
const mark = ({ page }: EditorPage) => page.locator('el-proof-mark').getByRole('status');

const kAsItIs = { Format: 'tiff', Depth: '16', Compression: 'none' };

async function exportedTo(editor: EditorPage, path: string, settings: Record<string, string | boolean>) {
  await (await editor.export(settings)).saveAs(path);
  return readFile(path);
}

test('an export by a profile is what the native tool writes, and holds the profile', async ({ editor }, info) => {
  await editor.openSample();
  await editor.button('Export…').click();
  await add(exportDialog(editor), kPaper);
  await expect(chosenSpace(editor)).toHaveText('baryta');
  await editor.button('Close').click();
  const settings = { ...kAsItIs, Intent: 'perceptual', 'Black point compensation': true };
  const exported = await exportedTo(editor, info.outputPath('page.tif'), settings);
  expect(exported.includes(kPaper.buffer)).toBe(true);

  test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
  const [recipe, profile, native] = ['recipe.json', 'baryta.icc', 'native.tif'].map((name) => info.outputPath(name));
  await writeFile(recipe as string, JSON.stringify(await editor.recipe()));
  await writeFile(profile as string, kPaper.buffer);
  const sample = info.outputPath('sample-negative.jpg');
  await writeFile(sample, (await editor.sampleAs('sample-negative.jpg')).buffer);
  const chosen = ['--output-profile', profile, '--intent', 'perceptual', '--black-point', '--compression', 'none'];
  execFileSync(nativeTool, ['develop', sample, '-o', native, '--recipe', recipe, ...chosen] as string[]);
  expect(exported.equals(await readFile(native as string))).toBe(true);
});

test('a profile is there at the next visit, until it is removed', async ({ editor, page }) => {
  await editor.openSample();
  await editor.button('Export…').click();
  await add(exportDialog(editor), kPaper);
  await expect(chosenSpace(editor)).toHaveText('baryta');
  await page.reload();
  await editor.continued('sample-negative.jpg');
  await editor.button('Export…').click();
  await editor.list('Color space').selectOption({ label: 'baryta' });
  await editor.button('Remove profile').click();
  await expect(chosenSpace(editor)).toHaveText('sRGB');
  await expect(editor.list('Color space').locator('option', { hasText: 'baryta' })).toHaveCount(0);
});

test('what files cannot be written in is refused with the reason', async ({ editor }) => {
  await editor.openSample();
  await editor.button('Export…').click();
  const said = exportDialog(editor).getByRole('alert');
  await add(exportDialog(editor), profileFile('cut.icc', printerProfile().slice(0, 90)));
  await expect(said).toHaveText('cut.icc cannot be used: the color profile is shorter than its header.');
  await add(exportDialog(editor), kInks);
  await expect(said).toContainText('web press is for printing inks (CMYK), and files are written in RGB or gray.');
  await expect(chosenSpace(editor)).toHaveText('sRGB');
  await editor.button('Close').click();
  await editor.page.keyboard.press('Shift+P');
  await expect(editor.list('Printer or paper').locator('option', { hasText: 'web press' })).toHaveCount(1);
});

test('a soft proof is on the screen only, and says so', async ({ editor, page }, info) => {
  await editor.openSample();
  const picture = await editor.frame();
  const before = await exportedTo(editor, info.outputPath('before.tif'), { ...kAsItIs, 'Color space': 'srgb' });

  await page.keyboard.press('p');
  await add(proofDialog(editor), kDisplay);
  await editor.button('Show proof').click();
  await expect(mark(editor)).toHaveText('Soft proof: display, Relative colorimetric');
  await editor.button('Close').click();
  await expect(editor.button('Soft proof')).toHaveAttribute('aria-pressed', 'true');
  const proof = await editor.frame();
  expect(proof.sha256).not.toBe(picture.sha256);

  const beside = await exportedTo(editor, info.outputPath('beside.tif'), { ...kAsItIs, 'Color space': 'srgb' });
  expect(beside.equals(before)).toBe(true);

  await page.keyboard.press('p');
  await expect(mark(editor)).toHaveText('');
  expect((await editor.frame()).sha256).toBe(picture.sha256);
  await page.keyboard.press('p');
  await expect(mark(editor)).toContainText('Soft proof: display');
  expect((await editor.frame()).sha256).toBe(proof.sha256);
});

test('a soft proof outlasts its engine, and ends with its profile', async ({ editor, page }) => {
  await editor.openSample();
  await page.keyboard.press('p');
  await add(proofDialog(editor), kDisplay);
  await editor.checkbox('Paper white').setChecked(true);
  await editor.button('Show proof').click();
  await expect(mark(editor)).toHaveText('Soft proof: display, Relative colorimetric, paper white');
  await editor.button('Close').click();
  const proof = await editor.frame();
  await editor.button('Engine').click();
  await editor.button('Restart engine').click();
  await expect(page.getByRole('status').filter({ hasText: 'restarted' })).toBeVisible();
  await expect(mark(editor)).toContainText('Soft proof: display');
  await expect.poll(async () => (await editor.frame()).sha256).toBe(proof.sha256);
  await page.keyboard.press('Shift+P');
  await editor.button('Remove profile').click();
  await expect(mark(editor)).toHaveText('');
  await expect(editor.button('Soft proof')).toHaveAttribute('aria-pressed', 'false');
});
