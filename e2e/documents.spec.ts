// Several scans in one page: each keeps its own grade, history, view and tool, and what works on one does not mind which
// is on screen.

import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeBigTiff } from './big_tiff';
import { EditorPage, expect, test, kSample } from './editor_page';
import { gradedSample, kept } from './journal_steps';

const scans = ({ page }: EditorPage) => page.getByRole('group', { name: 'Open scans' }).locator('[aria-pressed]');

/** A scan of which an export takes some seconds. */
async function openBig(editor: EditorPage): Promise<string> {
  const big = path.join(os.tmpdir(), `easelight-${process.pid}-documents.tif`);
  await writeBigTiff(big, 6000, 4000);
  await editor.open(big);
  await rm(big);
  return path.basename(big);
}

test('each has its own grade, history, view and tool', async ({ editor, page }) => {
  await gradedSample(editor);
  const grade = await editor.recipe();
  await editor.button('1:1').click();
  await editor.open(await editor.sampleAs('second.jpg'));
  await expect(editor.status).toContainText('Fit, ');
  await expect(scans(editor)).toHaveText([kSample, 'second.jpg']);
  await expect(editor.button('Undo')).toBeDisabled();
  await editor.button('Pick base').click();
  await page.keyboard.press('Alt+PageDown');
  await editor.continued(kSample);
  await expect(editor.status).toContainText('100 %');
  await expect(editor.button('Pick base')).toHaveAttribute('aria-pressed', 'false');
  expect(await editor.recipe()).toEqual(grade);
  await editor.button('Undo').click();
  expect(await editor.recipe()).not.toEqual(grade);
  await page.keyboard.press('Alt+PageUp');
  await editor.continued('second.jpg');
  await expect(editor.button('Pick base')).toHaveAttribute('aria-pressed', 'true');
  await expect(editor.button('Redo')).toBeDisabled();
});

test('all come back after a reload, and what was closed does not', async ({ editor, page }) => {
  const sample = await gradedSample(editor);
  await editor.open(await editor.sampleAs('second.jpg'));
  await editor.open(await editor.sampleAs('third.jpg'));
  await editor.button('Close second.jpg').click();
  await expect(scans(editor)).toHaveText([kSample, 'third.jpg']);
  await kept(editor);
  await page.reload();
  await editor.continued('third.jpg');
  await expect(scans(editor)).toHaveText([kSample, 'third.jpg']);
  await editor.button(kSample).click();
  await editor.continued(kSample);
  expect((await editor.frame()).sha256).toBe(sample);
  await editor.button('Close third.jpg').click();
  await expect(scans(editor)).toHaveCount(0);
  await editor.button('More').click();
  await page.getByRole('menuitem', { name: 'Close scan' }).click();
  await expect(page.getByRole('heading', { name: 'Open a scan of a negative' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Open a scan of a negative' })).toBeVisible();
});

test('a new tab goes on with all that was open in one that has ended', async ({ editor, page, context }) => {
  await editor.open(await editor.sampleAs('first.jpg'));
  await editor.open(await editor.sampleAs('second.jpg'));
  await kept(editor);
  await page.close();
  const next = new EditorPage(await context.newPage());
  await next.visit();
  await next.continued('second.jpg');
  await expect(scans(next)).toHaveText(['first.jpg', 'second.jpg']);
});

test('an export rests and goes on while another scan is opened and graded', async ({ editor, page }) => {
  await openBig(editor);
  await editor.button('Export…').click();
  await editor.list('Format').selectOption('png');
  const download = page.waitForEvent('download');
  await editor.button('Export file').click();
  await editor.button('Pause').click();
  await expect(page.locator('el-task-row')).toContainText('paused');
  await editor.open(await editor.sampleAs('second.jpg'));
  await editor.drag('Exposure', 0.6);
  const graded = await editor.frame();
  await editor.button('Resume').click();
  expect(await (await download).failure()).toBeNull();
  expect(await editor.frame()).toEqual(graded);
  await expect(page.locator('el-task-row')).toHaveCount(0);
});

test('an export that was not finished goes on at the next visit', async ({ editor, page }) => {
  const name = await openBig(editor);
  await editor.button('Export…').click();
  await editor.list('Format').selectOption('png');
  await editor.button('Export file').click();
  await expect(page.locator('el-task-row')).toContainText('%');
  await kept(editor);
  await page.reload();
  const notice = page.locator('el-notice').filter({ hasText: 'was not finished' });
  const download = page.waitForEvent('download');
  await notice.getByRole('button', { name: 'Resume export' }).click();
  expect(await (await download).failure()).toBeNull();
  await kept(editor);
  await page.reload();
  await editor.continued(name);
  await expect(notice).toHaveCount(0);
});

test('a crop from elsewhere that does not fit is shrunk', async ({ editor }) => {
  await editor.openSample();
  const recipe = await editor.recipe();
  const { geometry } = recipe ?? { geometry: null };
  const turned = JSON.stringify({ ...recipe, geometry: { ...geometry, crop: [0, 0, 1, 1], straighten: 10 } });
  const file = { name: 'turned.easelight.json', mimeType: 'application/json', buffer: Buffer.from(turned) };
  await editor.page.getByLabel('Open a recipe').setInputFiles(file);
  await expect.poll(async () => (await editor.recipe())?.geometry.straighten).toBe(10);
  const [, , width, height] = (await editor.recipe())?.geometry.crop ?? [0, 0, 0, 0];
  expect(width).toBeLessThan(1);
  expect(width).toBeCloseTo(height, 1);
  await editor.frame();
  await expect(editor.alert).toHaveCount(0);
});
