// The page around the picture: dialogs, keys, a phone, a restart of the engine.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { EditorPage, expect, test } from './editor_page';

test('lists its keyboard shortcuts', async ({ editor }) => {
  await editor.page.keyboard.press('?');
  const dialog = editor.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toBeVisible();
  await expect(editor.page.locator('el-shortcuts-dialog')).toContainText('Before/after');
  await editor.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('offers with a format what belongs to it', async ({ editor }) => {
  await editor.openSample();
  await editor.page.keyboard.press('Control+e');
  await expect(editor.list('Compression')).toBeVisible();
  await editor.list('Format').selectOption('jpeg');
  await expect(editor.list('Compression')).toHaveCount(0);
  await expect(editor.list('Depth')).toHaveCount(0);
  await expect(editor.slider('Quality')).toHaveValue('92');
  await editor.button('Close').click();
  await expect(editor.page.getByRole('dialog')).toHaveCount(0);
});

test('opens what is dropped', async ({ editor }) => {
  await editor.page.evaluate(async () => {
    const response = await fetch('sample/negative.jpg');
    const transfer = new DataTransfer();
    transfer.items.add(new File([await response.blob()], 'dropped.jpg', { type: 'image/jpeg' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await expect(editor.page.getByRole('img', { name: 'Picture: dropped.jpg' })).toBeVisible();
});

/** As a hand drops them from a window of the system. */
async function drop({ page }: EditorPage, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data });
  }
}

test.describe('of what is dropped together', () => {
  let folder = '';
  const inFolder = (...names: readonly string[]) => names.map((name) => path.join(folder, name));
  const openScans = (editor: EditorPage) =>
    editor.page.getByRole('group', { name: 'Open scans' }).locator('[aria-pressed]');
  const said = (editor: EditorPage) => editor.page.locator('el-notice').getByRole('status');

  test.beforeEach(async ({ editor }, info) => {
    folder = info.outputPath('roll 3');
    await mkdir(folder);
    for (const name of ['10.jpg', '9.jpg', '11.jpg']) {
      await writeFile(path.join(folder, name), (await editor.sampleAs(name)).buffer);
    }
    await writeFile(path.join(folder, '1 notes.txt'), 'bright');
  });

  test('the first picture is opened, the others are listed, and what is none is named', async ({ editor }) => {
    await drop(editor, inFolder('1 notes.txt', '10.jpg', '9.jpg'));
    await expect(editor.page.getByRole('img', { name: 'Picture: 10.jpg' })).toBeVisible();
    await expect(said(editor)).toContainText('Not opened, as these are no scans by their names: 1 notes.txt.');
    await expect(openScans(editor)).toHaveText(['10.jpg', '9.jpg']);
    await openScans(editor).last().click();
    await expect(editor.page.getByRole('img', { name: 'Picture: 9.jpg' })).toBeVisible();
  });

  test('a folder gives its pictures, the first of them opened', async ({ editor }) => {
    await drop(editor, [folder]);
    await expect(editor.page.getByRole('img', { name: 'Picture: 9.jpg' })).toBeVisible();
    await expect(openScans(editor)).toHaveText(['9.jpg', '10.jpg', '11.jpg']);
  });

  test('a folder without one says so', async ({ editor }, info) => {
    const empty = info.outputPath('letters');
    await mkdir(empty);
    await drop(editor, [empty]);
    await expect(editor.alert).toContainText('letters: the folder holds no picture');
    await editor.button('Dismiss').click();
    await drop(editor, [empty, ...inFolder('9.jpg')]);
    await expect(editor.page.getByRole('img', { name: 'Picture: 9.jpg' })).toBeVisible();
    await expect(editor.alert).toContainText('letters: the folder holds no picture');
  });
});

test('has everything within reach on a phone', async ({ editor }) => {
  await editor.page.setViewportSize({ width: 390, height: 800 });
  await editor.openSample();
  const width = await editor.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
  await editor.drag('Blue gamma', 0.7);
  await expect(editor.button('Undo')).toBeEnabled();
  for (const name of ['Open…', 'Undo', 'Before/after', 'Export…'])
    await expect(editor.button(name)).toBeInViewport({ ratio: 1 });
});

base('opens a file that is chosen while the engine is still loading', async ({ page }) => {
  const editor = new EditorPage(page);
  const upload = await editor.sampleAs('early.jpg');
  await page.goto('./', { waitUntil: 'commit' });
  await editor.open(upload);
});

base('what nobody catches in the page is said once, and logged', async ({ page }) => {
  const editor = new EditorPage(page);
  await editor.visit();
  await page.evaluate(() => {
    for (let time = 0; time < 3; time += 1) {
      setTimeout(() => {
        throw new Error('lens cap on');
      });
    }
    void Promise.reject(new Error('shutter stuck'));
  });
  await expect(editor.alert).toContainText('lens cap on');
  await expect(editor.alert).toContainText('shutter stuck');
  await expect(editor.button('Dismiss')).toHaveCount(2);
  expect((await editor.log()).filter((line) => line === 'uncaught: lens cap on')).toHaveLength(1);
  await editor.openSample();
});
