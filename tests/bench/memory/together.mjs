// Two scans at once in the WebAssembly engine: one is exported while another is opened, shown and dragged.

import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { NodeFile, openScan, unwrap } from '../../node/engine_loader.mjs';
import { automaticRecipe } from './native.mjs';
import { NodeEngine } from './node_engine.mjs';

const view = { width: 2000, height: 2000, centerY: 0.5 };
const tiff = { format: 'tiff', depth: 16, compression: 'deflate', space: 'srgb', encoding: 'own' };

/** @param {{folder: string, scan: string, say: (text: string) => void}} bench */
export async function measureTogether({ folder, scan, say }) {
  const node = await NodeEngine.create('threads', 2, folder);
  const { engine } = node;
  const recipe = await automaticRecipe(scan);
  const path = join(folder, 'together.tif');
  const hashed = () => {
    const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
    rmSync(path);
    return hash;
  };

  say('an export alone');
  const exported = openScan(engine, scan, folder);
  const aloneStart = performance.now();
  exported.exportTo(path, recipe, tiff);
  const aloneMs = performance.now() - aloneStart;
  const alone = hashed();

  say('an export beside an opening and a drag');
  const start = performance.now();
  const file = new NodeFile(path, 'w+');
  unwrap(engine.beginExport(exported.number, JSON.stringify(recipe), JSON.stringify(tiff), null, file));
  const step = () => unwrap(engine.exportStep()).finished;
  // A step of the export to four of the opening: most of it is left for the drag.
  let finished = false;
  let opened = 0;
  const other = openScan(engine, scan, folder, () => {
    opened += 1;
    if (opened % 4 === 0) finished ||= step();
  });
  const openMs = performance.now() - start;
  exported.close();
  let allocations = 0;
  const frames = [];
  for (let i = 0; !finished; ++i) {
    const at = { ...view, zoom: i % 8 < 4 ? 0 : 1, centerX: 0.3 + 0.001 * (i % 400) };
    const exposure = recipe.density.exposure + 0.2 * Math.sin(i);
    const frame = other.render({ ...recipe, density: { ...recipe.density, exposure } }, at);
    frames.push(frame.renderMs);
    allocations += engine.stats().renderAllocations;
    finished = step();
  }
  const exportMs = performance.now() - start;
  file.close();
  const { heapBytes, regions } = engine.stats();
  return {
    same: hashed() === alone,
    aloneMs,
    openMs,
    exportMs,
    frames: frames.length,
    allocations,
    heapBytes,
    regions,
  };
}
