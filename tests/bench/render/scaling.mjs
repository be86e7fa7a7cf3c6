// How the engine scales: with the scan, from 1 to 150 megapixels, and with threads.

import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { median } from '../markdown.mjs';
import { freeBytes } from '../memory/big.mjs';
import { automaticRecipe, memoryBench } from '../memory/native.mjs';
import { NodeEngine } from '../memory/node_engine.mjs';

/** Widths and heights, 3:2. */
const scans = [
  [1224, 816],
  [2448, 1632],
  [6000, 4000],
  [9600, 6400],
  [15_000, 10_000],
];
const threadCounts = [1, 2];
const view = { width: 2000, height: 1333 };
const renders = 40;
const tiff = { format: 'tiff', depth: 16, compression: 'none', space: 'srgb', link: '' };

const timed = (run) => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

function measure(engine, scan, recipe, output) {
  const openMs = timed(() => engine.open(scan));
  engine.show(view.width, view.height);
  const fillMs = timed(() => engine.render(recipe));
  const slider = [];
  for (let i = 0; i < renders; ++i) {
    const exposure = recipe.density.exposure + 0.2 * Math.sin(i);
    slider.push(engine.render({ ...recipe, density: { ...recipe.density, exposure } }).renderMs);
  }
  const exportMs = timed(() => engine.scan.exportTo(output, recipe, tiff));
  return { openMs, fillMs, sliderMs: median(slider), exportMs };
}

/** @param {{folder: string, say: (text: string) => void}} bench */
export async function measureScaling({ folder, say }) {
  const engines = [];
  for (const threads of threadCounts) engines.push(await NodeEngine.create('threads', threads, folder));
  const rows = [];
  for (const [width, height] of scans) {
    const megapixels = (width * height) / 1e6;
    // The scan, two stores and the export.
    if (freeBytes(folder) < width * height * 30) {
      say(`${megapixels.toFixed(0)} megapixels: skipped, the disk has too little room`);
      continue;
    }
    say(`${megapixels.toFixed(0)} megapixels`);
    const scan = join(folder, 'scaling.tif');
    const output = join(folder, 'scaling-exported.tif');
    await memoryBench('make-scan', scan, width, height, 'classic');
    const recipe = await automaticRecipe(scan);
    const threads = engines.map((engine) => measure(engine, scan, recipe, output));
    rows.push({ width, height, megapixels, threads });
    rmSync(scan);
    rmSync(output);
  }
  return { view, threadCounts, rows };
}
