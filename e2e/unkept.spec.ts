// Where grades cannot be kept that is said, and editing goes on.

import type { Page } from '@playwright/test';
import { expect, test, kSample } from './editor_page';
import { kept, notice } from './journal_steps';

test.describe('where nothing can be kept', () => {
  const saved = (page: Page) => page.locator('el-notice').getByRole('button', { name: 'Save recipe to file' });

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
    expect((await download).suggestedFilename()).toBe('sample-negative.easelight.json');
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
    // The browser may let a write through now and then, before the limit is lifted: the last one counts.
    await expect(async () => {
      await kept(editor);
      await expect(saved(page)).toHaveCount(0, { timeout: 100 });
    }).toPass();
    await page.reload();
    // The pixels were in memory.
    await expect(page.getByRole('button', { name: `Choose ${kSample} to continue` })).toBeVisible();
    await editor.openSample();
    expect(await editor.recipe()).toEqual(recipe);
  });
});
