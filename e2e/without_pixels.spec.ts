// A graded scan whose pixels the browser has removed goes on from its file: by itself, or asked for by its name.

import { expect, test } from './editor_page';
import { kept, notice, removeStores, sampleOnDisk } from './journal_steps';

test.describe('without the pixels', () => {
  let file: string;
  let graded: string;
  let recipe: unknown;

  test.beforeEach(async ({ editor, page }, info) => {
    file = await sampleOnDisk(editor, info, 'roll3-12.jpg');
    await editor.open(file);
    await editor.drag('Exposure', 0.7);
    await kept(editor);
    graded = (await editor.frame()).sha256;
    recipe = await editor.recipe();
    await removeStores(page);
    await editor.visit();
  });

  test('the file is asked for by its name', async ({ editor, page }) => {
    await expect(page.getByRole('button', { name: 'Choose roll3-12.jpg to continue' })).toBeVisible();
    await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showOpenFilePicker'));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose roll3-12.jpg to continue' }).click();
    await (await chooser).setFiles(file);
    await editor.continued('roll3-12.jpg');
    expect((await editor.frame()).sha256).toBe(graded);
    await expect(editor.button('Undo')).toBeEnabled();
  });

  test('another file is opened as such, and offered the grade', async ({ editor, page }) => {
    await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showOpenFilePicker'));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose roll3-12.jpg to continue' }).click();
    await (await chooser).setFiles(await editor.sampleAs('roll3-13.jpg'));
    await expect(notice(page, 'roll3-13.jpg is not the file that was graded as roll3-12.jpg')).toBeVisible();
    const before = await editor.recipe();
    expect(before).not.toEqual(recipe);
    await editor.page.getByText('Use that grade').click();
    await expect.poll(() => editor.recipe()).toEqual(recipe);
    await editor.button('Undo').click();
    expect(await editor.recipe()).toEqual(before);
  });
});

test('without the pixels, a handle that may be read is enough', async ({ editor, page }) => {
  // A file of the private file system, whose handles are of the same kind and always may be read.
  const drop = () =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle('dropped.jpg', { create: true });
      const writable = await handle.createWritable();
      await (await fetch('sample/negative.jpg')).body?.pipeTo(writable);
      const transfer = new DataTransfer();
      transfer.items.add(await handle.getFile());
      Object.assign(DataTransferItem.prototype, { getAsFileSystemHandle: async () => handle });
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
  await drop();
  await editor.continued('dropped.jpg');
  await editor.drag('Exposure', 0.7);
  await kept(editor);
  const graded = (await editor.frame()).sha256;
  await removeStores(page);
  await editor.visit();
  await editor.continued('dropped.jpg');
  expect((await editor.frame()).sha256).toBe(graded);
  expect((await editor.log()).filter((line) => line.startsWith('decoded'))).toHaveLength(1);
});
