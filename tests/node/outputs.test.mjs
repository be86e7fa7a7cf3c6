// What exports are written in. A program that shares no code with ours, Argyll's xicclu, reads the embedded profiles and
// finds the codes right; and outputs by profiles are the same bytes from every build, as are frames with a soft proof.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { makeChart, makeTiff } from '../determinism/chart.mjs';
import { curveProfile, printerProfile } from '../determinism/profiles.mjs';
import { fit, openScan, unwrap, variants, withFolder } from './engine_loader.mjs';
import { modules, tool } from './engines.mjs';
import { pngCodes } from './png_codes.mjs';
import { sentenceText } from './sentences.mjs';

const haveArgyll = spawnSync('xicclu', ['-?']).error === undefined;
const needsArgyll = { skip: haveArgyll ? false : 'Argyll is not installed (argyll)' };

// Every sixth of each channel, and dark grays, in the codes of sRGB.
const steps = 6;
const size = { width: steps ** 3 + 40, height: 1 };
const colorAt = (x) =>
  x < steps ** 3
    ? [Math.floor(x / steps ** 2), Math.floor(x / steps) % steps, x % steps].map((step) => step / (steps - 1))
    : Array(3).fill((x - steps ** 3) / 255);
const colors = Array.from({ length: size.width }, (_, x) => colorAt(x));

// The chart is linear, in 16 bits: what a file without a profile is read as.
const linearCode = (code) => Math.round(65535 * (code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4));
// Of sRGB's primaries about D50, as IEC 61966-2-1 and ICC.1 make them.
const xyzRows = [
  [0.4360747, 0.3850649, 0.1430804],
  [0.2225045, 0.7168786, 0.0606169],
  [0.0139322, 0.0971045, 0.7141733],
];
const xyzOf = (color) => xyzRows.map((row) => row.reduce((sum, v, i) => sum + (v * linearCode(color[i])) / 65535, 0));

