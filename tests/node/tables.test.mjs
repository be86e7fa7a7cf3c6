// Tables of the native tool, applied by others: OpenColorIO reads CLF and .cube files, a few lines of JavaScript a HaldCLUT.
// The pictures they make are compared with what the tool itself develops of the same scan, and the differences with what
// the tables say of themselves.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeTiff } from '../determinism/chart.mjs';
import { root, withFolder } from './engine_loader.mjs';
import { pngCodes } from './png_codes.mjs';

const tool = join(root, 'build', 'native', 'easelight');
// The system's own, as the package of OpenColorIO is.
const python = '/usr/bin/python3';
const haveOpenColorIO = spawnSync(python, ['-c', 'import PyOpenColorIO']).status === 0;
const needsOpenColorIO = { skip: haveOpenColorIO ? false : 'OpenColorIO is not installed (python3-pyopencolorio)' };

const size = { width: 256, height: 128 };

const encodings = {
  linear: (light) => light,
  srgb: (light) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055),
  2.2: (light) => light ** (1 / 2.2),
};

/** The colors over which the tool measures a table (core/tables/table_samples.cpp). */
function sampleCodes(encoding) {
  let state = 1;
  const next = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) / 2 ** 24;
  const codes = new Uint16Array(3 * size.width * size.height);
  for (let i = 0; i < codes.length; i += 3) {
    const common = 3 * next();
    for (let c = 0; c < 3; ++c) {
      const density = Math.max(common + 0.5 * (2 * next() - 1), 0);
      codes[i + c] = Math.floor(encodings[encoding](10 ** -density) * 65535 + 0.5);
    }
  }
  return codes;
}

const recipes = {
  graded: {
    input: { space: 'coolscan-9000', encoding: 'linear' },
    density: {
      base: [0.14, 0.39, 0.59],
      matrix: [
        [1.1, -0.05, -0.05],
        [-0.06, 1.1, -0.04],
        [0.02, -0.12, 1.1],
      ],
      gamma: 1.9,
      exposure: 1.6,
      gains: [0.02, 0, -0.05],
    },
    print: { glare: 0.01 },
  },
  encoded: { input: { encoding: 'srgb' }, density: { base: [0.1, 0.3, 0.5], gamma: 1.7, exposure: 1.7 } },
  gray: { film: 'bw-negative', input: { encoding: 2.2 }, density: { base: [0.3, 0.3, 0.3] } },
  slide: { film: 'color-slide', input: { encoding: 'srgb' }, density: { gamma: 1.1 } },
};

/** The table's text, what it says of its error, and what the tool develops of the sample colors, 0..1. */
function made(folder, name, format, { space = 'srgb', more = [] } = {}) {
  const recipe = join(folder, 'recipe.json');
  writeFileSync(recipe, JSON.stringify({ easelight: 1, ...recipes[name] }));
  const table = join(folder, { clf: 'table.clf', hald: 'table.png' }[format] ?? 'table.cube');
  const said = execFileSync(tool, ['lut', recipe, '--format', format, '-o', table, '--space', space, ...more], {
    encoding: 'utf8',
  });
  const [, largest, mean] = /at most ([\d.]+), mean ([\d.]+) of full scale/.exec(said);

  const codes = sampleCodes(String(recipes[name].input.encoding));
  const scan = join(folder, 'scan.tif');
  writeFileSync(
    scan,
    makeTiff(size, (x, y, channel) => codes[3 * (y * size.width + x) + channel]),
  );
  const picture = join(folder, 'developed.png');
  execFileSync(tool, ['develop', scan, '-o', picture, '--recipe', recipe, '--space', space, '--depth', '16']);
  const developed = Float64Array.from(pngCodes(readFileSync(picture)).codes, (code) => code / 65535);
  return { table, codes, developed, claimed: { largest: Number(largest), mean: Number(mean) } };
}

