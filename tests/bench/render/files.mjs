// Files in Chromium: opening them to the sharp view, exporting one, and panning over the largest.

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { exportFile, inBrowser, uncompressed, withSite } from '../memory/browser.mjs';
import { memoryBench } from '../memory/native.mjs';
import { middle, openSharp, stats, visit } from './editor.mjs';

const rounds = 3;
const steps = 200;
const stepPixels = 50;

/** What is opened beside the TIFF of 24 megapixels: how it is made, and its ending. */
const openings = {
  '24 MP Bayer raw': ['dng', 'make-raw', 6000, 4000, 'bayer'],
  '61 MP Bayer raw': ['dng', 'make-raw', 9568, 6376, 'bayer'],
  '26 MP X-Trans raw': ['dng', 'make-raw', 6240, 4168, 'x-trans'],
  '150 MP TIFF': ['tif', 'make-scan', 15_000, 10_000, 'classic'],
};

const exportSettings = {
  none: uncompressed,
  deflate: { ...uncompressed, Compression: 'deflate' },
  png: { Format: 'png', Depth: '16' },
  jpeg: { Format: 'jpeg' },
};

async function openAnew(folder, address, file) {
  // Each finds the disk as idle as the one before did.
  execFileSync('sync');
  return inBrowser(folder, async (page) => {
    await visit(page, address);
    const { ms } = await openSharp(page, file);
    const { openingMs, automaticMs } = await stats(page);
    return { total: ms, ...openingMs, automatic: automaticMs };
  });
}

const total = (round) => round.total;

async function measureExports(folder, address, scan) {
  const exports = Object.fromEntries(Object.keys(exportSettings).map((name) => [name, []]));
  await inBrowser(folder, async (page) => {
    await visit(page, address);
    await openSharp(page, scan);
    for (let round = 0; round < rounds; ++round) {
      for (const [name, settings] of Object.entries(exportSettings)) {
        execFileSync('sync');
        const ms = await exportFile(page, settings, join(folder, `exported.${settings.Format}`));
        // By stage: what the engine says of the one before.
        exports[name].push({ total: ms, ...(await stats(page)).exportMs });
      }
    }
  });
  return Object.fromEntries(Object.entries(exports).map(([name, measured]) => [name, middle(measured, total)]));
}

/** Moves the picture by two fingers, a step each animation frame; how long that took. */
const pan = (page, count, by) =>
  page.getByRole('img', { name: /^Picture/ }).evaluate(
    async (picture, { count, by }) => {
      const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await nextFrame();
      const start = performance.now();
      for (let i = 0; i < count; ++i) {
        picture.dispatchEvent(new WheelEvent('wheel', { deltaX: by, bubbles: true, cancelable: true }));
        await nextFrame();
      }
      return performance.now() - start;
    },
    { count, by },
  );

async function measurePan(folder, address, file) {
  return inBrowser(folder, async (page) => {
    await visit(page, address);
    await openSharp(page, file);
    await page.keyboard.press('1');
    const shown = () => page.evaluate(() => /** @type {any} */ (globalThis).easelight.shown());
    await pan(page, steps / 2, -stepPixels);
    await shown();
    const before = (await stats(page)).latency.frames;
    const ms = await pan(page, steps, stepPixels);
    await shown();
    const { frames } = (await stats(page)).latency;
    return { steps, perSecond: ((frames - before) / ms) * 1000 };
  });
}

/** @param {{folder: string, scan: string, say: (text: string) => void}} bench */
export async function measureFiles({ folder, scan, say }) {
  mkdirSync(folder, { recursive: true });
  return withSite(async (address) => {
    const results = { open: {} };
    const measure = async (name, file) => {
      const measured = [];
      for (let round = 0; round < rounds; ++round) measured.push(await openAnew(folder, address, file));
      results.open[name] = middle(measured, total);
      say(`${name} opened in ${results.open[name].total.toFixed(0)} ms`);
    };
    await measure('24 MP TIFF', scan);
    for (const [name, [ending, command, ...shape]] of Object.entries(openings)) {
      const file = join(folder, `opened.${ending}`);
      await memoryBench(command, file, ...shape);
      await measure(name, file);
      if (name === '150 MP TIFF') results.pan = await measurePan(folder, address, file);
      rmSync(file);
    }
    say('exporting');
    return { ...results, exports: await measureExports(folder, address, scan) };
  });
}
