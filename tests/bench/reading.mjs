// The benchmark of doubtful encodings: `./dev bench reading [FOLDER]`. Writes negatives whose codes are known to be linear as
// files of five kinds, asks the native tool how each is to be read, and prints the table of docs/input-color.md; exits
// with 1 where it is certain and wrong.
//
// FOLDER (by default ../shared/film-set) holds `set` and `roll`, as for the benchmark of color.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeTiff } from '../determinism/chart.mjs';
import { powerProfile } from '../determinism/profiles.mjs';
import { root } from '../node/engine_loader.mjs';
import { pngCodes } from '../node/png_codes.mjs';
import { table } from './markdown.mjs';

const native = join(root, 'build', 'native');
const tool = join(native, 'easelight');
const films = ['color-negative', 'bw-negative'];

const srgbFromLinear = (light) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
const kinds = [
  { what: 'linear, untagged', encoded: (light) => light, right: 'Linear' },
  { what: 'gamma 2.2, untagged', encoded: (light) => light ** (1 / 2.2), right: 'Power 2.2' },
  { what: "sRGB's curve, untagged", encoded: srgbFromLinear, right: 'Power 2.2' },
  { what: 'gamma 2.2, tagged so', encoded: (light) => light ** (1 / 2.2), profile: powerProfile(2.2), right: 'tagged' },
  { what: 'linear, tagged as gamma 2.2', encoded: (light) => light, profile: powerProfile(2.2), right: 'Linear' },
];

/** The linear codes of a scan, as they are in its file. */
function codesOf(scan, folder) {
  const png = join(folder, 'codes.png');
  const asIs = ['--film', 'digital', '--input-encoding', 'linear', '--input-space', 'device', '--no-grade'];
  execFileSync(tool, ['develop', scan, '-o', png, ...asIs, '--space', 'endura-premier', '--depth', '16']);
  return pngCodes(readFileSync(png));
}

/** What the tool says: whether it is certain, and whether it is right. */
function asked(file, film, right) {
  const { reading } = JSON.parse(execFileSync(tool, ['info', '--film', film, file], { encoding: 'utf8' }));
  return { sure: !reading.includes('do not settle'), right: reading.startsWith(`read as ${right}`) };
}

function main([folder = join(root, '..', 'shared', 'film-set')]) {
  execFileSync('cmake', ['--build', native, '--target', 'easelight'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const scans = ['set', 'roll'].flatMap((part) => {
    const path = join(folder, part);
    return existsSync(path)
      ? readdirSync(path)
          .filter((name) => name.endsWith('.tif'))
          .map((name) => join(path, name))
      : [];
  });
  if (scans.length === 0) console.log(`there are no scans in ${folder}`);
  const work = mkdtempSync(join(tmpdir(), 'easelight-'));
  const answers = films.map(() => kinds.map(() => []));
  for (const scan of scans) {
    const { width, height, codes } = codesOf(scan, work);
    kinds.forEach(({ encoded, profile = null, right }, kind) => {
      const code = (x, y, channel) => Math.round(65535 * encoded(codes[3 * (y * width + x) + channel] / 65535));
      const file = join(work, 'scan.tif');
      writeFileSync(file, makeTiff({ width, height }, code, profile));
      films.forEach((film, index) => answers[index]?.[kind]?.push(asked(file, film, right)));
    });
  }
  rmSync(work, { recursive: true });
  const count = (list, holds) => list.filter(holds).length;
  let wrong = 0;
  for (const [index, film] of films.entries()) {
    const rows = kinds.map(({ what }, kind) => {
      const list = answers[index]?.[kind] ?? [];
      wrong += count(list, ({ sure, right }) => sure && !right);
      const doubtful = list.filter(({ sure }) => !sure);
      return [
        what,
        count(list, ({ sure, right }) => sure && right),
        `${doubtful.length} (${count(doubtful, ({ right }) => right)})`,
        count(list, ({ sure, right }) => sure && !right),
      ];
    });
    console.log(
      `${film}, ${scans.length} scans\n\n${table(['file', 'right', 'asked (right)', 'certain and wrong'], rows)}\n`,
    );
  }
  return wrong > 0 ? 1 : 0;
}

process.exit(main(process.argv.slice(2)));
