// The same recipe gives the same bytes from every build of the engine, on any number of threads: fifty recipes on a chart
// of a megapixel, as frames at 1:1 and as exports of 16 and 8 bits; and files of each format with all the metadata that they can keep.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { developInNode, developNatively, keptFiles, writeInputs } from '../determinism/engines.mjs';

const inputs = writeInputs(mkdtempSync(join(tmpdir(), 'easelight-chart-')));
// The threads of the pools would keep Node alive.
after(() => {
  rmSync(inputs.folder, { recursive: true, force: true });
  setImmediate(() => process.exit());
});

const expected = developNatively('gcc', 1, inputs);
const expectedKept = keptFiles(inputs);

test('fifty recipes make fifty pictures', () => {
  assert.equal(expected.length, 50);
  assert.equal(new Set(expected.map(({ frame }) => frame)).size, 50);
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
    const hashes = native ? developNatively(build, threads, inputs) : await developInNode(build, threads, inputs);
    hashes.forEach((hash, index) => assert.deepEqual(hash, expected[index], `recipe ${index + 1}`));
    keptFiles(inputs).forEach((file, index) => assert.ok(file.equals(expectedKept[index]), `kept file ${index + 1}`));
  });
}
