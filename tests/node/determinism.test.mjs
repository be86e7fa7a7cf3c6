// The same recipe gives the same bytes from every build of the engine, on any number of threads: fifty recipes on a chart
// of a megapixel, as frames at 1:1, as views that fit and as exports of 16 and 8 bits; some of them on the chart in floats
// and in bytes under a profile; the doubles that programs are compiled from; and files of each format with all the
// metadata that they can keep.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { developInNode, developNatively, keptFiles, matrices, writeInputs } from '../determinism/engines.mjs';

const inputs = writeInputs(mkdtempSync(join(tmpdir(), 'easelight-chart-')));
// The threads of the pools would keep Node alive.
after(() => {
  rmSync(inputs.folder, { recursive: true, force: true });
  setImmediate(() => process.exit());
});

const expected = developNatively('gcc', 1, inputs);
const expectedKept = keptFiles(inputs);
const expectedMatrices = matrices(inputs);
const expectedOthers = inputs.others.map((other) => developNatively('gcc', 1, other));

/** SHA-256 of the matrices as little-endian doubles; another one means other pixels of some recipe. */
const digestOfMatrices = '6217aafba41d6d82080407aa66da7bc397f77c5ba0b7d198ed18bb9392dcc58e';

test('fifty recipes make fifty pictures', () => {
  assert.equal(expected.length, 50);
  const all = [expected, ...expectedOthers].flat();
  assert.equal(all.length, 50 + 2 * 9);
  assert.equal(new Set(all.map(({ frame }) => frame)).size, all.length);
  // Two of them are black where they are reduced.
  assert.equal(new Set(all.map(({ fitted }) => fitted)).size, all.length - 1);
});

test('the matrices of programs are the doubles they have always been', () => {
  const digest = createHash('sha256').update(new Uint8Array(expectedMatrices.buffer)).digest('hex');
  assert.ok(expectedMatrices.length > 100 && expectedMatrices.every(Number.isFinite), `${expectedMatrices.length}`);
  assert.equal(digest, digestOfMatrices);
});

test('a file of each format keeps the link, the camera and the place', () => {
  assert.equal(expectedKept.length, 3);
  for (const file of expectedKept) {
    for (const text of ['&amp;proof=0123456789abcdef', 'sourceName="chart.tif"', 'Box\0', 'N\0\0\0'])
      assert.ok(file.includes(text), text);
  }
});

const builds = [
  ['gcc', 2],
  ['gcc', 8],
  ['clang', 1],
  ['clang', 2],
  ['clang', 8],
  ['threads', 1],
  ['threads', 2],
  ['threads', 8],
  ['single', 1],
];
for (const [build, threads] of builds) {
  test(`${build} with ${threads} threads gives the bytes of gcc with one`, async () => {
    const native = build === 'gcc' || build === 'clang';
    const develop = native ? developNatively : developInNode;
    const hashes = await develop(build, threads, inputs);
    hashes.forEach((hash, index) => assert.deepEqual(hash, expected[index], `recipe ${index + 1}`));
    assert.deepEqual(matrices(inputs), expectedMatrices);
    for (const [index, other] of inputs.others.entries()) {
      assert.deepEqual(await develop(build, threads, other), expectedOthers[index], other.chart);
    }
    keptFiles(inputs).forEach((file, index) => assert.ok(file.equals(expectedKept[index]), `kept file ${index + 1}`));
  });
}
