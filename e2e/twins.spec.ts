// Files of one picture: its grade is found again under any name; where several are kept, it is asked which is meant.

import type { Page } from '@playwright/test';
import { type EditorPage, type Upload, expect, test } from './editor_page';
import { kept, notice } from './journal_steps';

const question = (page: Page) => page.getByRole('region', { name: 'Grades of this picture' });
const exposureOf = async (editor: EditorPage) => (await editor.recipe())?.density.exposure;

/** The same bytes under another name. */
const renamed = (upload: Upload, name: string): Upload => ({ ...upload, name });

/** As exiftool does: the file is another one, its picture is not. */
function tagged({ buffer, ...upload }: Upload): Upload {
  const comment = Buffer.from('rated with five stars');
  const segment = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return { ...upload, buffer: Buffer.concat([buffer.subarray(0, 2), segment, comment, buffer.subarray(2)]) };
}

/** Opens and grades a file, and loads the page without it: nothing is open. */
async function graded(editor: EditorPage, upload: Upload, share: number): Promise<number | undefined> {
  await editor.open(upload);
  await editor.drag('Exposure', share);
  await kept(editor);
  return exposureOf(editor);
}

async function close(editor: EditorPage, name: string): Promise<void> {
  await editor.button(`Close ${name}`).click();
}

test('a grade is found again after the file was renamed and tagged', async ({ editor, page }) => {
  const scan = await editor.sampleAs('scan.jpg');
  const exposure = await graded(editor, scan, 0.6);
  await editor.open(await editor.sampleAs('other.jpg'));
  await close(editor, 'scan.jpg');
  await editor.open(renamed(tagged(scan), 'renamed.jpg'));
  expect(await exposureOf(editor)).toBe(exposure);
  await expect(
    notice(page, 'renamed.jpg is the picture that was graded as scan.jpg; that grade goes on.'),
  ).toBeVisible();
  await editor.button('Undo').click();
  expect(await exposureOf(editor)).not.toBe(exposure);
  await editor.button('Redo').click();
  // It is one scan, under its new name.
  await page.reload();
  await editor.continued('renamed.jpg');
  expect(await exposureOf(editor)).toBe(exposure);
});

test('a copy of a scan that is open brings that on screen, or is graded separately', async ({ editor, page }) => {
  const scan = await editor.sampleAs('scan.jpg');
  const exposure = await graded(editor, scan, 0.6);
  await editor.choose(renamed(scan, 'copy.jpg'));
  const said = notice(page, 'copy.jpg is the same picture as scan.jpg, which is open.');
  await said.getByRole('button', { name: 'Grade separately' }).click();
  await editor.continued('copy.jpg');
  expect(await exposureOf(editor)).not.toBe(exposure);
  await editor.drag('Exposure', 0.3);
  const other = await exposureOf(editor);
  await kept(editor);
  await editor.button('scan.jpg').click();
  await editor.continued('scan.jpg');
  expect(await exposureOf(editor)).toBe(exposure);
  expect(other).not.toBe(exposure);
});

test('of two grades of one picture one is chosen', async ({ editor, page }) => {
  const scan = await editor.sampleAs('scan.jpg');
  const exposure = await graded(editor, scan, 0.6);
  await editor.open(await editor.sampleAs('other.jpg'));
  await close(editor, 'scan.jpg');
  await editor.open(renamed(scan, 'copy.jpg'));
  await notice(page, 'copy.jpg is the picture').getByRole('button', { name: 'Grade separately' }).click();
  await expect(notice(page, 'copy.jpg is the picture')).toHaveCount(0);
  await editor.drag('Exposure', 0.3);
  await kept(editor);
  await editor.button('other.jpg').click();
  await editor.continued('other.jpg');
  await close(editor, 'copy.jpg');
  await editor.open(renamed(scan, 'third.jpg'));
  const choices = question(page).getByRole('button', { name: /^(scan|copy)\.jpg, / });
  await expect(choices).toHaveCount(2);
  await choices.filter({ hasText: 'scan.jpg' }).click();
  await expect(question(page)).toHaveCount(0);
  await expect.poll(() => exposureOf(editor)).toBe(exposure);
  await kept(editor);
  await page.reload();
  await editor.continued('third.jpg');
  expect(await exposureOf(editor)).toBe(exposure);
});
