// JPEG files in both WebAssembly engines: progressive ones of any size within the fixed heap, and parts of files.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { makeProgressiveJpeg } from '../determinism/progressive_jpeg.mjs';
import { openScan, root, variants } from './engine_loader.mjs';
import { developNatively, folderOfTests, heapBytes, sha256, withEngine } from './engines.mjs';

const mebibyte = 1024 * 1024;
const tiff = { format: 'tiff', depth: 8, compression: 'none', space: 'srgb', encoding: 'own', camera: false };
const recipe = { easelight: 1, film: 'digital' };

const folder = folderOfTests();
const written = (name, bytes) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const small = written('small.jpg', makeProgressiveJpeg(640, 426));
/** 66 MiB of coefficients: more than the codec zone has. */
const large = written('large.jpg', makeProgressiveJpeg(4000, 2900));
const endless = written('endless.jpg', makeProgressiveJpeg(640, 426, { repeated: 3000 }));
/** A file in one scan, of which half is missing. */
const sample = readFileSync(join(root, 'web', 'public', 'sample', 'negative.jpg'));
const cut = written('cut.jpg', sample.subarray(0, sample.length / 2));
/** What some programs leave between the start of the image and its first marker. */
const preceded = written(
  'preceded.jpg',
  Buffer.concat([sample.subarray(0, 2), Buffer.from('\0\0junk'), sample.subarray(2)]),
);

const nativeHash = (input, ...options) => sha256(developNatively(input, recipe, '--depth', '8', ...options));
const expected = {
  [small]: nativeHash(small),
  [large]: nativeHash(large),
  [preceded]: nativeHash(preceded),
  [cut]: nativeHash(cut, '--allow-partial'),
};

for (const variant of variants) {
  const exportOf = (scan, own) => {
    const output = join(own, 'out.tif');
    scan.exportTo(output, recipe, tiff);
    return sha256(output);
  };

  for (const input of [small, large, preceded]) {
    test(`${variant}: ${input.slice(folder.length + 1)} is developed to the native tool's bytes`, () =>
      withEngine(variant, 2, (engine, own) => {
        let steps = 0;
        const scan = openScan(engine, input, own, () => {
          steps += 1;
        });
        assert.equal(exportOf(scan, own), expected[input]);
        assert.equal(engine.stats().heapBytes, heapBytes);
        if (input !== large) return;
        // It can be cancelled between any two of these.
        assert.ok(steps > 50);
        const { peak } = engine.stats().regions.find(({ name }) => name === 'codec zone');
        assert.ok(peak < 16 * mebibyte, `${peak} bytes`);
      }));
  }

  test(`${variant}: a JPEG of thousands of scans is refused after some`, () =>
    withEngine(variant, 2, (engine, own) => {
      assert.throws(() => openScan(engine, endless, own), /invalid-input: the JPEG has more than 100 scans, the limit/);
    }));

  test(`${variant}: of a JPEG that is cut off, what is there is opened as asked for`, () =>
    withEngine(variant, 2, (engine, own) => {
      let there = 0;
      assert.throws(
        () => openScan(engine, cut, own),
        ({ message }) => {
          const said = /^partial: the file ends after row (\d+) of ([\d,]+); \1 of \2 rows are there$/.exec(message);
          there = Number(said?.[1]);
          return there > 0;
        },
      );
      const scan = openScan(engine, cut, own, undefined, there);
      assert.equal(scan.summary.storedHeight, there);
      assert.ok(scan.summary.rowsInFile > there);
      assert.equal(exportOf(scan, own), expected[cut]);
    }));
}
