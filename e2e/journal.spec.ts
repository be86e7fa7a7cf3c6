// Nothing is ever lost: grades come back with their history, in any tab, with or without the file, and where they cannot
// be kept that is said.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import type { Page, TestInfo } from '@playwright/test';
import { pngRows } from './deflated';
import { EditorPage, expect, test } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';

const kSample = 'sample-negative.jpg';

const notice = (page: Page, text: string) => page.locator('sl-notice').filter({ hasText: text });

/** Waits until the last edit is written. */
async function kept({ page }: EditorPage): Promise<void> {
  await page.evaluate(() => safelight.flush());
}

/** A file that has the same date whenever it is chosen. */
async function sampleOnDisk(editor: EditorPage, info: TestInfo, name: string): Promise<string> {
  const file = info.outputPath(name);
  await writeFile(file, (await editor.sampleAs(name)).buffer);
  return file;
}

async function gradedSample(editor: EditorPage): Promise<string> {
  await editor.openSample();
  await editor.drag('Exposure', 0.6);
  await editor.drag('Gamma', 0.7);
  await kept(editor);
  return (await editor.frame()).sha256;
}

/** Whether the small picture of a scan has been taken, which waits until the hand rests. */
async function hasThumbnail(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('safelight-journal');
      request.onsuccess = () => resolve(request.result);
    });
    const request = database.transaction('thumbnails').objectStore('thumbnails').count();
    await new Promise((resolve) => (request.onsuccess = resolve));
    database.close();
    return request.result > 0;
  });
}

/** As if the browser had removed the scans' pixels to make room, while the page was not open. */
async function removeStores(page: Page): Promise<void> {
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.goto('./icon.svg');
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('scan-store', { recursive: true });
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
  const dialog = page.locator('sl-recent-dialog');
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog.getByRole('listitem').first()).toContainText('Open now');
  const thumbnail = dialog.locator('sl-small-picture canvas').last();
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

