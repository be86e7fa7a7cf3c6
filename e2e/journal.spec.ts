// Nothing is ever lost: grades come back with their history, in any tab.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { EditorPage, expect, test, kSample } from './editor_page';
import { gradedSample, kept, notice, overwriteRecipes, records, sampleOnDisk } from './journal_steps';

/** Whether the small picture of a scan has been taken, which waits until the hand rests. */
async function hasThumbnail(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('easelight-journal');
      request.onsuccess = () => resolve(request.result);
    });
    const request = database.transaction('thumbnails').objectStore('thumbnails').count();
    await new Promise((resolve) => (request.onsuccess = resolve));
    database.close();
    return request.result > 0;
  });
}

test.describe('a reload', () => {
  test('goes on by itself, with its history and with everything that works', async ({ editor, page }) => {
    const before = await gradedSample(editor);
    await page.reload();
    await editor.continued(kSample);
    expect((await editor.frame()).sha256).toBe(before);
    expect((await editor.log()).filter((line) => line.startsWith('attached'))).toHaveLength(1);
    for (let step = 0; step < 2; step += 1) await editor.button('Undo').click();
    await expect(editor.button('Undo')).toBeDisabled();
    expect((await editor.frame()).sha256).not.toBe(before);
    for (let step = 0; step < 2; step += 1) await editor.button('Redo').click();
    expect((await editor.frame()).sha256).toBe(before);
    await editor.slider('Gamma').dblclick();
    const download = await editor.export({ Format: 'jpeg' });
    expect(await download.failure()).toBeNull();
  });

  test('in the middle of a drag keeps what was on screen', async ({ editor, page }) => {
    await editor.openSample();
    const box = await editor.slider('Exposure').boundingBox();
    if (!box) throw new Error('no slider');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 10 });
    await kept(editor);
    const recipe = await editor.recipe();
    await page.reload();
    await editor.continued(kSample);
    expect(await editor.recipe()).toEqual(recipe);
    await editor.button('Undo').click();
    expect((await editor.recipe())?.density.exposure).not.toBe(recipe?.density.exposure);
  });
});

test('a new tab goes on with the scan that was opened last', async ({ editor, context }) => {
  const before = await gradedSample(editor);
  await editor.page.close();
  const other = new EditorPage(await context.newPage());
  await other.visit();
  await other.continued(kSample);
  expect((await other.frame()).sha256).toBe(before);
  await expect(other.button('Undo')).toBeEnabled();
});

