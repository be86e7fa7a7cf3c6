// The editor in Chromium: from a slider to the screen, and loading.

import { mkdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { median } from '../markdown.mjs';
import { inBrowser, withSite } from '../memory/browser.mjs';
import { middle, openSharp, stats, visit } from './editor.mjs';
import { longestTask } from './main_thread.mjs';

const changes = 200;
/** In which the page's longest task is looked for: one alone tells more of what else the machine did. */
const drags = 15;
const loads = 5;
const rounds = 3;
/** Windows in which a square picture takes about 1, 2 and 4 megapixels: margins, bars and the panel beside it. */
const windows = { '1 MP': 1000, '2 MP': 1414, '4 MP': 2000 };
const windowFor = (side) => ({ width: side + 360, height: side + 110 });

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

/** @param {{folder: string, large: string, say: (text: string) => void}} bench */
export async function measurePage({ folder, large, say }) {
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
    say('loading');
    return { slider, longestTasks, load: await measureLoad(folder, address) };
  });
}
