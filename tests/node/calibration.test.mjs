// Calibration by a chart in both WebAssembly engines: the recipe of the native tool, whatever is refused, and the heap.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeTiff } from '../determinism/chart.mjs';
import {
  cgatsText,
  chartReference,
  colorChartCorners,
  knownFilm,
  makeColorChart,
} from '../determinism/color_chart.mjs';
import { heapSizes, loadEngine, openScan, root, unwrap, variants, withFolder } from './engine_loader.mjs';
import { sentenceText } from './sentences.mjs';

const tool = join(root, 'build', 'native', 'easelight');

const engines = {};
for (const variant of variants) engines[variant] = new (await loadEngine(variant)).Engine(1, 1);
// The threads of the pool would keep Node alive.
after(() => setImmediate(() => process.exit()));

const places = colorChartCorners.flatMap(({ x, y }) => [x, y]);
const start = JSON.stringify({ easelight: 1, film: 'color-negative' });

/** Reads the chart to its end and fits; the outcome of the fit. */
function fitted(engine, scan, reference, fit, recipe = start, corners = places) {
  unwrap(engine.beginChart(scan.number, recipe, corners));
  while (!unwrap(engine.chartStep()).finished);
  return engine.fitChart(recipe, reference, fit);
}

/** Opens the chart in an engine. */
async function withChart(engine, body) {
  await withFolder(async (folder) => {
    const file = join(folder, 'chart.tif');
    writeFileSync(file, makeColorChart());
    const scan = openScan(engine, file, folder);
    await body(scan, folder, file);
    scan.close();
  });
}

