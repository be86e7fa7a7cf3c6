// The editor without its server, on a host without headers, and across versions.

import { EditorPage } from './editor_page';
import { expect, installed, keptVersions, test, versionOf } from './own_site';

const isolated = (editor: EditorPage) => editor.page.evaluate(() => crossOriginIsolated);
const threads = async (editor: EditorPage) => (await editor.stats()).engine.threads;
const ready = (editor: EditorPage) => expect(editor.button('Open…')).toBeEnabled();

async function restartEngine(editor: EditorPage): Promise<void> {
  const restarts = async () => (await editor.log()).filter((line) => line === 'engine restarted').length;
  const before = await restarts();
  const region = editor.page.getByRole('region', { name: 'Engine' });
  if (!(await region.isVisible())) await editor.button('Engine').click();
  await region.getByRole('button', { name: 'Restart engine' }).click();
  await expect.poll(restarts).toBe(before + 1);
  await editor.frame();
}

/** The folders that the page's threads come from. */
const engineFolders = (editor: EditorPage) => [
  ...new Set(editor.page.workers().flatMap((worker) => /engine-\w+/.exec(new URL(worker.url()).pathname) ?? [])),
];

test('one visit is enough to work without the server', async ({ editor, site, context }) => {
  await editor.visit();
  await installed(editor.page);
  const upload = await editor.sampleAs('roll.jpg');
  await site.stop();

  await editor.page.reload();
  await ready(editor);
  await editor.openSample();
  const before = await editor.frame();
  await editor.drag('Exposure', 0.6);
  expect((await editor.frame()).sha256).not.toBe(before.sha256);
  const download = await editor.export({ Format: 'png', Depth: '8' });
  expect(await download.failure()).toBeNull();
  expect(await isolated(editor)).toBe(true);
  expect(await threads(editor)).toBeGreaterThan(1);

  const other = new EditorPage(await context.newPage());
  await other.visit();
  await other.open(upload);
  expect(await threads(other)).toBeGreaterThan(1);
  await restartEngine(other);
});

test('nothing is fetched twice', async ({ editor, site }) => {
  await editor.visit();
  await installed(editor.page);
  site.requests.length = 0;
  await editor.page.reload();
  await editor.openSample();
  // Whether there is a new version is the only question.
  expect(site.requests.filter((address) => address !== '/sw.js')).toEqual([]);
});

test.describe('a host without headers', () => {
  test.use({ plain: true });

  test('is made up for after one reload', async ({ editor, site, page }) => {
    let loads = 0;
    page.on('load', () => (loads += 1));
    await editor.visit();
    await expect.poll(() => isolated(editor).catch(() => false)).toBe(true);
    expect(loads).toBe(2);
    await ready(editor);
    await editor.openSample();
    expect(await threads(editor)).toBeGreaterThan(1);
    const headers = await page.evaluate(async () => Object.fromEntries((await fetch('./')).headers));
    const { headers: expected } = await import('../web/headers.mjs');
    for (const [name, value] of Object.entries(expected)) expect(headers[name.toLowerCase()], name).toBe(value);
    await site.stop();
    await page.reload();
    expect(await isolated(editor)).toBe(true);
    expect(loads).toBe(3);
  });

  test('is left as it is while something is open', async ({ editor, site, page }) => {
    const release = site.hold('sw.js');
    await editor.visit();
    await editor.openSample();
    release();
    await installed(page);
    await editor.drag('Exposure', 0.6);
    await editor.frame();
    expect(await isolated(editor)).toBe(false);
    await page.reload();
    await expect.poll(() => isolated(editor)).toBe(true);
  });

  test.describe('with service workers off', () => {
    test.use({ serviceWorkers: 'block' });

    test('works on one thread', async ({ editor }) => {
      await editor.visit();
      await editor.openSample();
      expect(await isolated(editor)).toBe(false);
      expect(await threads(editor)).toBe(1);
      await editor.drag('Exposure', 0.6);
      await editor.frame();
    });
  });
});

test.describe('a new version', () => {
  const notice = (editor: EditorPage) => editor.page.getByRole('status').filter({ hasText: 'A new version' });
  const askForVersion = (editor: EditorPage) =>
    editor.page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update();
    });

  test('takes no page by surprise', async ({ editor, site, context }) => {
    await editor.visit();
    await installed(editor.page);
    await editor.openSample();
    await editor.drag('Exposure', 0.6);
    const graded = (await editor.frame()).sha256;
    const other = new EditorPage(await context.newPage());
    await other.visit();
    await other.continued('sample-negative.jpg');
    const [oldVersion, oldEngine] = [await versionOf(editor.page), site.engineFolder()];

    const newVersion = await site.renew();
    expect(newVersion).not.toBe(oldVersion);
    await askForVersion(other);
    await expect(notice(editor)).toBeVisible();
    await expect(notice(other)).toBeVisible();
    // Both go on with what they were built with, though the site has it no more.
    await site.stop();
    await restartEngine(editor);
    expect((await editor.frame()).sha256).toBe(graded);
    expect(engineFolders(editor)).toEqual([oldEngine]);
    expect(await keptVersions(editor.page)).toEqual([oldVersion, newVersion].sort());

    await notice(editor).getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => versionOf(editor.page).catch(() => '')).toBe(newVersion);
    await ready(editor);
    await editor.continued('sample-negative.jpg');
    expect((await editor.frame()).sha256).toBe(graded);
    expect(engineFolders(editor)).toEqual([site.engineFolder()]);
    expect(site.engineFolder()).not.toBe(oldEngine);
    await expect(notice(editor)).toHaveCount(0);

    await restartEngine(other);
    expect(engineFolders(other)).toEqual([oldEngine]);
    await other.page.close();
    await editor.page.reload();
    await expect.poll(() => keptVersions(editor.page)).toEqual([newVersion]);
  });

  test('goes away when it is dismissed', async ({ editor, site }) => {
    await editor.visit();
    await installed(editor.page);
    await site.renew();
    await askForVersion(editor);
    await editor.openSample();
    await expect(notice(editor)).toBeVisible();
    await editor.button('Dismiss').click();
    await editor.open(await editor.sampleAs('another.jpg'));
    await expect(notice(editor)).toHaveCount(0);
  });

  test('is not taken in part', async ({ editor, site }) => {
    await editor.visit();
    await installed(editor.page);
    const version = await versionOf(editor.page);
    await site.renew();
    await site.spoil(`${site.engineFolder()}/threads/engine.mjs`);
    await editor.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const found = new Promise<ServiceWorker | null>((resolve) =>
        registration.addEventListener('updatefound', () => resolve(registration.installing)),
      );
      await registration.update();
      const worker = await found;
      while (worker && worker.state !== 'redundant')
        await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
    });
    await editor.page.reload();
    await editor.openSample();
    expect(await versionOf(editor.page)).toBe(version);
  });
});
