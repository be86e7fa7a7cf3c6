// The editor in Chromium: from a slider to the screen, opening, exporting, loading.

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { median } from '../markdown.mjs';
import { exportFile, inBrowser, uncompressed, withSite } from '../memory/browser.mjs';
import { longestTask } from './main_thread.mjs';

const changes = 200;
/** In which the page's longest task is looked for: one alone tells more of what else the machine did. */
const drags = 15;
const loads = 5;
const rounds = 3;
/** Windows in which a square picture takes about 1, 2 and 4 megapixels: margins, bars and the panel beside it. */
const windows = { '1 MP': 1000, '2 MP': 1414, '4 MP': 2000 };
const windowFor = (side) => ({ width: side + 360, height: side + 110 });

const stats = (page) => page.evaluate(() => /** @type {any} */ (globalThis).easelight.stats());

async function visit(page, address) {
  await page.goto(address);
  await page.getByRole('button', { name: 'Open…', exact: true }).waitFor();
  await page.waitForFunction(() => 'easelight' in globalThis);
}

/** Opens a file; how long until its frame is on screen, sharp and graded. */
async function openSharp(page, file) {
  // The engine is there, as it is when a person has chosen a file.
  await stats(page);
  const start = performance.now();
  await page.getByLabel('Open a scan').setInputFiles(file);
  await page.waitForFunction(() => /** @type {any} */ (globalThis).easelight.recipe() !== null, null, { polling: 10 });
  const size = await page.evaluate(async () => {
    const { width, height } = await /** @type {any} */ (globalThis).easelight.frame();
    return { width, height };
  });
  return { ms: performance.now() - start, ...size };
}

/** Changes of the exposure slider; with `calm`, each waits until the one before is on screen. */
const moveSlider = (page, calm) =>
  page.getByRole('slider', { name: 'Exposure', exact: true }).evaluate(
    async (element, { count, waits }) => {
      const slider = /** @type {HTMLInputElement} */ (element);
      const start = Number(slider.value);
      for (let i = 1; i <= count; ++i) {
        slider.value = String(start + 0.2 * Math.sin(i / 20));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        if (waits) await /** @type {any} */ (globalThis).easelight.shown();
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      slider.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { count: changes, waits: calm },
  );

async function measureSlider(folder, address, scan, side) {
  return inBrowser(
    folder,
    async (page) => {
      await visit(page, address);
      const { width, height } = await openSharp(page, scan);
      const before = await stats(page);
      await moveSlider(page, true);
      const calm = await stats(page);
      await moveSlider(page, false);
      const drag = await stats(page);
      return {
        width,
        height,
        calm: { ...calm.latency, drafts: calm.drafts - before.drafts },
        drag: { ...drag.latency, drafts: drag.drafts - calm.drafts },
      };
    },
    windowFor(side),
  );
}

async function measureFiles(folder, address, scan) {
  const opens = [];
  const exports = { none: [], deflate: [], jpeg: [] };
  // By stage: what the engine says of the one before.
  const exportOne = async (page, name, settings) => {
    // Each finds the disk as idle as the one before did.
    execFileSync('sync');
    const ms = await exportFile(page, settings, join(folder, `exported.${settings.Format}`));
    exports[name].push({ total: ms, ...(await stats(page)).exportMs });
  };
  for (let round = 0; round < rounds; ++round) {
    await inBrowser(folder, async (page) => {
      await visit(page, address);
      const { ms } = await openSharp(page, scan);
      const { openingMs, automaticMs } = await stats(page);
      opens.push({ total: ms, ...openingMs, automatic: automaticMs });
      await exportOne(page, 'none', uncompressed);
      await exportOne(page, 'deflate', { ...uncompressed, Compression: 'deflate' });
      await exportOne(page, 'jpeg', { Format: 'jpeg' });
    });
  }
  const total = (round) => round.total;
  const exported = Object.entries(exports).map(([name, measured]) => [name, middle(measured, total)]);
  return { open: middle(opens, total), ...Object.fromEntries(exported) };
}

/** The round whose value is the median of all. */
const middle = (measured, valueOf) => measured.find((round) => valueOf(round) === median(measured.map(valueOf)));

/** From an empty cache: bytes as gzip sends them, and when controls can be used and the engine runs. */
async function measureLoad(folder, address) {
  const interactive = [];
  const ready = [];
  let bytes = 0;
  for (let load = 0; load < loads; ++load) {
    await inBrowser(folder, async (page) => {
      const bodies = [];
      page.on('response', (response) => bodies.push(response.body().catch(() => Buffer.alloc(0))));
      const now = () => page.evaluate(() => performance.now());
      await visit(page, address);
      interactive.push(await now());
      await stats(page);
      ready.push(await now());
      bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
    });
  }
  return { bytes, interactiveMs: median(interactive), engineMs: median(ready) };
}

/** The longest task of the page in each of many drags over the largest frames. */
async function measureTasks(folder, address, scan) {
  return inBrowser(
    folder,
    async (page) => {
      await visit(page, address);
      await openSharp(page, scan);
      await moveSlider(page, true);
      const longest = [];
      for (let drag = 0; drag < drags; ++drag) longest.push(await longestTask(page, () => moveSlider(page, false)));
      return longest;
    },
    windowFor(windows['4 MP']),
  );
}

/** @param {{folder: string, large: string, scan: string, say: (text: string) => void}} bench */
export async function measurePage({ folder, large, scan, say }) {
  mkdirSync(folder, { recursive: true });
  return withSite(async (address) => {
    const slider = {};
    for (const [name, side] of Object.entries(windows)) {
      const measured = [];
      for (let round = 1; round <= rounds; ++round) {
        say(`sliders, ${name}, round ${round} of ${rounds}`);
        measured.push(await measureSlider(folder, address, large, side));
      }
      slider[name] = middle(measured, ({ calm }) => calm.eventToPublished.median);
    }
    say(`longest tasks of ${drags} drags`);
    const longestTasks = await measureTasks(folder, address, large);
    say('opening and exporting');
    const files = await measureFiles(folder, address, scan);
    say('loading');
    return { slider, longestTasks, files, load: await measureLoad(folder, address) };
  });
}