test('several scans keep a grade each, and a list of them is at hand', async ({ editor, page }) => {
  const before = await gradedSample(editor);
  await expect.poll(() => hasThumbnail(page)).toBe(true);
  await editor.open(await editor.sampleAs('second.jpg'));
  await editor.drag('Glare', 0.5);
  await page.keyboard.press('Control+Shift+O');
  const dialog = page.locator('el-recent-dialog');
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog.getByRole('listitem').first()).toContainText('Open now');
  const thumbnail = dialog.locator('el-small-picture canvas').last();
  await expect.poll(() => thumbnail.evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(160);
  await dialog.getByRole('button', { name: new RegExp(`^${kSample}`) }).click();
  await editor.continued(kSample);
  expect((await editor.frame()).sha256).toBe(before);
  await page.keyboard.press('Control+Shift+O');
  await page.getByRole('button', { name: 'Remove second.jpg from the list' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await editor.open(await editor.sampleAs('second.jpg'));
  await expect(editor.button('Undo')).toBeDisabled();
});

test('a file that was graded before resumes its grade, and can start over', async ({ editor, page }, info) => {
  const file = await sampleOnDisk(editor, info, 'again.jpg');
  await editor.open(file);
  const start = await editor.frame();
  await editor.drag('Exposure', 0.7);
  const graded = (await editor.frame()).sha256;
  await editor.open(await editor.sampleAs('another.jpg'));
  await editor.open(file);
  expect((await editor.frame()).sha256).toBe(graded);
  await notice(page, 'The grade of again.jpg goes on where it was left.').getByText('Start over').click();
  expect((await editor.frame()).sha256).toBe(start.sha256);
  await editor.button('Undo').click();
  expect((await editor.frame()).sha256).toBe(graded);
});

test('a scan without its file goes on after the engine was restarted', async ({ editor, page }) => {
  const before = await gradedSample(editor);
  await page.reload();
  await editor.continued(kSample);
  await editor.button('Engine').click();
  const restart = page.getByRole('region', { name: 'Engine' }).getByRole('button', { name: 'Restart engine' });
  await restart.click();
  await expect(notice(page, 'The engine was restarted; your grade is as it was.')).toBeVisible();
  expect((await editor.frame()).sha256).toBe(before);
});

test.describe('two tabs with one scan', () => {
  test('the later edit wins, and the other tab says so', async ({ editor, context }) => {
    const first = await gradedSample(editor);
    const other = new EditorPage(await context.newPage());
    await other.visit();
    await other.continued(kSample);
    expect((await other.frame()).sha256).toBe(first);
    await other.drag('Red gain', 0.6);
    await kept(other);
    const second = (await other.frame()).sha256;
    const said = notice(editor.page, 'This scan was changed in another tab.');
    await expect(said).toBeVisible();
    expect((await editor.frame()).sha256).toBe(first);
    await said.getByText('Load that grade').click();
    await expect.poll(async () => (await editor.frame()).sha256).toBe(second);
    await editor.drag('Blue gain', 0.4);
    await kept(editor);
    await expect(notice(other.page, 'This scan was changed in another tab.')).toBeVisible();
    const third = (await editor.frame()).sha256;
    await other.page.reload();
    await other.continued(kSample);
    expect((await other.frame()).sha256).toBe(third);
  });

  test('the grade that loses is in the history of the other', async ({ editor, context }) => {
    await gradedSample(editor);
    const other = new EditorPage(await context.newPage());
    await other.visit();
    await other.continued(kSample);
    await other.drag('Red gain', 0.6);
    await kept(other);
    const lost = (await other.frame()).sha256;
    await expect(notice(editor.page, 'This scan was changed in another tab.')).toBeVisible();
    await editor.drag('Blue gain', 0.4);
    await kept(editor);
    const won = (await editor.frame()).sha256;
    await expect(notice(editor.page, `Another tab has also graded ${kSample}: Undo goes back to it.`)).toBeVisible();
    for (let step = 0; step < 2; step += 1) await editor.button('Undo').click();
    expect((await editor.frame()).sha256).toBe(lost);
    for (let step = 0; step < 2; step += 1) await editor.button('Redo').click();
    expect((await editor.frame()).sha256).toBe(won);
  });
});

test.describe('snapshots', () => {
  test('are taken, renamed, restored and removed, and come back', async ({ editor, page }) => {
    await editor.openSample();
    const start = (await editor.frame()).sha256;
    await page.keyboard.press('s');
    const name = page.getByRole('textbox', { name: 'Name of the snapshot' });
    await name.fill('As it was');
    await name.press('Enter');
    await editor.drag('Exposure', 0.7);
    await kept(editor);
    const graded = (await editor.frame()).sha256;
    await page.reload();
    await editor.continued(kSample);
    expect((await editor.frame()).sha256).toBe(graded);
    await expect(name).toHaveValue('As it was');
    await page.getByRole('button', { name: 'Restore As it was' }).click();
    expect((await editor.frame()).sha256).toBe(start);
    await editor.button('Undo').click();
    expect((await editor.frame()).sha256).toBe(graded);
    await page.getByRole('button', { name: 'Remove As it was' }).click();
    await expect(name).toHaveCount(0);
  });
});

test('an export that the page did not live to finish is named', async ({ editor, page }) => {
  await editor.openSample();
  await kept(editor);
  await editor.fault('hang');
  await editor.button('Export…').click();
  await editor.button('Export file').click();
  await expect(page.locator('el-task-row')).toContainText('Exporting');
  await kept(editor);
  await page.reload();
  await expect(notice(page, 'The export of sample-negative.tif was not finished.')).toBeVisible();
  await expect.poll(async () => (await editor.ownFiles()).filter((name) => name.startsWith('exports'))).toEqual([]);
  await page.reload();
  await editor.continued(kSample);
  await expect(notice(page, 'was not finished')).toHaveCount(0);
});

test('a grade that cannot be read stays, is listed as such, and can be saved as a file', async ({
  editor,
  page,
}, info) => {
  await gradedSample(editor);
  await overwriteRecipes(page, '{"easelight":1,"density":{"gamma":99}}');
  await page.reload();
  await expect(editor.alert).toContainText('gamma');
  await expect(editor.alert).toContainText('could not be read');
  await editor.continued(kSample);
  const before = await records(page);
  await page.reload();
  await editor.continued(kSample);
  expect((await records(page)).parts).toEqual(before.parts);
  await editor.drag('Exposure', 0.7);
  await kept(editor);
  const graded = (await editor.frame()).sha256;
  await page.keyboard.press('Control+Shift+O');
  const row = page.locator('el-recent-dialog').getByRole('listitem').filter({ hasText: 'Could not be read' });
  await expect(row).toContainText('gamma');
  const download = page.waitForEvent('download');
  await row.getByRole('button', { name: `Save what is kept of ${kSample} to a file` }).click();
  const file = info.outputPath('records.json');
  await (await download).saveAs(file);
  const saved = JSON.parse(await readFile(file, 'utf8')) as { parts: { value: unknown }[] };
  expect(saved.parts.map(({ value }) => value)).toEqual(before.parts);
  await page.keyboard.press('Escape');
  await page.reload();
  await editor.continued(kSample);
  expect((await editor.frame()).sha256).toBe(graded);
});
