// What SECURITY.md promises: nothing leaves, no text becomes code, and the policy of the page is in force.

import { rm } from 'node:fs/promises';
import { chromium, test as base } from '@playwright/test';
import { EditorPage, expect, test } from './editor_page';
import { LoggingProxy } from './logging_proxy';
import { installed, test as ownSiteTest } from './own_site';
import { pictureOfItsOwn } from './own_picture';
import { taggedTiff } from './tagged_tiff';

/** What Chromium asks by itself, in any page: for updates, its account, kinds of form fields. Nothing else of it is let off. */
const kBrowsersOwn = /^(https?:\/\/)?(update\.googleapis|accounts\.google|content-autofill\.googleapis)\.com[:/]/;

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
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  try {
    const editor = new EditorPage(context.pages()[0] ?? (await context.newPage()));
    await editor.visit();
    await installed(editor.page);
    await editor.openSample();
    await editor.drag('Exposure', 0.6);
    const sample = Buffer.from(await (await fetch(`${site.address}sample/negative.jpg`)).arrayBuffer());
    await editor.open({ name: 'opened.jpg', mimeType: 'image/jpeg', buffer: pictureOfItsOwn(sample, 'opened.jpg') });
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
    expect(requests.filter((address) => !address.startsWith(site.address) && !address.startsWith('blob:'))).toEqual([]);
    const refused = () => proxy.refused.filter((address) => !kBrowsersOwn.test(address));
    expect(refused()).toEqual([]);
    // The proxy did see what was asked for, and would have seen the rest: this is what a leak looks like.
    expect(proxy.passed).toContain(`${site.address}sw.js`);
    const other = await context.newPage();
    await other.goto('http://elsewhere.test/').catch(() => undefined);
    expect(refused()).not.toEqual([]);
  } finally {
    await context.close();
    proxy.stop();
    await rm(profile, { recursive: true, force: true });
  }
});

/** What came of what must not work: whether it was refused, and the directives that were reported. */
interface Outcome {
  readonly refused: boolean;
  readonly reported: readonly string[];
}

/** What is tried, and the directive that must refuse it. */
const kInPage = {
  eval: 'require-trusted-types-for',
  'new Function': 'require-trusted-types-for',
  'timer of text': 'require-trusted-types-for',
  innerHTML: 'require-trusted-types-for',
  'worker of text': 'require-trusted-types-for',
  'script of text': 'require-trusted-types-for',
  'another policy': 'trusted-types',
  fetch: 'connect-src',
  socket: 'connect-src',
  image: 'img-src',
  frame: 'frame-src',
  style: 'style-src-attr',
  form: 'form-action',
  base: 'base-uri',
} as const;

const kInWorker = {
  eval: 'require-trusted-types-for',
  'worker of text': 'require-trusted-types-for',
  'another policy': 'trusted-types',
  fetch: 'connect-src',
} as const;

/**
 * Runs in the page or in a worker, by itself, and deferred: a browser lets the tool that drives it evaluate what it wants,
 * and with it everything that is called at once.
 */
function attempt(expected: Readonly<Record<string, string>>): Promise<Record<string, Outcome>> {
  const elsewhere = 'https://elsewhere.test/';
  const added = <Name extends keyof HTMLElementTagNameMap>(name: Name, facts: object = {}) => {
    const element = Object.assign(document.createElement(name), facts);
    document.body.append(element);
    return element;
  };
  // Each throws, or says whether it was refused.
  const attempts: Record<string, () => unknown> = {
    eval: () => (0, eval)('1') !== 1,
    'new Function': () => !new Function('return 1'),
    'timer of text': () => !setTimeout('1'),
    innerHTML: () => {
      const element = document.createElement('div');
      element.innerHTML = '<b>bold</b>';
      return element.childElementCount === 0;
    },
    'worker of text': () => !new Worker('assets/anything.js'),
    'script of text': () => {
      const script = document.createElement('script');
      script.append('globalThis.scriptRan = true');
      document.body.append(script);
      return !('scriptRan' in globalThis);
    },
    'another policy': () =>
      !(globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): object } }).trustedTypes //
        .createPolicy('another', {}),
    fetch: () => fetch(elsewhere).then(() => false),
    socket: () => new Promise((done) => (new WebSocket('wss://elsewhere.test/').onerror = () => done(true))),
    image: () =>
      new Promise((done) => added('img', { src: elsewhere, onerror: () => done(true), onload: () => done(false) })),
    frame: () => added('iframe', { src: elsewhere }).contentWindow?.length === 0,
    style: () => {
      const element = added('p');
      element.setAttribute('style', 'color: red');
      return element.style.color === '';
    },
    form: () => added('form', { action: elsewhere, method: 'post' }).submit(),
    base: () => added('base', { href: elsewhere }) && !document.baseURI.startsWith(elsewhere),
  };
  const violations: SecurityPolicyViolationEvent[] = [];
  let heard = (): void => undefined;
  globalThis.addEventListener('securitypolicyviolation', (event) => {
    violations.push(event);
    heard();
  });
  const until = async (found: (event: SecurityPolicyViolationEvent) => boolean) => {
    while (!violations.some(found)) await new Promise<void>((resolve) => (heard = resolve));
  };
  const isOwn = ({ blockedURI }: SecurityPolicyViolationEvent) => !blockedURI.startsWith('https://last-');
  const run = async () => {
    const outcomes: Record<string, Outcome> = {};
    for (const [index, [name, directive]] of Object.entries(expected).entries()) {
      violations.length = 0;
      const refused = await Promise.resolve()
        .then(attempts[name])
        .then(
          (result) => result !== false,
          () => true,
        );
      await until((event) => isOwn(event) && event.effectiveDirective === directive);
      // Reports come in their order: after this one, what follows is of the next attempt.
      const last = `https://last-${index}.test/`;
      await fetch(last).catch(() => undefined);
      await until(({ blockedURI }) => blockedURI.startsWith(last));
      const reported = violations.filter(isOwn);
      outcomes[name] = { refused, reported: [...new Set(reported.map((event) => event.effectiveDirective))] };
    }
    return outcomes;
  };
  return new Promise((resolve) => setTimeout(() => void run().then(resolve)));
}

