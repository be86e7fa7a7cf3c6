// Both WebAssembly engines in Node: the same bytes as the native tool, a fixed heap, no allocation while rendering.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { link, makeChart } from '../determinism/chart.mjs';
import { printerProfile } from '../determinism/profiles.mjs';
import { fit, NodeFile, openScan, plain, root, unwrap, variants } from './engine_loader.mjs';
import { heapBytes, modules, sha256, tool, withEngine } from './engines.mjs';
import { pngCodes } from './png_codes.mjs';
import { sentenceText } from './sentences.mjs';

const tiff = { format: 'tiff', depth: 16, compression: 'deflate', quality: 92, space: 'srgb', encoding: 'own' };

/** The sample negative, made by the build. */
const sample = join(root, 'web', 'public', 'sample', 'negative.jpg');

function recipes(scan) {
  const automatic = scan.automatic();
  const turned = structuredClone(automatic);
  turned.geometry = { crop: [0.2, 0.2, 0.5, 0.6], rotate: 90, flip: true, straighten: 4.5 };
  turned.input.space = 'coolscan-9000';
  turned.print.glare = 0.01;
  const gray = scan.automatic('bw-negative');
  return { automatic, turned, gray };
}

for (const variant of variants) {
  test(`${variant}: exports are the native tool's, byte for byte`, () =>
    withEngine(variant, 2, (engine, folder) => {
      const scan = openScan(engine, sample, folder);
      for (const [name, recipe] of Object.entries(recipes(scan))) {
        const recipeFile = join(folder, 'recipe.json');
        const text = JSON.stringify(recipe);
        writeFileSync(recipeFile, text);
        const own = unwrap(engine.makeLink([text], ['base', 'light', 'color', 'print', 'geometry']));
        for (const format of ['tiff', 'png', 'jpeg']) {
          const here = join(folder, `wasm.${format}`);
          const native = join(folder, `native.${format === 'tiff' ? 'tif' : format}`);
          scan.exportTo(here, recipe, { ...tiff, format, link: own });
          execFileSync(tool, ['develop', sample, '-o', native, '--recipe', recipeFile]);
          assert.equal(sha256(here), sha256(native), `${name} as ${format}`);
        }
      }
    }));

  test(`${variant}: an export of the size of a fitted view has its bytes, and those of the native tool`, () =>
    withEngine(variant, 2, (engine, folder) => {
      const scan = openScan(engine, sample, folder);
      for (const [name, recipe] of Object.entries(recipes(scan))) {
        const recipeFile = join(folder, 'recipe.json');
        writeFileSync(recipeFile, JSON.stringify(recipe));
        for (const longest of [100, 640, 900]) {
          const here = join(folder, 'wasm.png');
          const native = join(folder, 'native.png');
          scan.exportTo(here, recipe, { ...tiff, format: 'png', depth: 8, longest, link: '' });
          const flags = ['--longest', String(longest), '--depth', '8', '--no-grade'];
          execFileSync(tool, ['develop', sample, '-o', native, '--recipe', recipeFile, ...flags]);
          assert.equal(sha256(here), sha256(native), `${name} of ${longest} pixels`);
          const frame = scan.render(recipe, { ...fit, width: longest, height: longest });
          const { width, height, codes } = pngCodes(readFileSync(here));
          assert.deepEqual([width, height], [frame.width, frame.height]);
          const shown = modules[variant].HEAPU8.subarray(frame.offset, frame.offset + 4 * width * height);
          assert.ok(
            codes.every((code, i) => code === shown[4 * Math.floor(i / 3) + (i % 3)]),
            `${name} of ${longest} pixels`,
          );
        }
      }
    }));

  test(`${variant}: an exported file tells its grade and keeps no place by default`, () =>
    withEngine(variant, 1, (engine, folder) => {
      const chart = join(folder, 'chart.tif');
      writeFileSync(chart, makeChart());
      const scan = openScan(engine, chart, folder);
      assert.equal(scan.summary.grade, '');
      for (const format of ['tiff', 'png', 'jpeg']) {
        const kept = join(folder, `kept.${format}`);
        scan.exportTo(kept, { easelight: 1 }, { ...tiff, format, link });
        const source = new NodeFile(kept, 'r');
        assert.equal(unwrap(engine.inspect('kept', source)).grade, link);
        source.close();
        assert.ok(readFileSync(kept).includes('Box\0'));
        const plain = join(folder, `plain.${format}`);
        scan.exportTo(plain, { easelight: 1 }, { ...tiff, format, camera: false, location: true });
        assert.ok(!readFileSync(plain).includes('Box\0'));
      }
      const output = new NodeFile(join(folder, 'none'), 'w+');
      const options = JSON.stringify({ ...tiff, link: 'no link' });
      const refused = engine.beginExport(scan.number, '{"easelight":1}', options, null, output);
      assert.equal(refused.code, 'invalid-input');
    }));

  test(`${variant}: what no picture is written as is refused in the words of the native tool`, () =>
    withEngine(variant, 1, (engine, folder) => {
      const scan = openScan(engine, sample, folder);
      const output = new NodeFile(join(folder, 'none'), 'w+');
      for (const [option, value] of [
        ['depth', 12],
        ['depth', 0],
        ['quality', 0],
        ['quality', 101],
        ['encoding', 0.9],
        ['encoding', 4.5],
        ['encoding', -1e8],
      ]) {
        const options = JSON.stringify({ ...tiff, [option]: value });
        const refused = engine.beginExport(scan.number, '{"easelight":1}', options, null, output);
        assert.equal(refused.code, 'out-of-range', `${option} ${value}`);
        const native = spawnSync(tool, ['develop', sample, '-o', join(folder, 'none.tif'), `--${option}=${value}`]);
        assert.equal(`easelight: ${sentenceText(refused)}\n`, String(native.stderr));
      }
    }));

  test(`${variant}: the automatic start is the native tool's`, () =>
    withEngine(variant, 1, (engine, folder) => {
      const here = openScan(engine, sample, folder).automatic();
      const native = JSON.parse(execFileSync(tool, ['recipe', '--auto', sample], { encoding: 'utf8' }));
      assert.deepEqual(here, native);
    }));

  test(`${variant}: a thousand slider changes allocate nothing and leave the heap as it was`, () =>
    withEngine(variant, 2, (engine, folder) => {
      const scan = openScan(engine, sample, folder);
      const view = { ...fit, width: 400, height: 400 };
      const { automatic } = recipes(scan);
      scan.render(automatic, view);
      const before = engine.stats();
      for (let i = 0; i < 1000; ++i) {
        automatic.density.exposure = 1 + (i % 100) / 100;
        automatic.density.gains = [0, (i % 7) / 10, (i % 11) / 20];
        if (i % 50 === 0) automatic.print.glare = (i % 100) / 1000;
        scan.render(automatic, view);
        assert.equal(engine.stats().renderAllocations, 0);
      }
      const now = engine.stats();
      assert.equal(now.heapBytes, heapBytes);
      assert.deepEqual(
        now.regions.map((r) => r.used),
        before.regions.map((r) => r.used),
      );
    }));

  test(`${variant}: panning and zooming allocate nothing`, () =>
    withEngine(variant, 2, (engine, folder) => {
      const scan = openScan(engine, sample, folder);
      const { automatic, turned, gray } = recipes(scan);
      for (const recipe of [automatic, turned, gray]) {
        for (const zoom of [0.6, 1, 3]) {
          for (let i = 0; i < 20; ++i) {
            scan.render(recipe, { width: 400, height: 300, zoom, centerX: 0.3 + i / 60, centerY: 0.4 + i / 90 });
            assert.equal(engine.stats().renderAllocations, 0);
          }
        }
      }
    }));

  test(`${variant}: frames are what an export holds, in the space of the screen and of the file`, () =>
    withEngine(variant, 2, (engine, folder) => {
      const scan = openScan(engine, sample, folder);
      const { turned } = recipes(scan);
      turned.output.gamut = 'compress';
      assert.deepEqual(scan.check(turned, tiff), { pixels: 1000, largest: 0, maxCode: 65535 });
      const gray = { ...tiff, space: 'gray-srgb', depth: 8 };
      assert.deepEqual(scan.check(turned, gray), { pixels: 1000, largest: 0, maxCode: 255 });
      assert.deepEqual(scan.check(turned, tiff, printerProfile()), { pixels: 1000, largest: 0, maxCode: 65535 });
      const frame = (look) => {
        const { offset, width, height } = scan.render(turned, fit, false, look);
        return Buffer.from(modules[variant].HEAPU8.slice(offset, offset + 4 * width * height));
      };
      const srgb = frame(plain);
      const wide = frame({ ...plain, screen: 'display-p3' });
      const marked = frame({ ...plain, warnOutside: 'srgb' });
      assert.notDeepEqual(srgb, wide);
      const changed = [...srgb.keys()].filter((index) => srgb[index] !== marked[index]);
      assert.ok(changed.length > 0 && changed.every((index) => index % 4 === 3));
      const refused = engine.render(scan.number, '{"easelight":1}', fit, false, false, {
        ...plain,
        screen: 'television',
      });
      assert.match(sentenceText(refused), /television/);
    }));

  test(`${variant}: errors are values, and what was open stays open`, () =>
    withEngine(variant, 1, (engine, folder) => {
      const render = (number, recipe) => engine.render(number, recipe, fit, false, false, plain);
      assert.deepEqual(render(1, '{"easelight":1}'), {
        ok: false,
        code: 'stale',
        name: 'scan-not-open',
        args: { scan: 1 },
      });
      const scan = openScan(engine, sample, folder);
      const text = join(folder, 'letter.tif');
      writeFileSync(text, 'Dear photographer, this is no picture.');
      const store = new NodeFile(join(folder, 'store'), 'w+');
      assert.equal(engine.beginOpen('letter.tif', new NodeFile(text, 'r'), store, 0).ok, false);
      const gone = {
        size: () => 1000,
        read: () => {
          throw new Error('the file was deleted');
        },
        write: () => 0,
      };
      const failed = engine.beginOpen('gone.tif', gone, store, 0);
      assert.equal(failed.ok, false);
      assert.equal(sentenceText(failed), 'the file cannot be read or written: the file was deleted');
      const explaining = {
        ...gone,
        read: () => {
          throw Object.assign(new Error(), { sentence: { name: 'file-gone', args: {} } });
        },
      };
      const explained = engine.beginOpen('gone.tif', explaining, store, 0);
      assert.deepEqual([explained.code, explained.name, explained.args], ['io', 'file-gone', {}]);
      const refused = render(scan.number, '{"easelight":1,"density":{"gamma":-1}}');
      assert.match(sentenceText(refused), /^density\.gamma is -1; it must be a number from 0\.1 to 6$/);
      assert.equal(render(scan.number, '{"easelight":1}').ok, true);
    }));
}
