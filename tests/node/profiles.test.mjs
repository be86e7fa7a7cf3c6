// Pictures with profiles: both WebAssembly engines make the native tool's bytes of them, at full size and reduced, also
// from a store that another engine has written.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { makeChart } from '../determinism/chart.mjs';
import { curveProfile, tableProfile } from '../determinism/profiles.mjs';
import { fit, NodeFile, NodeScan, openScan, unwrap, variants, withFolder } from './engine_loader.mjs';
import { modules, tool } from './engines.mjs';
import { sentenceText } from './sentences.mjs';

const tiff = { format: 'tiff', depth: 16, compression: 'none', quality: 92, space: 'srgb', encoding: 'own' };
const profiles = { table: tableProfile(), curves: curveProfile() };
const films = ['digital', 'color-slide', 'bw-slide', 'color-negative'];

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The frame of a scan in view, as a hash. */
function frameOf(module, scan, film) {
  const { offset, width, height } = scan.render({ easelight: 1, film }, { ...fit, width: 300, height: 300 });
  return sha256(module.HEAPU8.subarray(offset, offset + width * height * 4));
}

const frames = {};
for (const variant of variants) {
  for (const [name, profile] of Object.entries(profiles)) {
    test(`${variant}: a picture with a profile of ${name} is the native tool's`, () =>
      withFolder(async (folder) => {
        const module = modules[variant];
        const engine = new module.Engine(2, 1);
        const chart = join(folder, 'chart.tif');
        writeFileSync(chart, makeChart(profile));
        const scan = openScan(engine, chart, folder);
        assert.match(sentenceText(scan.summary.encodingNote), name === 'table' ? /^Table: / : /^Curve: /);
        assert.equal(scan.summary.autoSpace, 'profile');
        assert.equal(scan.summary.profileRefused, false);
        const pictures = new Set();
        for (const film of films) {
          const recipe = { easelight: 1, film };
          const recipeFile = join(folder, 'recipe.json');
          writeFileSync(recipeFile, JSON.stringify(recipe));
          const here = join(folder, 'here.tif');
          const native = join(folder, 'native.tif');
          scan.exportTo(here, recipe, tiff);
          const plain = ['--no-grade', '--compression', 'none'];
          execFileSync(tool, ['develop', chart, '-o', native, '--recipe', recipeFile, ...plain]);
          assert.equal(sha256(readFileSync(here)), sha256(readFileSync(native)), film);
          pictures.add(sha256(readFileSync(here)));
          // Reduced, the averages of the store count; they are the same from every build.
          const frame = frameOf(module, scan, film);
          assert.equal(frame, (frames[`${name} ${film}`] ??= frame), film);
        }
        // A slide and a digital picture at rest are one.
        assert.equal(pictures.size, films.length - 1);
        engine.delete();
      }));
  }

  test(`${variant}: the store of a picture keeps its profile`, () =>
    withFolder(async (folder) => {
      const module = modules[variant];
      const engine = new module.Engine(1, 1);
      const chart = join(folder, 'chart.tif');
      writeFileSync(chart, makeChart(profiles.table));
      const source = new NodeFile(chart, 'r');
      const storePath = join(folder, 'store');
      const store = new NodeFile(storePath, 'w+');
      const scan = new NodeScan(engine, unwrap(engine.beginOpen('chart.tif', source, store, 0)));
      while (!unwrap(engine.openStep()).finished);
      assert.equal(store.size(), scan.summary.storeBytes);
      const frame = frameOf(module, scan, 'digital');
      const { record, scan: summary } = unwrap(engine.record(scan.number));
      // Two do not fit into one heap.
      engine.delete();
      const other = new module.Engine(1, 1);
      const again = new NodeScan(other, unwrap(other.attach(record, new NodeFile(storePath, 'r+'))));
      assert.equal(frameOf(module, again, 'digital'), frame);
      assert.match(summary.picture, /^[0-9a-f]{32}$/);
      assert.deepEqual(again.summary, summary);
      other.delete();
    }));
}
