// Private windows: what is kept goes with them, which is said once. The contexts that Playwright makes are such windows; one
// with a profile on disk is an ordinary one.

import { readFile, rm } from 'node:fs/promises';
import { type BrowserContext, type TestInfo, chromium, test as base } from '@playwright/test';
import { EditorPage, expect, test } from './editor_page';

const kSaid = 'This looks like a private window.';

const notice = ({ page }: EditorPage) => page.locator('el-private-notice');
const said = (editor: EditorPage) => notice(editor).getByText(kSaid);

test('a private window is told what goes with it, and saves a recipe from there', async ({ editor, page }, info) => {
  await expect(said(editor)).toHaveCount(0);
  await editor.openSample();
  await expect(notice(editor).getByRole('status')).toContainText(kSaid);
  await editor.drag('Exposure', 0.7);
  const download = page.waitForEvent('download');
  await notice(editor).getByRole('button', { name: 'Save recipe to file' }).click();
  const file = info.outputPath('saved.json');
  await (await download).saveAs(file);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(await editor.recipe());
  await expect(said(editor)).toBeVisible();
});

test('it is said once a window', async ({ editor, context }) => {
  await editor.openSample();
  await notice(editor).getByRole('button', { name: 'Hide' }).click();
  await expect(said(editor)).toHaveCount(0);
  await editor.open(await editor.sampleAs('another.jpg'));
  await expect(said(editor)).toHaveCount(0);
  await editor.page.reload();
  await editor.continued('another.jpg');
  await expect(said(editor)).toHaveCount(0);
  const other = new EditorPage(await context.newPage());
  await other.visit();
  await other.continued('another.jpg');
  await expect(said(other)).toHaveCount(0);
});

test('its buttons are reached and pressed by keys', async ({ editor, page }) => {
  await editor.openSample();
  await editor.picture.focus();
  await page.keyboard.press('Tab');
  const save = notice(editor).getByRole('button', { name: 'Save recipe to file' });
  await expect(save).toBeFocused();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toBe('sample-negative.easelight.json');
  await page.keyboard.press('Tab');
  await expect(notice(editor).getByRole('button', { name: 'Hide' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(said(editor)).toHaveCount(0);
});

test('it is not said where it is said already that nothing is kept', async ({ editor, page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  await editor.visit();
  await editor.openSample();
  await expect(page.locator('el-notice')).toContainText('kept only as long as this window is open');
  await expect(said(editor)).toHaveCount(0);
});

test('it is said as well where the clock is coarse, as on plain hosts', async ({ editor, page }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin-'));
    await route.fulfill({ response, headers: Object.fromEntries(headers) });
  });
  await editor.visit();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await editor.openSample();
  await expect(said(editor)).toBeVisible();
});

test('it is said where the private file system is denied, as by other browsers', async ({ editor, page }) => {
  const denied = `StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('', 'SecurityError'));\n`;
  await page.route('**/assets/main-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: denied + (await response.text()) });
  });
  await editor.visit();
  await editor.openSample();
  await expect(said(editor)).toBeVisible();
  expect(await editor.storeSizes()).toEqual([]);
});

for (const [device, viewport] of [
  ['a screen', { width: 1280, height: 800 }],
  ['a phone', { width: 390, height: 844 }],
] as const) {
  test(`it covers nothing on ${device}, and leaves the picture its size`, async ({ editor, page }) => {
    await page.setViewportSize(viewport);
    await editor.openSample();
    const before = await editor.frame();
    for (const name of ['Save recipe to file', 'Hide']) {
      await expect(notice(editor).getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    }
    const panel = await page.getByRole('complementary', { name: 'Grade' }).boundingBox();
    const box = await notice(editor).boundingBox();
    const below = await page.locator('el-histogram').boundingBox();
    if (!panel || !box || !below) throw new Error('the panel is not on screen');
    expect(box.x).toBeGreaterThanOrEqual(panel.x);
    expect(box.x + box.width).toBeLessThanOrEqual(panel.x + panel.width);
    expect(box.y).toBeGreaterThanOrEqual(panel.y);
    expect(box.y + box.height).toBeLessThanOrEqual(below.y);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    await notice(editor).getByRole('button', { name: 'Hide' }).click();
    expect(await editor.frame()).toEqual(before);
  });
}

base.describe('an ordinary window', () => {
  /** Runs `body` in a browser with a profile on disk. */
  async function inOrdinaryWindow(
    info: TestInfo,
    body: (editor: EditorPage, context: BrowserContext) => Promise<void>,
  ) {
    const profile = info.outputPath('profile');
    const { launchOptions = {}, baseURL = '' } = info.project.use;
    const context = await chromium.launchPersistentContext(profile, {
      ...launchOptions,
      baseURL,
      serviceWorkers: 'block',
    });
    try {
      const editor = new EditorPage(context.pages()[0] ?? (await context.newPage()));
      await editor.visit();
      await body(editor, context);
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  }

  base('is told nothing, neither at first nor later', async ({}, info) => {
    await inOrdinaryWindow(info, async (editor, context) => {
      await editor.openSample();
      await editor.open(await editor.sampleAs('another.jpg'));
      await editor.page.reload();
      await editor.continued('another.jpg');
      await expect(said(editor)).toHaveCount(0);
      const other = new EditorPage(await context.newPage());
      await other.visit();
      await other.continued('another.jpg');
      await expect(said(other)).toHaveCount(0);
    });
  });

  for (const megabytes of [200, 2]) {
    base(`is told nothing with ${megabytes} megabytes left`, async ({}, info) => {
      await inOrdinaryWindow(info, async (editor) => {
        await editor.limitDisk(megabytes * 1e6);
        await editor.openSample();
        await expect(said(editor)).toHaveCount(0);
      });
    });
  }
});
