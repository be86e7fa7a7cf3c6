// Nothing is lost where something fails: an engine that dies, a database that is late, a newer version, deleted storage.

import { type Page, test as base } from '@playwright/test';
import { EditorPage, expect, kSample } from './editor_page';
import {
  deleteSiteData,
  gradedSample,
  kept,
  notice,
  overwriteRecipes,
  putHeads,
  records,
  sampleOnDisk,
} from './journal_steps';

/** What fails here may say so in the console. */
const test = base.extend<{ editor: EditorPage }>({
  editor: async ({ page }, use) => {
    const editor = new EditorPage(page);
    await editor.visit();
    await use(editor);
  },
});

const recent = (page: Page) => page.locator('el-recent-dialog');

async function chooseRecent(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+Shift+O');
  await recent(page)
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
}

async function undoAll(editor: EditorPage): Promise<string[]> {
  const seen = [(await editor.frame()).sha256];
  while (await editor.button('Undo').isEnabled()) {
    await editor.button('Undo').click();
    seen.push((await editor.frame()).sha256);
  }
  return seen;
}

test('an engine that dies while a grade is read takes nothing with it', async ({ editor, page }) => {
  const before = await gradedSample(editor);
  await editor.open(await editor.sampleAs('second.jpg'));
  await kept(editor);
  await page.getByRole('button', { name: `Close ${kSample}` }).click();
  await (
    await editor.engineWorker()
  ).evaluate(() => {
    const hear = self.onmessage;
    self.onmessage = (event) => {
      if (event.data.name === 'complete') throw new Error('out of memory');
      hear?.call(self as never, event);
    };
  });
  await chooseRecent(page, kSample);
  await expect(page.getByRole('status').filter({ hasText: 'restarted' })).toContainText(`${kSample} was not opened`);
  await expect(page.getByRole('img', { name: 'Picture: second.jpg' })).toBeVisible();
  await chooseRecent(page, kSample);
  await editor.continued(kSample);
  expect((await editor.frame()).sha256).toBe(before);
});

test('a grade that could not be read in time becomes a step of the history', async ({ editor, page, context }) => {
  const before = await gradedSample(editor);
  await page.close();
  const other = new EditorPage(await context.newPage());
  await other.page.addInitScript(() => {
    const state = { failing: true };
    const { transaction } = IDBDatabase.prototype;
    Object.assign(globalThis, { mend: () => (state.failing = false) });
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...parts: Parameters<typeof transaction>) {
      if (state.failing) throw new DOMException('the disk is busy', 'UnknownError');
      return transaction.apply(this, parts);
    };
  });
  await other.visit();
  await other.openSample();
  expect((await other.frame()).sha256).not.toBe(before);
  await other.drag('Glare', 0.5);
  const now = (await other.frame()).sha256;
  await other.page.evaluate(() => (globalThis as unknown as { mend(): void }).mend());
  await expect(notice(other.page, 'Undo goes back to it')).toBeVisible({ timeout: 60_000 });
  expect((await other.frame()).sha256).toBe(now);
  await kept(other);
  const later = new EditorPage(await context.newPage());
  await later.visit();
  await later.continued(kSample);
  const seen = await undoAll(later);
  expect(seen[0]).toBe(now);
  expect(seen).toContain(before);
});

test.describe('what a newer version wrote', () => {
  test('a record is left untouched, which is said', async ({ editor, page }) => {
    await gradedSample(editor);
    await page.goto('./icon.svg');
    await putHeads(page, [{ schema: 1000, grain: 0.5 }]);
    const before = await records(page);
    await editor.visit();
    await expect(
      notice(page, 'a newer version of Easelight wrote it').getByRole('button', { name: 'Reload' }),
    ).toBeVisible();
    await editor.openSample();
    await expect(editor.alert).toContainText('A newer version of Easelight keeps the grade');
    await editor.drag('Exposure', 0.8);
    await kept(editor);
    expect(await records(page)).toEqual(before);
    await editor.alert.getByRole('button', { name: 'Reload' }).click();
    await expect(notice(page, 'a newer version of Easelight wrote it')).toBeVisible();
    expect(await records(page)).toEqual(before);
  });

  test('a recipe with a key that this one does not know as well', async ({ editor, page }) => {
    await gradedSample(editor);
    await overwriteRecipes(page, '{"easelight":1,"grain":1}');
    await page.reload();
    await editor.continued(kSample);
    await expect(editor.alert).toContainText('A newer version of Easelight keeps the grade');
    const before = await records(page);
    await editor.drag('Exposure', 0.8);
    await kept(editor);
    expect(await records(page)).toEqual(before);
  });

  test('a database as well', async ({ editor, page }) => {
    await gradedSample(editor);
    await page.goto('./icon.svg');
    const before = await records(page);
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const request = indexedDB.open('easelight-journal', 1000);
          request.onsuccess = () => resolve(request.result.close());
        }),
    );
    await editor.visit();
    await editor.openSample();
    await editor.drag('Exposure', 0.8);
    await expect(editor.alert).toContainText('newer version of Easelight');
    await expect(editor.alert.getByRole('button', { name: 'Reload' })).toBeVisible();
    await kept(editor);
    expect(await records(page)).toEqual(before);
  });
});