function expectRefused(outcomes: Record<string, Outcome>, expected: Readonly<Record<string, string>>): void {
  for (const [name, directive] of Object.entries(expected)) {
    expect(outcomes[name]?.refused, name).toBe(true);
    expect(outcomes[name]?.reported, name).toContain(directive);
  }
}

base.describe('the policy is in force', () => {
  base('in the page', async ({ page }) => {
    await new EditorPage(page).visit();
    expectRefused(await page.evaluate(attempt, kInPage), kInPage);
  });

  base('in the workers', async ({ page }) => {
    const editor = new EditorPage(page);
    await editor.visit();
    await editor.openSample();
    // Threads of the pool sleep where nothing can be evaluated; these two listen.
    const workers = page.workers().filter((worker) => !worker.url().includes('engine.worker'));
    expect(workers).toHaveLength(2);
    for (const worker of workers) expectRefused(await worker.evaluate(attempt, kInWorker), kInWorker);
  });

  ownSiteTest('in the service worker', async ({ site, page, context }) => {
    await page.goto(site.address);
    await installed(page);
    const [service] = context.serviceWorkers();
    if (!service) throw new Error('no service worker');
    const expected = { eval: kInWorker.eval, fetch: kInWorker.fetch };
    expectRefused(await service.evaluate(attempt, expected), expected);
  });

  base('on every response', async ({ request }) => {
    const { headers } = await import('../web/headers.mjs');
    for (const address of ['./', 'sw.js', 'icon.svg', 'manifest.webmanifest', 'not-there']) {
      const response = (await request.get(address)).headers();
      for (const [name, value] of Object.entries(headers)) {
        expect(response[name.toLowerCase()], `${address}: ${name}`).toBe(value);
      }
    }
  });
});

const kMarkup = `<img src=x onerror="globalThis.harmed=1"><b id=planted>'quoted" & more`;

/** Names as they come, and as they are shown. */
const names = [
  { what: 'markup', name: `${kMarkup}.jpg`, shown: `${kMarkup}.jpg` },
  { what: 'a script', name: `a\u2028<script>harmed=1<\u200b/script>.jpg`, shown: `a<script>harmed=1</script>.jpg` },
  { what: 'a reversed ending', name: 'scan\u202egpj.exe.jpg', shown: 'scangpj.exe.jpg' },
  { what: '300 characters', name: `${'n'.repeat(296)}.jpg`, shown: `${'n'.repeat(60)}…${'n'.repeat(55)}.jpg` },
];

/** Elements that a name or a tag would have made, in all of the page. */
const planted = (editor: EditorPage) =>
  editor.page.evaluate(() => {
    const below = (parent: ParentNode): Element[] =>
      [...parent.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? below(element.shadowRoot) : []),
      ]);
    const found = below(document).filter((element) => element.matches('img, b, script:not([src])'));
    return { elements: found.map(({ outerHTML }) => outerHTML), harmed: 'harmed' in globalThis };
  });
const kNothing = { elements: [], harmed: false };

for (const { what, name, shown } of names) {
  test(`a name with ${what} is shown as text`, async ({ editor }) => {
    const { page } = editor;
    const scan = await editor.sampleAs(name);
    await editor.choose(scan);
    await expect(page.getByRole('img', { name: `Picture: ${shown}`, exact: true })).toBeVisible();
    await expect(editor.status).toContainText(shown);
    expect(await page.title()).toBe('Easelight');
    await editor.button('Export…').click();
    await expect(page.locator('el-export-dialog')).toContainText(shown.replace('.jpg', '.tif'));
    await editor.list('Format').selectOption('jpeg');
    const download = page.waitForEvent('download');
    await editor.button('Export file').click();
    // Browsers make of it what the system takes; what matters is that the ending is the picture's.
    expect((await download).suggestedFilename()).toMatch(/^[^/\\:<>"\u202e\u2028]+\.jpg$/);
    await editor.button('Engine').click();
    await expect(page.getByRole('log', { name: 'Engine log' })).toContainText(shown);
    await page.getByRole('region', { name: 'Engine' }).getByRole('button', { name: 'Restart engine' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'restarted' })).toBeVisible();
    await editor.choose({ name, mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
    await expect(editor.alert).toContainText(`${shown}: `);
    expect(await planted(editor)).toEqual(kNothing);
  });
}

test('tags with markup are text at most', async ({ editor }) => {
  await editor.open({ name: 'tagged.tif', mimeType: 'image/tiff', buffer: taggedTiff(kMarkup) });
  await editor.button('Engine').click();
  await editor.drag('Exposure', 0.6);
  await editor.frame();
  expect(await editor.page.title()).toBe('Easelight');
  expect(await planted(editor)).toEqual(kNothing);
});