for (const variant of variants) {
  const engine = engines[variant];

  test(`${variant}: a fit is the native tool's, for each reference and kind`, () =>
    withChart(engine, (scan, folder, file) => {
      const cgats = join(folder, 'Chart 24.txt');
      writeFileSync(cgats, cgatsText());
      for (const [named, reference, fits] of [
        [chartReference, { name: chartReference }, ['matrix', 'primaries', 'both']],
        [cgats, { title: 'Chart 24', text: cgatsText() }, ['matrix', 'primaries']],
      ]) {
        for (const fit of fits) {
          const out = join(folder, 'fit.json');
          const corners = ['--corners', places.join(',')];
          execFileSync(tool, ['chart', file, ...corners, '--reference', named, '--fit', fit, '-o', out]);
          const { recipe } = unwrap(fitted(engine, scan, reference, fit));
          assert.deepEqual(JSON.parse(recipe), JSON.parse(readFileSync(out, 'utf8')), `${named}, ${fit}`);
        }
      }
    }));

  test(`${variant}: the chart is found, and none where there is none`, () =>
    withChart(engine, (scan, folder) => {
      const found = unwrap(engine.findChart(scan.number, start));
      found.forEach((place, i) => assert.ok(Math.abs(place - places[i]) < 0.02, `${found}`));
      const file = join(folder, 'plain.tif');
      writeFileSync(
        file,
        makeTiff({ width: 300, height: 200 }, (x, y, c) => (x * 211 + y * 97 * c + 4000) & 0xffff),
      );
      const plain = openScan(engine, file, folder);
      assert.equal(unwrap(engine.findChart(plain.number, start)), null);
      plain.close();
    }));

  test(`${variant}: a known film is found, and each patch is told`, () =>
    withChart(engine, (scan) => {
      const { recipe, patches, ...figures } = unwrap(fitted(engine, scan, { name: chartReference }, 'matrix'));
      const { density } = JSON.parse(recipe);
      density.matrix.flat().forEach((entry, i) => assert.ok(Math.abs(entry - knownFilm.matrix.flat()[i]) < 0.02));
      assert.ok(figures.errorAfter < 0.003 && figures.errorAfter < figures.errorBefore / 10);
      assert.ok(figures.condition > 1 && figures.condition < 2);
      assert.equal(patches.length, 24);
      assert.deepEqual([patches[0].name, patches[23].name], ['A1', 'D6']);
      for (const { target, after: printed, errorBefore, errorAfter } of patches) {
        target.forEach((code, c) => assert.ok(Math.abs(code - printed[c]) <= 3, `${target} ${printed}`));
        assert.ok(errorAfter < 0.02 && errorBefore >= 0);
      }
    }));

  test(`${variant}: flat frames part the lights as the native tool does`, () =>
    withFolder((folder) => {
      const seen = [
        [40000, 4000, 800],
        [6000, 30000, 3000],
        [500, 5000, 20000],
      ];
      const files = seen.map((codes, index) => {
        const file = join(folder, `flat${index}.tif`);
        writeFileSync(
          file,
          makeTiff({ width: 300, height: 280 }, (_x, _y, channel) => codes[channel]),
        );
        return file;
      });
      const out = join(folder, 'flats.json');
      execFileSync(tool, ['flats', ...files, '-o', out]);
      const lights = files.flatMap((file) => {
        const scan = openScan(engine, file, folder);
        unwrap(engine.beginChart(scan.number, start, [0, 0, 1, 0, 1, 1, 0, 1]));
        while (!unwrap(engine.chartStep()).finished);
        scan.close();
        return unwrap(engine.flatLight());
      });
      const { recipe, matrix, condition } = unwrap(engine.partLights(start, lights));
      assert.deepEqual(JSON.parse(recipe), JSON.parse(readFileSync(out, 'utf8')));
      assert.ok(condition > 1 && condition < 2);
      for (const row of matrix) assert.ok(Math.abs(row[0] + row[1] + row[2] - 1) < 1e-12);
      const alike = engine.partLights(start, [...lights.slice(0, 3), ...lights.slice(0, 6)]);
      assert.match(sentenceText(alike), /part no lights/);
      assert.match(
        sentenceText(
          engine.partLights(
            start,
            lights.map(() => 0),
          ),
        ),
        /frame 1 has no light/,
      );
    }));

  test(`${variant}: what is wrong is refused with a reason, and the heap stays as it is`, () =>
    withChart(engine, (scan) => {
      const reason = (outcome) => (assert.equal(outcome.ok, false), sentenceText(outcome));
      const own = { name: chartReference };
      assert.match(reason(engine.fitChart(start, own, 'matrix')), /no chart has been read/);
      assert.match(reason(engine.beginChart(scan.number, start, [0, 0, 1, 0])), /span no quadrangle/);
      assert.match(
        reason(engine.beginChart(scan.number, start, [0, 0, 1.5, 0, 1, 1, 0, 1])),
        /corner 2 is at \(1.5, 0\)/,
      );
      assert.match(reason(engine.beginChart(scan.number, start, [0, 0, NaN, 0, 1, 1, 0, 1])), /corner 2/);
      const turned = [...places.slice(4), ...places.slice(0, 4)];
      assert.match(reason(fitted(engine, scan, own, 'both', start, turned)), /whether/);
      assert.match(reason(fitted(engine, scan, { name: 'velvia' }, 'matrix')), /there is no reference velvia/);
      assert.match(reason(fitted(engine, scan, own, 'everything')), /matrix, primaries, both/);
      assert.match(reason(fitted(engine, scan, { title: 'x', text: 'CGATS.17' }, 'matrix')), /BEGIN_DATA_FORMAT/);
      assert.match(reason(fitted(engine, scan, { title: 'x', text: 'x'.repeat((1 << 20) + 1) }, 'matrix')), /limit/);
      const slide = JSON.stringify({ easelight: 1, film: 'bw-negative' });
      assert.match(reason(fitted(engine, scan, own, 'matrix', slide)), /black and white/);
      const zone = () => engine.stats().regions.find(({ name }) => name === 'codec zone').used;
      const before = zone();
      for (let round = 0; round < 5; ++round) unwrap(fitted(engine, scan, own, 'both'));
      assert.equal(zone(), before);
      assert.equal(engine.stats().heapBytes, heapSizes[0].heapBytes);
    }));
}
