// What SECURITY.md promises: nothing leaves, no text becomes code, and the policy of the page is in force.

import { rm } from 'node:fs/promises';
import { type Page, type Worker, chromium, test as base } from '@playwright/test';
import { EditorPage, expect, test } from './editor_page';
import { LoggingProxy } from './logging_proxy';
import { installed, test as ownSiteTest } from './own_site';
import { taggedTiff } from './tagged_tiff';

ownSiteTest('a whole session asks nobody but its own site', async ({ site }, info) => {
  const proxy = await LoggingProxy.start(site.address);
  const profile = info.outputPath('profile');
  const { launchOptions = {} } = info.project.use;
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    baseURL: site.address,
    acceptDownloads: true,
    // Without the second, a browser goes to its own machine directly.
    proxy: { server: proxy.address, bypass: '<-loopback>' },
  });
  try {
    const editor = new EditorPage(context.pages()[0] ?? (await context.newPage()));
    await editor.visit();
    await installed(editor.page);
    await editor.openSample();
    await editor.drag('Exposure', 0.6);
    await editor.open(await editor.sampleAs('opened.jpg'));
    for (const settings of [
      { Format: 'tiff', Depth: '16' },
      { Format: 'png', Depth: '8' },
      { Format: 'jpeg' },
    ] as const) {
      expect(await (await editor.export(settings)).failure()).toBeNull();
    }
    await editor.button('Engine').click();
    await editor.page.getByRole('region', { name: 'Engine' }).getByRole('button', { name: 'Restart engine' }).click();
    await expect(editor.page.getByRole('status').filter({ hasText: 'restarted' })).toBeVisible();
    await editor.frame();
    await editor.page.reload();
    await editor.open({
      name: 'tagged.tif',
      mimeType: 'image/tiff',
      buffer: taggedTiff('http://elsewhere.test/tag <img src="http://elsewhere.test/image">'),
    });
    // The proxy does see what the page asks for, and would see the rest: this is what a leak looks like.
    expect(proxy.passed).toContain(`${site.address}sw.js`);
    expect(proxy.refused).toEqual([]);
    const other = await context.newPage();
    await other.goto('http://elsewhere.test/').catch(() => undefined);
    expect(proxy.refused.filter((address) => address.includes('elsewhere.test'))).not.toEqual([]);
  } finally {
    await context.close();
    proxy.stop();
    await rm(profile, { recursive: true, force: true });
  }
});

/** What came of something that must not work: the name of the error, or what it gave. */
interface Outcome {
  readonly outcome: string;
  readonly reported: string;
}

type Attempts = Record<string, Outcome>;

/**
 * Runs in the page or in a worker. Deferred: a browser lets the tool that drives it evaluate what it wants, and with it
 * everything that is called at once.
 */
const tryAll = () => new Promise<Attempts>((resolve) => setTimeout(() => void run().then(resolve)));

base.describe('the policy', () => {
  base('refuses and reports in the page', async ({ page }) => {
    await new EditorPage(page).visit();
    const attempts = await page.evaluate(
      () =>
        new Promise<Attempts>((resolve) => {
          const elsewhere = 'https://elsewhere.test/';
          const add = (name: string, facts: Record<string, string>) => {
            const element = Object.assign(document.createElement(name), facts);
            document.body.append(element);
            return element;
          };
          const loads = (element: HTMLElement) =>
            new Promise<string>((done) => {
              element.onload = () => done('loaded');
              element.onerror = () => done('refused');
            });
          const inline = () => {
            const script = document.createElement('script');
            script.append(document.createTextNode('globalThis.inlineRan = true'));
            document.body.append(script);
            return 'inlineRan' in globalThis ? 'ran' : 'refused';
          };
          const tried: Record<string, () => unknown> = {
            eval: () => (0, eval)('1'),
            function: () => new Function('return 1')(),
            timer: () => setTimeout('globalThis.timerRan = true'),
            'inline script': inline,
            'foreign script': () => loads(add('script', { type: 'module' })),
            'foreign fetch': () => fetch(elsewhere),
            'foreign image': () => loads(add('img', { src: `${elsewhere}x.png` })),
            'image of data': () => loads(add('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' })),
            'foreign frame': () => add('iframe', { src: elsewhere }) && 'frame',
            innerHTML: () => (document.createElement('div').innerHTML = '<b>bold</b>'),
            'worker from text': () => new Worker('assets/anything.js'),
            'another policy': () =>
              (
                globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): object } }
              ).trustedTypes.createPolicy('another', {}),
            'style attribute': () => {
              const element = document.createElement('p');
              document.body.append(element);
              element.setAttribute('style', 'color: red');
              return element.style.color === 'red' ? 'styled' : 'refused';
            },
            form: () => {
              const form = add('form', { action: elsewhere, method: 'post' }) as HTMLFormElement;
              form.submit();
              return 'submitted';
            },
            base: () => add('base', { href: elsewhere }) && new URL('x', document.baseURI).host,
          };
          delete tried['foreign script'];
          const run = async () => {
            const results: Attempts = {};
            for (const [name, attempt] of Object.entries(tried)) {
              const report = new Promise<string>((done) => {
                document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), {
                  once: true,
                });
              });
              const outcome = await Promise.resolve()
                .then(attempt)
                .then(String, (error: Error) => error.name);
              results[name] = { outcome, reported: await report };
            }
            resolve(results);
          };
          setTimeout(() => void run());
        }),
    );
    console.log(attempts);
  });
});
