// The editor in Chromium: what it takes with a 24-megapixel scan open and graded, and whether it stands a larger one.

import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import { root } from '../../node/engine_loader.mjs';
import { chromiumFlags, chromiumPath } from '../../../tools/chromium.mjs';
import { createPageServer } from '../../../tools/serve.mjs';
import { freeBytes } from './big.mjs';
import { memoryBench } from './native.mjs';
import { browserMemory, otherBrowserRuns } from './process_tree.mjs';

const site = process.env.EASELIGHT_SITE ?? join(root, 'build', 'site');
const viewport = { width: 1920, height: 1200 };
/** Caches fill and garbage goes in the first seconds. */
const settleMs = 5000;
const patienceMs = 300_000;
const large = { width: 15_000, height: 10_000 };
const largeDisk = large.width * large.height * 6 * (1 + 4 / 3 + 1) + 5e8;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {{folder: string, scan: string, say: (text: string) => void}} bench */
export async function measureBrowser({ folder, scan, say }) {
  if (!existsSync(join(site, 'index.html'))) return { note: 'skipped: build/site is not built; run ./dev build' };
  if (!existsSync(chromiumPath())) return { note: 'skipped: no Chromium; set EASELIGHT_CHROMIUM' };
  return withSite(async (address) => {
    // Pages that another browser shares are not counted in full: then both figures are measured again.
    let measured = await measureGraded(folder, address, scan, say);
    for (let again = 0; measured.disturbed && again < 2; ++again) {
      measured = await measureGraded(folder, address, scan, say);
    }
    return { viewport, settleMs, ...measured, large: await measureLarge(folder, address, say) };
  });
}

/**
 * Runs `body` with the address of the built page.
 * @template T
 * @param {(address: string) => Promise<T>} body
 */
export async function withSite(body) {
  const server = createPageServer(site);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await body(`http://localhost:${/** @type {any} */ (server.address()).port}/`);
  } finally {
    server.close();
  }
}

async function measureGraded(folder, address, scan, say) {
  await otherBrowsersGone(say);
  say('an empty page');
  const empty = await inBrowser(folder, async (page) => {
    await page.goto('about:blank');
    await wait(settleMs);
    return browserMemory();
  });
  let disturbed = otherBrowserRuns();
  await otherBrowsersGone(say);
  say('the editor, a scan of 24 megapixels');
  const graded = await inBrowser(folder, (page) => openAndGrade(page, address, scan));
  disturbed ||= otherBrowserRuns();
  return { disturbed, empty, ...graded };
}

async function otherBrowsersGone(say) {
  for (let waited = 0; otherBrowserRuns() && waited < patienceMs; waited += 2000) {
    if (waited === 0) say('waiting for another Chromium to end, which would share pages with this one');
    await wait(2000);
  }
}

/**
 * Runs `body` in a fresh browser with a profile on disk: a private window would keep the scan store in memory.
 * @template T
 * @param {(page: import('@playwright/test').Page) => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function inBrowser(folder, body, window = viewport) {
  const { chromium } = await import('@playwright/test');
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    viewport: window,
    acceptDownloads: true,
    args: [...chromiumFlags, '--js-flags=--expose-gc'],
  });
  try {
    return await body(context.pages()[0] ?? (await context.newPage()));
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens a file in the editor; how long until its picture is there. */
async function open(page, address, file) {
  await page.goto(address);
  await page.waitForFunction(() => 'easelight' in globalThis);
  await page.getByRole('button', { name: 'Open…', exact: true }).waitFor();
  const start = performance.now();
  await page.getByLabel('Open a scan').setInputFiles(file);
  await page.getByRole('img', { name: `Picture: ${basename(file)}` }).waitFor({ timeout: 300_000 });
  // The picture may be there, coarse, before the scan is: an automatic grade needs it whole.
  await page.waitForFunction(async () => /** @type {any} */ (globalThis).easelight.recipe() !== null, null, {
    timeout: 300_000,
  });
  await page.getByRole('button', { name: 'Cancel opening' }).waitFor({ state: 'hidden', timeout: 300_000 });
  return performance.now() - start;
}

