// Exports to a place that the user chooses. The browser's dialog cannot be answered from here: a stand-in for it returns a
// file of the private file system, which is written in the same way.

import { test as base } from '@playwright/test';
import { EditorPage, expect } from './editor_page';

const kChosen = 'chosen.tif';

const test = base.extend<{ editor: EditorPage }>({
  editor: async ({ page }, use) => {
    await page.addInitScript((name) => {
      const pick = async () => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
      Object.assign(globalThis, { showSaveFilePicker: pick });
    }, kChosen);
    const editor = new EditorPage(page);
    await editor.visit();
    await editor.openSample();
    await use(editor);
  },
});

/** Bytes of the chosen file; -1 where it is not there. */
const chosenSize = ({ page }: EditorPage) =>
  page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const entry = await root.getFileHandle(name).catch(() => null);
    return entry ? (await entry.getFile()).size : -1;
  }, kChosen);

async function exportToPlace(editor: EditorPage): Promise<void> {
  await editor.button('Export…').click();
  await editor.list('Format').selectOption('tiff');
  await editor.list('Compression').selectOption('none');
  await editor.page.getByLabel('Choose where to save').check();
  await editor.button('Export file').click();
}

test('is written to the chosen place, and nowhere else', async ({ editor }) => {
  await exportToPlace(editor);
  await expect.poll(() => chosenSize(editor)).toBeGreaterThan(100_000);
  await expect(editor.page.locator('el-task-row')).toHaveCount(0);
  expect((await editor.ownFiles()).filter((name) => name.startsWith('exports'))).toEqual([]);
  await expect(editor.alert).toHaveCount(0);
});

test('leaves no empty file at the chosen place when the engine stops', async ({ editor }) => {
  await editor.fault('export');
  await exportToPlace(editor);
  await expect(editor.page.getByRole('status').filter({ hasText: 'was not finished' })).toBeVisible();
  await expect.poll(() => chosenSize(editor)).toBe(-1);
  await expect.poll(async () => (await editor.ownFiles()).filter((name) => name.startsWith('exports'))).toEqual([]);
});

test('asks only where that was chosen, and remembers it', async ({ editor }) => {
  const download = await editor.export({ Format: 'jpeg' });
  expect(await download.failure()).toBeNull();
  await editor.button('Export…').click();
  await editor.page.getByLabel('Choose where to save').check();
  await editor.page.reload();
  await editor.continued('sample-negative.jpg');
  await editor.button('Export…').click();
  await expect(editor.page.getByLabel('Choose where to save')).toBeChecked();
});