/** What xicclu makes of colors by a profile; `way` is f (from codes) or b (to codes). */
function lookedUp(profile, way, lines) {
  const said = execFileSync('xicclu', [`-f${way}`, '-ir', '-px', profile], {
    input: lines.map((values) => values.join(' ')).join('\n') + '\n',
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return said
    .trim()
    .split('\n')
    .map((line) => /-> ([-\d. e]+) \[\w+\](?: \(clip\))?$/.exec(line)[1].split(' ').map(Number));
}

/** The chart of colors, exported to a space as a 16-bit PNG. */
function exported(folder, space) {
  const scan = join(folder, 'scan.tif');
  writeFileSync(
    scan,
    makeTiff(size, (x, _, channel) => linearCode(colorAt(x)[channel])),
  );
  const recipe = join(folder, 'recipe.json');
  writeFileSync(recipe, JSON.stringify({ easelight: 1, film: 'digital' }));
  const picture = join(folder, 'picture.png');
  execFileSync(tool, ['develop', scan, '-o', picture, '--recipe', recipe, '--space', space]);
  const { profile, codes, channels } = pngCodes(readFileSync(picture));
  const file = join(folder, 'profile.icc');
  writeFileSync(file, profile);
  const pixels = colors.map((_, i) =>
    [...codes.subarray(channels * i, channels * (i + 1))].map((code) => code / 65535),
  );
  return { file, pixels };
}

const oneCode = 1 / 255;
/** Where a channel is nearly black, the steps of 1/65536 that profiles state their primaries in are worth another code. */
const tolerance = (code) => (code < 2 * oneCode ? 2 * oneCode : oneCode);

for (const space of ['srgb', 'display-p3', 'adobe-rgb', 'prophoto', 'rec2020', 'acescg']) {
  test(`${space}: Argyll reads the profile, and finds the codes within one of 255`, needsArgyll, () =>
    withFolder((folder) => {
      const { file, pixels } = exported(folder, space);
      const expected = lookedUp(file, 'b', colors.map(xyzOf));
      pixels.forEach((pixel, i) =>
        pixel.forEach((code, c) =>
          assert.ok(Math.abs(code - expected[i][c]) <= tolerance(code), `${colors[i]}: ${pixel}`),
        ),
      );
    }),
  );
}

for (const space of ['gray-gamma-2.2', 'gray-srgb']) {
  test(`${space}: Argyll reads the profile, and finds the codes within one of 255`, needsArgyll, () =>
    withFolder((folder) => {
      const { file, pixels } = exported(folder, space);
      const inside = (code) => [Math.min(1, Math.max(0, code))];
      const darker = lookedUp(
        file,
        'f',
        pixels.map(([code]) => inside(code - oneCode)),
      );
      const lighter = lookedUp(
        file,
        'f',
        pixels.map(([code]) => inside(code + oneCode)),
      );
      colors.forEach((color, i) => {
        const [, luminance] = xyzOf(color);
        const near = darker[i][1] <= luminance + 1e-4 && luminance - 1e-4 <= lighter[i][1];
        assert.ok(near, `${color}: ${pixels[i]}`);
      });
    }),
  );
}

const profiles = { table: printerProfile(), 'gray table': printerProfile(1), curves: curveProfile() };
const tiff = { format: 'tiff', depth: 16, compression: 'none', quality: 92, space: 'srgb', encoding: 'own' };
const frames = {};

for (const variant of variants) {
  for (const [name, profile] of Object.entries(profiles)) {
    test(`${variant}: an output by a profile of ${name} is the native tool's`, () =>
      withFolder(async (folder) => {
        const module = modules[variant];
        const engine = new module.Engine(2, 1);
        const chart = join(folder, 'chart.tif');
        writeFileSync(chart, makeChart());
        const file = join(folder, 'output.icc');
        writeFileSync(file, profile);
        const scan = openScan(engine, chart, folder);
        const recipe = join(folder, 'recipe.json');
        writeFileSync(recipe, JSON.stringify({ easelight: 1 }));
        const pictures = new Set();
        for (const intent of ['relative', 'absolute']) {
          for (const depth of [8, 16]) {
            const here = join(folder, 'here.tif');
            const native = join(folder, 'native.tif');
            const options = { ...tiff, depth, intent, blackPoint: true };
            scan.exportTo(here, { easelight: 1 }, options, undefined, profile);
            const chosen = ['--output-profile', file, '--intent', intent, '--black-point', '--depth', String(depth)];
            const plain = ['--no-grade', '--compression', 'none'];
            execFileSync(tool, ['develop', chart, '-o', native, '--recipe', recipe, ...chosen, ...plain]);
            const bytes = readFileSync(here);
            assert.ok(bytes.equals(readFileSync(native)), `${intent}, ${depth} bits`);
            assert.ok(bytes.includes(profile), 'the profile is embedded as it is');
            pictures.add(bytes.toString('latin1'));
          }
        }
        // White of the curves' profile is that of the connection space, all but for rounding.
        if (name !== 'curves') assert.equal(pictures.size, 4);
        engine.delete();
      }));
  }

  test(`${variant}: frames with a soft proof are the same from every build`, () =>
    withFolder(async (folder) => {
      const module = modules[variant];
      const engine = new module.Engine(2, 1);
      const chart = join(folder, 'chart.tif');
      writeFileSync(chart, makeChart());
      const scan = openScan(engine, chart, folder);
      const frame = () => {
        const { offset, width, height } = scan.render({ easelight: 1 }, { ...fit, width: 300, height: 300 });
        return Buffer.from(module.HEAPU8.subarray(offset, offset + width * height * 4)).toString('latin1');
      };
      const plain = frame();
      const options = { intent: 'relative', blackPoint: true, paperWhite: true };
      unwrap(engine.setSoftProof(profiles.curves, JSON.stringify(options)));
      const proof = frame();
      assert.notEqual(proof, plain);
      assert.equal(proof, (frames.proof ??= proof));
      const refused = engine.setSoftProof(new Uint8Array(40), JSON.stringify(options));
      assert.equal(sentenceText(refused), 'the color profile is shorter than its header');
      assert.equal(frame(), proof);
      unwrap(engine.setSoftProof(null, '{}'));
      assert.equal(frame(), plain);
      engine.delete();
    }));
}

test('what no profile may be is refused before it is copied', async () => {
  const engine = new modules[variants[0]].Engine(1, 1);
  assert.equal(
    sentenceText(engine.deviceFacts(new Uint8Array((4 << 20) + 1))),
    'the color profile is larger than 4 MiB, the limit',
  );
  assert.deepEqual(unwrap(engine.deviceFacts(profiles['gray table'])), { name: '', colors: 'gray' });
  engine.delete();
});