function differencesOf(applied, developed) {
  let largest = 0;
  let sum = 0;
  developed.forEach((value, i) => {
    const difference = Math.abs(applied[i] - value);
    largest = Math.max(largest, difference);
    sum += difference;
  });
  return { largest, mean: sum / developed.length };
}

/** The error found is the one claimed: but for the six digits, and for the reader's float32. */
function assertClaimed(found, claimed) {
  assert.ok(Math.abs(found.largest - claimed.largest) < 2e-5, `largest: ${found.largest}, claimed ${claimed.largest}`);
  assert.ok(Math.abs(found.mean - claimed.mean) < 5e-6, `mean: ${found.mean}, claimed ${claimed.mean}`);
}

function appliedByOpenColorIO(table, codes) {
  const input = Buffer.from(Float32Array.from(codes, (code) => code / 65535).buffer);
  const script = join(root, 'tests', 'node', 'apply_table.py');
  const { status, stdout, stderr } = spawnSync(python, [script, table], { input, maxBuffer: 1 << 26 });
  assert.equal(status, 0, stderr.toString());
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length));
}

for (const name of Object.keys(recipes)) {
  test(`OpenColorIO reads the CLF of ${name} as the model itself`, needsOpenColorIO, () =>
    withFolder((folder) => {
      const { table, codes, developed, claimed } = made(folder, name, 'clf');
      const found = differencesOf(appliedByOpenColorIO(table, codes), developed);
      assertClaimed(found, claimed);
      assert.ok(found.largest < 1e-4, `${found.largest}`);
    }),
  );
}

for (const more of [
  ['--size', '33'],
  ['--size', '65'],
  ['--size', '17', '--no-shaper'],
]) {
  test(`OpenColorIO reads a lattice (${more.join(' ')}) and finds its error`, needsOpenColorIO, () =>
    withFolder((folder) => {
      const { table, codes, developed, claimed } = made(folder, 'graded', 'cube3d', { more });
      assertClaimed(differencesOf(appliedByOpenColorIO(table, codes), developed), claimed);
    }),
  );
}

test('OpenColorIO reads a 1D table and finds its error', needsOpenColorIO, () =>
  withFolder((folder) => {
    const { table, codes, developed, claimed } = made(folder, 'encoded', 'cube1d', { space: 'endura-premier' });
    const found = differencesOf(appliedByOpenColorIO(table, codes), developed);
    assertClaimed(found, claimed);
    assert.ok(found.largest < 5e-5, `${found.largest}`);
  }),
);

/** Trilinear between the nodes of a HaldCLUT, whose red runs fastest. */
function appliedHald({ width, codes: nodes }, codes) {
  const level = Math.round(Math.cbrt(width));
  const side = level * level;
  const applied = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i += 3) {
    const place = [0, 1, 2].map((c) => (codes[i + c] / 65535) * (side - 1));
    const cell = place.map((value) => Math.min(Math.floor(value), side - 2));
    for (let corner = 0; corner < 8; ++corner) {
      const step = [corner & 1, (corner >> 1) & 1, corner >> 2];
      const weight = step.reduce((product, one, c) => product * Math.abs(1 - one - (place[c] - cell[c])), 1);
      const [red, green, blue] = cell.map((value, c) => value + step[c]);
      const node = 3 * (red + side * (green + side * blue));
      for (let c = 0; c < 3; ++c) applied[i + c] += (weight * nodes[node + c]) / 65535;
    }
  }
  return applied;
}

test('a HaldCLUT is read as such, and its error found; it says it too', () =>
  withFolder((folder) => {
    const { table, codes, developed, claimed } = made(folder, 'encoded', 'hald', { more: ['--size', '36'] });
    const hald = pngCodes(readFileSync(table));
    assert.deepEqual([hald.width, hald.height], [216, 216]);
    assert.match(hald.texts[0], /^Comment\0Easelight .*at most \d\.\d{6}, mean \d\.\d{6} of full scale/s);
    assertClaimed(differencesOf(appliedHald(hald, codes), developed), claimed);
  }));