test.describe('without the pixels', () => {
  let file: string;
  let graded: string;

  test.beforeEach(async ({ editor, page }, info) => {
    file = await sampleOnDisk(editor, info, 'roll3-12.jpg');
    await editor.open(file);
    await editor.drag('Exposure', 0.7);
    await kept(editor);
    graded = (await editor.frame()).sha256;
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
    expect((await editor.frame()).sha256).not.toBe(graded);
    await editor.page.getByText('Use that grade').click();
    await expect.poll(async () => (await editor.frame()).sha256).toBe(graded);
    await editor.button('Undo').click();
    expect((await editor.frame()).sha256).not.toBe(graded);
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

test.describe('a recipe file', () => {
  test('is saved and grades another scan', async ({ editor, page }, info) => {
    const graded = await gradedSample(editor);
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('sample-negative.safelight.json');
    const file = info.outputPath('saved.safelight.json');
    await saved.saveAs(file);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(await editor.recipe());
    await editor.open(await editor.sampleAs('other.jpg'));
    expect((await editor.frame()).sha256).not.toBe(graded);
    await page.getByLabel('Open a recipe').setInputFiles(file);
    await expect.poll(async () => (await editor.frame()).sha256).toBe(graded);
    await editor.button('Undo').click();
    expect((await editor.frame()).sha256).not.toBe(graded);
  });

  test('is what the native tool develops with', async ({ editor, page }, info) => {
    test.skip(!haveNativeTool, 'the native tool is not built (SAFELIGHT_TOOL)');
    const scan = await sampleOnDisk(editor, info, 'scan.jpg');
    await editor.open(scan);
    await editor.drag('Exposure', 0.6);
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    const recipe = info.outputPath('scan.safelight.json');
    await (await download).saveAs(recipe);
    const developed = info.outputPath('native.png');
    execFileSync(nativeTool, ['develop', scan, '-o', developed, '--recipe', recipe, '--depth', '8', '--space', 'srgb']);
    const exported = info.outputPath('page.png');
    await (await editor.export({ Format: 'png', Depth: '8', 'Color space': 'srgb' })).saveAs(exported);
    const [ours, theirs] = [pngRows(await readFile(exported)), pngRows(await readFile(developed))];
    expect(ours.equals(theirs)).toBe(true);
  });

  test('that is wrong is refused with key, value and limit', async ({ editor, page }) => {
    await editor.openSample();
    const before = await editor.recipe();
    const wrong = { ...before, density: { ...before?.density, gamma: 9 } };
    const upload = (value: unknown) =>
      page.getByLabel('Open a recipe').setInputFiles({
        name: 'wrong.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(value)),
      });
    await upload(wrong);
    await expect(editor.alert).toContainText('wrong.json: density.gamma');
    await expect(editor.alert).toContainText('9');
    await upload([before, wrong]);
    await expect(editor.alert).toContainText('recipe 2');
    await upload([]);
    await expect(editor.alert).toContainText('0 recipes; 1 to 64');
    expect(await editor.recipe()).toEqual(before);
  });
});

test.describe('where nothing can be kept', () => {
  const saved = (page: Page) => page.locator('sl-notice').getByRole('button', { name: 'Save recipe to file' });

  test('a browser that denies it is no hindrance, but the recipe can be saved', async ({ editor, page }) => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError');
      };
    });
    await editor.visit();
    await editor.openSample();
    await expect(notice(page, 'kept only as long as this window is open')).toBeVisible();
    await editor.drag('Exposure', 0.7);
    const download = page.waitForEvent('download');
    await saved(page).click();
    expect((await download).suggestedFilename()).toBe('sample-negative.safelight.json');
  });

  test('a failure is said, and that it is over', async ({ editor, page }) => {
    await editor.openSample();
    await kept(editor);
    await page.evaluate(() => {
      const original = IDBDatabase.prototype.transaction;
      Object.assign(globalThis, { mend: () => (IDBDatabase.prototype.transaction = original) });
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException('the disk is on fire', 'UnknownError');
      };
    });
    await editor.drag('Exposure', 0.7);
    await expect(notice(page, 'the disk is on fire')).toBeVisible();
    await editor.drag('Gamma', 0.6);
    const recipe = await editor.recipe();
    await page.evaluate(() => (globalThis as unknown as { mend(): void }).mend());
    await expect(notice(page, 'Your grade is kept on disk again.')).toBeVisible();
    await expect(saved(page)).toHaveCount(0);
    await page.reload();
    await editor.continued(kSample);
    expect(await editor.recipe()).toEqual(recipe);
  });

  test('a full disk is said', async ({ editor, page }) => {
    // Before the first write: the browser looks at its quota only now and then.
    await editor.limitDisk(1);
    await editor.openSample();
    await expect(notice(page, 'no disk space left')).toBeVisible();
    await editor.drag('Exposure', 0.7);
    const recipe = await editor.recipe();
    await editor.limitDisk(1e10);
    await expect(notice(page, 'Your grade is kept on disk again.')).toBeVisible({ timeout: 60_000 });
    await page.reload();
    // The pixels were in memory.
    await expect(page.getByRole('button', { name: `Choose ${kSample} to continue` })).toBeVisible();
    await editor.openSample();
    expect(await editor.recipe()).toEqual(recipe);
  });
});

test('an export that the page did not live to finish is named', async ({ editor, page }) => {
  await editor.openSample();
  await kept(editor);
  await editor.fault('hang');
  await editor.button('Export…').click();
  await editor.button('Export file').click();
  await expect(page.locator('sl-task-row')).toContainText('Exporting');
  await kept(editor);
  await page.reload();
  await expect(notice(page, 'The export of sample-negative.tif was not finished.')).toBeVisible();
  expect((await editor.ownFiles()).filter((name) => name.startsWith('exports'))).toEqual([]);
  await page.reload();
  await editor.continued(kSample);
  await expect(notice(page, 'was not finished')).toHaveCount(0);
});

test('a grade that cannot be read is put aside, and said', async ({ editor, page }) => {
  await gradedSample(editor);
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('safelight-journal');
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction('parts', 'readwrite');
    const store = transaction.objectStore('parts');
    store.getAllKeys().onsuccess = ({ target }) => {
      for (const key of (target as IDBRequest<IDBValidKey[]>).result) {
        if (Array.isArray(key) && key[1] === 'recipe') store.put('{"safelight":1,"density":{"gamma":99}}', key);
      }
    };
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  });
  await page.reload();
  await expect(editor.alert).toContainText('gamma');
  await expect(editor.alert).toContainText('put aside');
  await editor.continued(kSample);
  await editor.drag('Exposure', 0.7);
});
