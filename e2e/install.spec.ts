// The editor as an installed app: whether a browser would install it, and how it is started - by a shortcut, a file, or a
// share of the system.

import { readFile, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Page, chromium } from '@playwright/test';
import { scanFormats } from '../web/src/features/open/formats';
import { EditorPage } from './editor_page';
import { expect, installed, test } from './own_site';
import { root } from './paths';

interface Manifest {
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
  readonly screenshots: readonly { readonly src: string; readonly sizes: string }[];
  readonly shortcuts: readonly { readonly url: string; readonly icons: readonly { src: string; sizes: string }[] }[];
}

/** Of Chromium's protocol for installed apps, which Playwright's types do not know yet. */
interface AppState {
  readonly fileHandlers: readonly {
    readonly action: string;
    readonly accepts: readonly { readonly mediaType: string; readonly fileExtensions: readonly string[] }[];
  }[];
}

/** The names of the files whose places the journal keeps, for the next visit. */
const keptPlaces = (page: Page) =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('easelight-journal'));
    const handles = await done(database.transaction('handles').objectStore('handles').getAll());
    database.close();
    return (handles as FileSystemFileHandle[]).map(({ name }) => name).sort();
  });

test('is installed by the browser, and launched with files and shortcuts', async ({ site }, info) => {
  const profile = info.outputPath('profile');
  const { launchOptions = {} } = info.project.use;
  // A private window never installs anything. What is written for the desktop goes where the test's files go.
  const home = info.outputPath('home');
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: `${home}/data`, XDG_CONFIG_HOME: `${home}/config` };
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions, env, baseURL: site.address });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await new EditorPage(page).visit();
    await installed(page);
    const session = await context.newCDPSession(page);
    const manifest = await session.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);
    expect(manifest.url).toBe(`${site.address}manifest.webmanifest`);
    expect((await session.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);

    const send = session.send.bind(session) as (method: string, params: object) => Promise<unknown>;
    const app = (method: string, params: object = {}) => send(`PWA.${method}`, { manifestId: site.address, ...params });
    await app('install', { installUrlOrBundleUrl: site.address });
    const { fileHandlers } = (await app('getOsAppState')) as AppState;
    expect(fileHandlers.map(({ action }) => action)).toEqual([site.address]);
    const endings = fileHandlers.flatMap(({ accepts }) => accepts.flatMap(({ fileExtensions }) => fileExtensions));
    expect(endings.sort()).toEqual(scanFormats.flatMap((format) => format.endings).sort());

    // Once where the app is not open, once where it is.
    await page.goto('about:blank');
    const names = ['another.jpg', 'from the desk.jpg'];
    for (const name of names) {
      const file = info.outputPath(name);
      await writeFile(file, (await new EditorPage(page).sampleAs(name)).buffer);
      await app('launchFilesInApp', { files: [file] });
      await expect(page.getByRole('img', { name: `Picture: ${name}` })).toBeVisible();
    }
    await expect.poll(() => keptPlaces(page)).toEqual(names);
    for (const action of ['nothing', 'sample']) await app('launch', { url: `${site.address}?action=${action}` });
    await expect(page.getByRole('img', { name: 'Picture: sample-negative.jpg' })).toBeVisible();
    expect(context.pages()).toHaveLength(1);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});

test('has pictures of the sizes that its manifest says', async ({ editor, page }) => {
  await editor.visit();
  const manifest = (await (await page.request.get('manifest.webmanifest')).json()) as Manifest;
  const pictures = [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap(({ icons }) => icons)];
  const sizes = await page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map(async (address) => {
          const { width, height } = await createImageBitmap(await (await fetch(address)).blob());
          return `${width}x${height}`;
        }),
      ),
    pictures.filter(({ sizes: size }) => size !== 'any').map(({ src }) => src),
  );
  expect(sizes).toEqual(pictures.map(({ sizes: size }) => size).filter((size) => size !== 'any'));
  expect(manifest.icons.map(({ purpose = 'any', sizes: size }) => `${purpose} ${size}`)).toEqual(
    expect.arrayContaining(['any 192x192', 'any 512x512', 'maskable 512x512']),
  );
});

