// Several scans in one WebAssembly engine: one is exported while others are opened and dragged, within the fixed heap,
// and the file has the bytes that it has alone.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';

import { makeDng } from '../determinism/dng.mjs';
import { fit, NodeFile, openScan, variants, withFolder } from './engine_loader.mjs';
import { codecBytes, folderOfTests, heapBytes, modules, sha256, withEngine } from './engines.mjs';
import { sentenceText } from './sentences.mjs';

const recipe = { easelight: 1 };
const tiff = { format: 'tiff', depth: 16, compression: 'deflate', space: 'srgb', encoding: 'own' };

const folder = folderOfTests();
const scan = join(folder, 'scan.dng');
const other = join(folder, 'other.dng');
writeFileSync(scan, makeDng(2400, 1600));
/** 70 MB of mosaic: its unpacking takes the tiles of all scans. */
writeFileSync(other, makeDng(7000, 5000));

/** An interlaced picture, which a decoder must hold whole. */
function interlacedPng(width, height) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 1], 8);
  // Adam7: the first pixel and the steps of each pass.
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ];
  const bytes = passes.reduce((sum, [x, y, across, down]) => {
    const [columns, rows] = [Math.ceil((width - x) / across), Math.ceil((height - y) / down)];
    return sum + rows * (1 + 3 * columns);
  }, 0);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const pixels = deflateSync(Buffer.alloc(bytes, 0), { level: 1 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

for (const variant of variants) {
  const exportedAlone = (engine, own) => {
    const alone = openScan(engine, scan, own);
    const path = join(own, 'alone.tif');
    alone.exportTo(path, recipe, tiff);
    alone.close();
    return sha256(path);
  };

  test(`${variant}: an export goes on while a raw scan is opened and dragged, within every budget`, () =>
    withEngine(variant, 2, (engine, own) => {
      const expected = exportedAlone(engine, own);
      const exported = openScan(engine, scan, own);
      let step = 0;
      let shown = null;
      exported.exportTo(join(own, 'out.tif'), recipe, tiff, () => {
        if (step === 0) {
          exported.close();
          shown = openScan(engine, other, own);
        }
        const at = { centerX: 0.3 + 0.01 * step, centerY: 0.6 };
        for (const zoom of [0, 1]) {
          const frame = shown.render(recipe, { ...fit, zoom, ...at }, step % 2 === 0);
          assert.equal(frame.scan, shown.number);
          assert.equal(engine.stats().renderAllocations, 0);
        }
        step += 1;
      });
      assert.ok(step > 5);
      assert.equal(sha256(join(own, 'out.tif')), expected);
      const { heapBytes: heap, regions } = engine.stats();
      assert.equal(heap, heapBytes);
      for (const { name, peak, budget } of regions) assert.ok(peak <= budget, `${name}: ${peak} of ${budget}`);
    }));

  test(`${variant}: an opening that fills the codec zone stops no export`, () =>
    withEngine(variant, 2, (engine, own) => {
      const expected = exportedAlone(engine, own);
      const exported = openScan(engine, scan, own);
      const png = join(own, 'large.png');
      const outcomes = new Set();
      let room = 24;
      let files = [];
      const giveUp = () => {
        engine.cancelOpen();
        for (const file of files) file.close();
        files = [];
      };
      // The next band is exported while the decoder holds what it could get: all but 64 KiB times `room`.
      const fill = () => {
        giveUp();
        if (room < -4) return;
        const { used } = engine.stats().regions.find(({ name }) => name === 'codec zone');
        const bytes = codecBytes - used - room * 65536;
        room -= 2;
        writeFileSync(png, interlacedPng(2000, Math.floor(Math.min(bytes, 40 * 2 ** 20) / 6000)));
        files = [new NodeFile(png, 'r'), new NodeFile(join(own, 'store'), 'w+')];
        const begun = engine.beginOpen('large.png', ...files, 0);
        const outcome = begun.ok ? engine.openStep() : begun;
        outcomes.add(outcome.ok ? 'opened' : sentenceText(outcome));
      };
      exported.exportTo(join(own, 'out.tif'), recipe, tiff, fill);
      giveUp();
      assert.equal(sha256(join(own, 'out.tif')), expected);
      assert.ok(outcomes.delete('opened'));
      // With one thread one strip is packed at a time: there the largest picture that is held whole fits beside it.
      if (variant === 'threads') assert.match([...outcomes].join(), /open the scan again when the export has finished/);
    }));

  test(`${variant}: scans are numbered on from where the page says`, () =>
    withFolder(async (own) => {
      const engine = new modules[variant].Engine(1, 3_000_001);
      assert.equal(openScan(engine, scan, own).number, 3_000_001);
      assert.equal(openScan(engine, scan, own).number, 3_000_002);
      engine.delete();
    }));
}