test('what the browser promised about storage is in the engine panel', async ({ editor, page }) => {
  await editor.open(await editor.sampleAs('roll3-12.jpg'));
  await editor.button('Engine').click();
  const panel = page.getByRole('region', { name: 'Engine' });
  await expect(panel).toContainText('Safe from being cleared not asked yet');
  await expect(panel).toContainText('Scans are held on disk');
  await editor.drag('Exposure', 0.7);
  await expect(panel).toContainText(/Safe from being cleared\s+(yes|no, the browser may make room with it)/);
});

test.describe('the storage of the site is deleted', () => {
  test('under a graded scan: grade and scan are written again, and exports go on', async ({ editor, page }, info) => {
    await editor.open(await sampleOnDisk(editor, info, 'roll3-12.jpg'));
    await editor.drag('Exposure', 0.7);
    await kept(editor);
    const graded = (await editor.frame()).sha256;
    await deleteSiteData(page);
    await expect(notice(page, 'was deleted')).toContainText('roll3-12.jpg and its grade are written again');
    expect(await (await editor.export({ Format: 'jpeg' })).failure()).toBeNull();
    expect((await editor.frame()).sha256).toBe(graded);
    await page.reload();
    await editor.continued('roll3-12.jpg');
    expect((await editor.frame()).sha256).toBe(graded);
    await expect(editor.button('Undo')).toBeEnabled();
  });

  test('and the file is not there: that is said, and the grade is kept', async ({ editor, page }, info) => {
    const file = await sampleOnDisk(editor, info, 'roll3-12.jpg');
    await editor.open(file);
    await editor.drag('Exposure', 0.7);
    await kept(editor);
    const graded = (await editor.frame()).sha256;
    await page.reload();
    await editor.continued('roll3-12.jpg');
    await deleteSiteData(page);
    await expect(notice(page, 'was deleted')).toContainText('choose its file');
    await page.reload();
    await editor.open(file);
    expect((await editor.frame()).sha256).toBe(graded);
  });

  test('between visits: that is said, and all works', async ({ editor, page }) => {
    await gradedSample(editor);
    await page.goto('./icon.svg');
    // With all of it goes the name of the scan, which is kept with the tab.
    await deleteSiteData(page, 'indexeddb,file_systems');
    await editor.visit();
    await expect(notice(page, `${kSample} was open in this tab`)).toBeVisible();
    await page.goto('./icon.svg');
    await deleteSiteData(page);
    await editor.visit();
    await expect(page.locator('el-notice')).not.toContainText('was open in this tab');
    const before = await gradedSample(editor);
    await page.reload();
    await editor.continued(kSample);
    expect((await editor.frame()).sha256).toBe(before);
  });

  test('its folders alone: the next look or write makes them anew', async ({ editor, page }) => {
    await editor.openSample();
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry('exports', { recursive: true });
    });
    expect(await (await editor.export({ Format: 'jpeg' })).failure()).toBeNull();
  });
});

test.describe('many scans', () => {
  const count = 260;

  test.beforeEach(async ({ editor, page }) => {
    await gradedSample(editor);
    await page.goto('./icon.svg');
    const others = Array.from({ length: count }, (_, index) => {
      const file = { name: `roll-${index}.tif`, size: 1, lastModified: index };
      return { key: `other-${index}`, file, storeKey: null, used: index + 1 };
    });
    await putHeads(page, others);
    await editor.visit();
    await editor.continued(kSample);
  });

  test('are all kept, and listed by pages', async ({ page }) => {
    await page.keyboard.press('Control+Shift+O');
    const rows = recent(page).getByRole('listitem');
    const shown = await rows.count();
    expect(shown).toBeLessThan(count);
    await recent(page)
      .getByRole('button', { name: /^Show more/ })
      .click();
    await expect.poll(() => rows.count()).toBeGreaterThan(shown);
    expect((await records(page)).heads).toHaveLength(count + 1);
  });

  test('are removed by hand, which can be undone', async ({ page }) => {
    const before = await records(page);
    await page.keyboard.press('Control+Shift+O');
    await page.getByRole('button', { name: `Remove roll-${count - 1}.tif from the list` }).click();
    await expect.poll(async () => (await records(page)).heads.length).toBe(count);
    await page.keyboard.press('Escape');
    await notice(page, `roll-${count - 1}.tif`)
      .getByRole('button', { name: 'Undo removal' })
      .click();
    await expect.poll(() => records(page)).toEqual(before);
  });
});