test.describe('shortcuts', () => {
  test('the sample is open', async ({ page }) => {
    await page.goto('./?action=sample');
    await expect(page.getByRole('img', { name: 'Picture: sample-negative.jpg' })).toBeVisible();
    expect(new URL(page.url()).search).toBe('');
  });

  test('choosing a file is one key away', async ({ page }) => {
    // The browser's dialog is no page that a test could see: the test answers in its place, as who changed their mind.
    await page.addInitScript(() => {
      const asked = () => {
        Object.assign(globalThis, { dialogs: 1 });
        return Promise.reject(new DOMException('', 'AbortError'));
      };
      Object.defineProperty(globalThis, 'showOpenFilePicker', { value: asked });
    });
    await page.goto('./?action=open');
    await expect(page.getByRole('button', { name: 'Choose a file' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => 'dialogs' in globalThis)).toBe(true);
  });
});

test.describe('shares', () => {
  let server: Server;
  let elsewhere = '';

  // The system posts from no page at all; a page that hides its address is as near as a test comes.
  test.beforeAll(async () => {
    server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      response.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Referrer-Policy': searchParams.get('referrer') ?? '',
      });
      response.end(`<form method="post" enctype="multipart/form-data" action="${searchParams.get('to') ?? ''}share">
        <input type="file" name="pictures" multiple><button>Share</button></form>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  test.afterAll(() => void server.close());

  async function share(page: Page, to: string, count: number, referrer = 'no-referrer'): Promise<void> {
    const buffer = await (await page.request.get(`${to}sample/negative.jpg`)).body();
    const files = Array.from({ length: count }, (_, index) => ({
      name: `geteilt-${index + 1} ü.jpg`,
      mimeType: 'image/jpeg',
      buffer,
    }));
    await page.goto(`${elsewhere}?to=${encodeURIComponent(to)}&referrer=${referrer}`);
    await page.locator('input').setInputFiles(files);
    await page.getByRole('button', { name: 'Share' }).click();
  }

  test.beforeEach(async ({ editor }) => {
    await editor.visit();
    await installed(editor.page);
  });

  test('the first picture is open, and none is left behind', async ({ editor, page, site }) => {
    await share(page, site.address, 2);
    await expect(page.getByRole('img', { name: 'Picture: geteilt-1 ü.jpg' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'geteilt-2 ü.jpg', exact: true })).toBeVisible();
    expect(page.url()).toBe(site.address);
    expect((await page.evaluate(() => caches.keys())).filter((name) => name.includes(' shared '))).toEqual([]);
    await page.evaluate(() => easelight.flush());
    await page.reload();
    await editor.continued('geteilt-1 ü.jpg');
    await expect(page.getByRole('button', { name: 'geteilt-2 ü.jpg', exact: true })).toHaveCount(0);
  });

  test('too many are refused with a reason', async ({ editor, page, site }) => {
    await share(page, site.address, 17);
    await expect(editor.alert).toContainText('more than 16 files');
  });

  test('another site cannot share', async ({ page, site }) => {
    await share(page, site.address, 1, 'origin');
    await expect(page.getByText('Refused: posted by another site.')).toBeVisible();
    expect((await page.evaluate(() => caches.keys())).filter((name) => name.includes(' shared '))).toEqual([]);
  });
});

// The pictures of the installing dialog, as in an ordinary window: made on demand, as fonts differ between machines.
test.describe('screenshots', () => {
  test.skip(process.env['EASELIGHT_SCREENSHOT'] !== '1', 'made with EASELIGHT_SCREENSHOT=1');
  const kMostBytes = 150_000;

  for (const { name, viewport, scale } of [
    { name: 'wide', viewport: { width: 1280, height: 800 }, scale: 1 },
    { name: 'narrow', viewport: { width: 390, height: 844 }, scale: 2 },
  ]) {
    test(`${name} is taken`, async ({ site }, info) => {
      const { launchOptions = {} } = info.project.use;
      // A ratio that is only emulated is not what the page learns of its canvas.
      const args = [...(launchOptions.args ?? []), `--force-device-scale-factor=${scale}`];
      const browser = await chromium.launch({ ...launchOptions, args });
      const page = await browser.newPage({ viewport, deviceScaleFactor: scale, baseURL: site.address });
      const editor = new EditorPage(page);
      await editor.visit();
      await editor.openSample();
      await editor.button('Hide').click();
      const file = path.join(root, 'web', 'public', 'screenshots', `${name}.jpg`);
      await page.screenshot({ path: file, type: 'jpeg', quality: 82 });
      await browser.close();
      expect((await readFile(file)).length).toBeLessThan(kMostBytes);
    });
  }
});
