// The engine in a heap of each size: it takes views as large as the size is for, keeps to it, and shows the pixels that
// the native tool exports.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { makeTiff } from '../determinism/chart.mjs';
import { fit, heapSizes, loadEngine, makeHeap, openScan, variants, withFolder } from './engine_loader.mjs';
import { codecBytes, folderOfTests, tool } from './engines.mjs';
import { pngCodes } from './png_codes.mjs';

const kMebibyte = 2 ** 20;
/** Of each size, the smallest first, in MiB, and the view that it is for. */
const contract = [
  { heap: 256, width: 2048, height: 2048 },
  { heap: 336, width: 3840, height: 2160 },
  { heap: 464, width: 5120, height: 2880 },
];
/** Tiles, strips and tables, which are the same for all views. */
const otherBytes = (64 + 40 + 12) * kMebibyte;

const recipe = { easelight: 1, density: { base: [0.3, 0.6, 0.8] } };
const folder = folderOfTests();
const picture = { width: 5200, height: 2900 };
const scanFile = join(folder, 'large.tif');
const code = (x, y, channel) => 8000 + ((x * 37 + y * 11 + (x * y) / 64 + channel * 9000) % 40000);
writeFileSync(scanFile, makeTiff(picture, code, null, 'uint8'));
writeFileSync(join(folder, 'recipe.json'), JSON.stringify(recipe));
const exportFile = join(folder, 'native.png');
const options = ['--recipe', join(folder, 'recipe.json'), '--depth', '8', '--no-grade'];
execFileSync(tool, ['develop', scanFile, '-o', exportFile, ...options]);
const exported = pngCodes(readFileSync(exportFile));

/** How many of the frame's values are not those of the export. */
function differences({ width, height, offset, rect }, heap) {
  const left = Math.round(rect[0] * picture.width);
  const top = Math.round(rect[1] * picture.height);
  let different = 0;
  for (let y = 0; y < height; y += 1) {
    let there = 3 * ((top + y) * picture.width + left);
    for (let at = offset + 4 * y * width; at < offset + 4 * (y + 1) * width; at += 4, there += 3) {
      for (let channel = 0; channel < 3; channel += 1)
        different += heap[at + channel] === exported.codes[there + channel] ? 0 : 1;
    }
  }
  return different;
}

test('the page knows the sizes of the contract', () => {
  assert.deepEqual(
    heapSizes,
    contract.map(({ heap, width, height }) => ({ viewPixels: width * height, heapBytes: heap * kMebibyte })),
  );
});

for (const variant of variants) {
  for (const { heap: mebibytes, width, height } of contract) {
    test(`${variant}: a heap of ${mebibytes} MiB is for views of ${width} x ${height}, and cannot grow`, () =>
      withFolder(async (own) => {
        const memory = makeHeap(variant, mebibytes * kMebibyte);
        const module = await loadEngine(variant, memory);
        assert.equal(module.HEAPU8.buffer, memory.buffer);
        const engine = new module.Engine(2, 1);
        const { heapBytes, viewPixels, regions } = engine.stats();
        assert.equal(heapBytes, mebibytes * kMebibyte);
        assert.equal(viewPixels, width * height);
        const budgets = regions.reduce((sum, { budget }) => sum + budget, 0);
        assert.equal(budgets, 20 * width * height + otherBytes + codecBytes);

        const scan = openScan(engine, scanFile, own);
        const frame = scan.render(recipe, { ...fit, width, height, zoom: 1 });
        assert.deepEqual([frame.width, frame.height, frame.coarse], [width, height, false]);
        assert.equal(differences(frame, module.HEAPU8), 0);
        const larger = { ...fit, width, height: height + 1, zoom: 1 };
        assert.throws(() => scan.render(recipe, larger), /out-of-range/);

        assert.throws(() => memory.grow(1), RangeError);
        assert.equal(memory.buffer.byteLength, mebibytes * kMebibyte);
        for (const { name, peak, budget } of engine.stats().regions) assert.ok(peak <= budget, `${name}: ${peak}`);
        engine.delete();
      }));
  }
}
