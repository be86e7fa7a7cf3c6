// The main path in Firefox: a negative is graded, exported, and there again without the server.

import { execFileSync } from 'node:child_process';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import type { Recipe } from '../web/src/engine/protocol';
import { expect } from './editor_page';
import { Firefox, haveFirefox } from './firefox';
import { type OwnSite, test } from './own_site';
import { haveNativeTool, nativeTool, site as builtSite } from './paths';

test.skip(!haveFirefox, 'there is no Firefox (EASELIGHT_FIREFOX)');

interface Report {
  readonly isolated: boolean;
  readonly threads: number;
  readonly recipe: Recipe;
  /** Of the frame's pixels. */
  readonly hash: string;
  /** What the page says beside the panel. */
  readonly notices: string;
}

/** Runs in the page, at every visit. */
async function visit(): Promise<void> {
  const until = async <T>(get: () => T | null | undefined | false | Promise<T | false>): Promise<T> => {
    for (;;) {
      const value = await get();
      if (value) return value;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const deep = (selector: string, tree: ParentNode = document): HTMLElement[] => [
    ...tree.querySelectorAll<HTMLElement>(selector),
    ...[...tree.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? deep(selector, shadowRoot) : [])),
  ];
  const click = async (text: string) =>
    (await until(() => deep('el-button').find((one) => one.textContent?.trim() === text))).click();
  const choose = async (label: string, value: string) => {
    const list = (await until(() =>
      deep('select').find((one) => (one as HTMLSelectElement).labels?.[0]?.textContent?.trim() === label),
    )) as HTMLSelectElement;
    list.value = value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const report = async () => {
    await easelight.shown();
    const { engine } = await easelight.stats();
    const frame = await easelight.frame();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', frame?.pixels.slice() ?? new Uint8Array()));
    const seen = {
      isolated: crossOriginIsolated,
      threads: engine.threads,
      recipe: easelight.recipe(),
      hash: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
      notices: deep('el-private-notice')
        .map((one) => one.shadowRoot?.textContent ?? '')
        .join(),
    };
    const link = document.createElement('a');
    link.download = 'report.json';
    link.href = URL.createObjectURL(new Blob([JSON.stringify(seen)]));
    link.click();
  };

  await until(() => 'easelight' in globalThis);
  const recipe = await until(() => easelight.recipe());
  if (sessionStorage.getItem('visited')) return report();
  sessionStorage.setItem('visited', 'yes');
  easelight.grade({ ...recipe, density: { ...recipe.density, exposure: 2.5 } });
  await easelight.shown();
  await easelight.flush();
  await click('Export…');
  await choose('Format', 'tiff');
  await choose('Compression', 'none');
  await click('Export file');
  const active = async () => (await navigator.serviceWorker?.getRegistration())?.active?.state === 'activated';
  await until(active);
  await report();
  // Once the server is gone, the page is loaded again.
  await until(() =>
    fetch('./nothing').then(
      () => false,
      () => true,
    ),
  );
  location.reload();
}

async function inFirefox(
  site: OwnSite,
  info: TestInfo,
  settings: { [name: string]: unknown },
  body: (firefox: Firefox) => Promise<void>,
): Promise<void> {
  const folder = info.outputPath('firefox');
  await site.addScript(`(${visit.toString()})();`);
  const firefox = await Firefox.start(folder, `${site.address}?action=sample`, settings);
  try {
    await body(firefox);
  } finally {
    await firefox.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const reportOf = async (firefox: Firefox) => JSON.parse(String(await firefox.downloaded('report.json'))) as Report;

test('grades, exports the bytes of the native tool, and goes on without the server', async ({ site }, info) => {
  await inFirefox(site, info, {}, async (firefox) => {
    const first = await reportOf(firefox);
    expect(first.isolated).toBe(true);
    expect(first.recipe.density.exposure).toBe(2.5);
    expect(first.notices).not.toContain('private window');
    const exported = await firefox.downloaded('sample-negative.tif');

    await site.stop();
    const second = await reportOf(firefox);
    expect(second).toEqual(first);

    test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
    const [scan, recipe, native] = ['sample-negative.jpg', 'recipe.json', 'native.tif'].map((name) =>
      info.outputPath(name),
    ) as [string, string, string];
    await copyFile(path.join(builtSite, 'sample', 'negative.jpg'), scan);
    await writeFile(recipe, JSON.stringify(first.recipe));
    execFileSync(nativeTool, ['develop', scan, '-o', native, '--recipe', recipe, '--compression', 'none']);
    expect(exported.equals(await readFile(native))).toBe(true);
  });
});

test('a private window says that it looks like one, and grades', async ({ site }, info) => {
  await inFirefox(site, info, { 'browser.privatebrowsing.autostart': true }, async (firefox) => {
    const { notices, recipe } = await reportOf(firefox);
    expect(notices).toContain('This looks like a private window.');
    expect(recipe.density.exposure).toBe(2.5);
  });
});