/** Moves sliders of the page as a hand does, a step a frame. */
async function grade(page, steps) {
  for (const name of ['Exposure', 'Gamma', 'Red gain', 'Blue gain', 'Glare']) {
    await page.getByRole('slider', { name, exact: true }).evaluate(async (element, count) => {
      const slider = /** @type {HTMLInputElement} */ (element);
      const [low, high, start] = [Number(slider.min), Number(slider.max), Number(slider.value)];
      for (let step = 1; step <= count; ++step) {
        slider.value = String(
          start + 0.05 * (high - low) * Math.sin((2 * Math.PI * step) / count + (step === count ? 0.5 : 0)),
        );
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      slider.dispatchEvent(new Event('change', { bubbles: true }));
    }, steps);
  }
}

/** What the browser would keep if it tidied up now: tells garbage from what is held. */
async function afterGarbageCollection(page) {
  const collect = () => /** @type {any} */ (globalThis).gc();
  await page.evaluate(collect);
  // Threads of the pool sleep in Atomics.wait, where nothing can be evaluated; the engine's worker listens.
  const engine = page.workers().filter((worker) => !worker.url().includes('engine.worker'));
  for (const worker of engine) await worker.evaluate(collect);
  await wait(settleMs);
  return browserMemory();
}

const engineStats = (page) => page.evaluate(() => /** @type {any} */ (globalThis).easelight.stats());

async function openAndGrade(page, address, scan) {
  await page.goto(address);
  await page.waitForFunction(() => 'easelight' in globalThis);
  await wait(settleMs);
  const editor = browserMemory();
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, browserMemory().total);
  }, 400);
  const openMs = await open(page, address, scan);
  const opened = browserMemory();
  await grade(page, 50);
  clearInterval(sampling);
  await wait(settleMs);
  const graded = browserMemory();
  const { heapBytes, renderAllocations, framesPublished, view, regions } = await engineStats(page);
  const collected = await afterGarbageCollection(page);
  return {
    editor,
    opened,
    graded,
    collected,
    most,
    openMs,
    heapBytes,
    renderAllocations,
    framesPublished,
    view,
    regions,
  };
}

async function measureLarge(folder, address, say) {
  if (freeBytes(folder) < largeDisk) return { note: `skipped: it needs ${Math.ceil(largeDisk / 1e9)} GB of free disk` };
  const megapixels = (large.width * large.height) / 1e6;
  const scan = join(folder, 'large.tif');
  say(`the editor, a scan of ${megapixels} megapixels`);
  await memoryBench('make-scan', scan, large.width, large.height, 'classic');
  try {
    return await inBrowser(folder, async (page) => {
      const openMs = await open(page, address, scan);
      await grade(page, 20);
      const oneToOneMs = await panAtOneToOne(page);
      const exportMs = await exportFile(page, uncompressed, join(folder, 'exported.tif'));
      await wait(settleMs);
      const { heapBytes } = await engineStats(page);
      const graded = browserMemory();
      const collected = await afterGarbageCollection(page);
      return { megapixels, openMs, oneToOneMs, exportMs, heapBytes, graded, collected };
    });
  } finally {
    rmSync(scan, { force: true });
    rmSync(join(folder, 'exported.tif'), { force: true });
  }
}

/** Zooms to one pixel a pixel and drags the picture about; how long until the last frame has come. */
async function panAtOneToOne(page) {
  const start = performance.now();
  await page.keyboard.press('1');
  const { x, y, width, height } = await page.getByRole('img', { name: /^Picture/ }).boundingBox();
  const [left, top] = [x + width / 2, y + height / 2];
  for (let pan = 0; pan < 5; ++pan) {
    await page.mouse.move(left + 200, top + 100);
    await page.mouse.down();
    await page.mouse.move(left - 200, top - 100, { steps: 10 });
    await page.mouse.up();
  }
  await page.evaluate(() => /** @type {any} */ (globalThis).easelight.frame());
  return performance.now() - start;
}

export const uncompressed = { Format: 'tiff', Depth: '16', Compression: 'none' };

/** Exports by the page's dialog with these settings; how long from the click until the file is there. */
export async function exportFile(page, settings, file) {
  await page.getByRole('button', { name: 'Export…', exact: true }).click();
  for (const [list, value] of Object.entries(settings)) {
    await page.getByRole('combobox', { name: list, exact: true }).selectOption(value);
  }
  const start = performance.now();
  const begun = page.waitForEvent('download', { timeout: 600_000 });
  await page.getByRole('button', { name: 'Export file', exact: true }).click();
  const download = await begun;
  // Where the browser has put it; the copy is not the page's.
  await download.path();
  const taken = performance.now() - start;
  await download.saveAs(file);
  return taken;
}
