// Camera raw files in both WebAssembly engines: the native tool's bytes, within the fixed heap, and nothing else is lost.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { makeDng } from '../determinism/dng.mjs';
import { fit, NodeFile, openScan, variants } from './engine_loader.mjs';
import { developNatively, folderOfTests, heapBytes, sha256, tool, withEngine, writeKinds } from './engines.mjs';
import { sentenceText } from './sentences.mjs';

const tiff = { format: 'tiff', depth: 16, compression: 'none', space: 'srgb', encoding: 'own' };

/** 132 MiB of mosaic: more than LibRaw could unpack, and read row by row. */
const large = { width: 9000, height: 7700 };

const folder = folderOfTests();
const small = join(folder, 'small.dng');
const big = join(folder, 'big.dng');
writeFileSync(small, makeDng(640, 426));
writeFileSync(big, makeDng(large.width, large.height));

const frameOf = (scan, heap) => {
  const frame = scan.render({ easelight: 1 }, { ...fit, width: 600, height: 600 });
  return createHash('sha256')
    .update(heap.slice(frame.offset, frame.offset + 4 * frame.width * frame.height))
    .digest('hex');
};

const recipe = JSON.parse(execFileSync(tool, ['recipe', '--auto', small], { encoding: 'utf8' }));
const nativeHash = (input, by) => sha256(developNatively(input, by));
/** Of large pictures a corner is developed. One is 68 megapixels in lossless JPEG. */
const corner = { ...recipe, geometry: { crop: [0.9, 0.9, 0.1, 0.1] } };
const [lossless] = writeKinds(folder, 'large');
const developed = [
  { name: 'small DNG', input: small, by: recipe },
  { name: 'large DNG', input: big, by: corner },
  { name: 'large DNG in lossless JPEG', input: join(folder, lossless), by: corner },
].map((scan) => ({ ...scan, expected: nativeHash(scan.input, scan.by) }));
/** As a slide, whose colors are those of the camera: its as-shot balance and its matrix. */
const slide = { easelight: 1, film: 'color-slide' };
const expectedSlide = nativeHash(small, slide);

/** The header alone of a compressed mosaic, with other sides. */
function headerOf({ width, height }) {
  const file = makeDng(32, 32);
  for (const [tag, value] of [
    [256, width],
    [257, height],
    [259, 34892], // lossy JPEG
    [278, height],
    [279, width * height * 2],
  ]) {
    for (let at = 10; at < 10 + 12 * file.readUInt16LE(8); at += 12) {
      if (file.readUInt16LE(at) === tag) file.writeUInt32LE(value, at + 8);
    }
  }
  return file;
}

for (const variant of variants) {
  for (const { name, input, by, expected } of developed) {
    test(`${variant}: a ${name} is developed to the native tool's bytes, within every budget`, () =>
      withEngine(variant, 2, (engine, own) => {
        const scan = openScan(engine, input, own);
        assert.equal(scan.summary.container, 'DNG');
        assert.equal(scan.summary.bits, 14);
        assert.ok(scan.summary.scratchBytes > 0);
        const output = join(own, 'out.tif');
        scan.exportTo(output, by, { ...tiff, camera: false });
        assert.equal(sha256(output), expected);
        const { heapBytes: heap, regions } = engine.stats();
        assert.equal(heap, heapBytes);
        for (const { name: region, peak, budget } of regions) assert.ok(peak <= budget, `${region}: ${peak}`);
      }));
  }

  test(`${variant}: a DNG of a slide is developed by the camera's colors to the native tool's bytes`, () =>
    withEngine(variant, 2, (engine, own) => {
      const scan = openScan(engine, small, own);
      assert.equal(scan.summary.autoSpace, 'camera');
      const output = join(own, 'slide.tif');
      scan.exportTo(output, slide, { ...tiff, camera: false });
      assert.equal(sha256(output), expectedSlide);
    }));

  test(`${variant}: what was open stays, and is read again, when a raw file is refused`, () =>
    withEngine(variant, 2, (engine, own, heap) => {
      const scan = openScan(engine, small, own);
      const before = frameOf(scan, heap);
      const used = () => engine.stats().regions.map(({ used: bytes }) => bytes);
      const regions = used();
      const refuse = (bytes) => {
        const file = join(own, 'bad.dng');
        writeFileSync(file, bytes);
        const source = new NodeFile(file, 'r');
        const outcome = engine.beginOpen('bad.dng', source, new NodeFile(join(own, 'store'), 'w+'), 0);
        source.close();
        assert.equal(outcome.ok, false);
        assert.equal(frameOf(scan, heap), before);
        return sentenceText(outcome);
      };
      assert.match(
        refuse(headerOf(large)),
        /^a camera raw file that is compressed is unpacked whole; 9000 x 7700 photosites need 133 MiB, and the limit is 128/,
      );
      // Damage that shows only once 130 MB have been unpacked.
      const cut = readFileSync(big).subarray(0, statSync(big).size - 1000);
      assert.match(refuse(cut), /^the camera raw file ends too early, at byte 138[^0-9]?59/);
      assert.deepEqual(used().slice(0, -1), regions.slice(0, -1));
    }));
}

for (const variant of variants) {
  test(`${variant}: unpacking ends where a read of the file throws, with what it says`, () =>
    withEngine(variant, 2, (engine, own) => {
      const source = new NodeFile(big, 'r');
      let reads = 0;
      const cancelled = Object.assign(new Error('cancelled'), { sentence: { name: 'cancelled', args: {} } });
      const reading = {
        size: () => source.size(),
        read: (heap, offset) => {
          reads += 1;
          if (offset > 20_000_000) throw cancelled;
          return source.read(heap, offset);
        },
      };
      const outcome = engine.beginOpen('big.dng', reading, new NodeFile(join(own, 'store'), 'w+'), 0);
      source.close();
      assert.equal(outcome.ok, false);
      assert.equal(outcome.name, 'cancelled');
      assert.ok(reads < 200, `${reads} reads`);
    }));
}

test('the native tool refuses with the same words', () => {
  const file = join(folder, 'too-large.dng');
  writeFileSync(file, headerOf(large));
  const { status, stderr } = spawnSync(tool, ['info', file], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /9000 x 7700 photosites need 133 MiB, and the limit is 128 MiB/);
});
