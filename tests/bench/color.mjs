// The benchmark of color: `./dev bench color [FOLDER]`. Develops negatives whose scenes are known by the automatic start,
// and by two simple rivals beside it, and writes docs/color.md; exits with 1 when a bar is missed.
//
// FOLDER (by default ../shared/film-set) holds `set` and `roll`, negatives as tests/bench/color reads them. They are not
// part of the repository; without them only the project's own synthetic negatives are scored.

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from '../node/engine_loader.mjs';
import { median, table, verdict, wrapped } from './markdown.mjs';
import { describeMachine } from './memory/native.mjs';

const run = promisify(execFile);
const native = join(root, 'build', 'native');

/** Frames of the roll that were not taken in daylight. */
const kTungsten = ['02', '04', '06', '08'];

async function scored(...folder) {
  const { stdout } = await run(join(native, 'color_bench'), folder, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

const share = (values, fraction) =>
  [...values].sort((a, b) => a - b)[Math.round(fraction * (values.length - 1))] ?? NaN;

/** What one way of developing scores over a set: `how` is a key of color_bench's answers. */
function summary(set, how) {
  const scores = set
    .filter((negative) => how in negative)
    .map((negative) => ({ ...negative[how], setup: negative.setup }));
  const of = (key) => scores.map((score) => score[key]).filter((value) => key !== 'cast' || value >= 0);
  const chroma = (setup) =>
    scores.filter((score) => score.setup === setup && score.chroma >= 0).map((score) => score.chroma);
  return {
    count: scores.length,
    difference: [median(of('difference')), share(of('difference'), 0.9), Math.max(...of('difference'))],
    cast: [median(of('cast')), share(of('cast'), 0.9)],
    chroma: [median(chroma('camera-white')), median(chroma('scanner'))],
    stops: median(of('stops').map(Math.abs)),
  };
}

const digits = (value, count = 1) => (Number.isFinite(value) ? value.toFixed(count) : '-');
const row = (name, { difference, cast, chroma, stops }) => [
  name,
  difference.map((value) => digits(value)).join(' / '),
  cast.map((value) => digits(value)).join(' / '),
  chroma.map((value) => digits(value, 2)).join(' / '),
  digits(stops, 2),
];

const kHeader = [
  'Developed by',
  'CIEDE2000: median / 90 % / worst',
  'Cast of grays: median / 90 %',
  'Chroma: camera / narrow bands',
  'Exposure, stops',
];

const kWays = {
  guessed: 'Easelight, told nothing',
  given: 'Easelight, scan setup given',
  stock: 'Easelight, setup and film given',
  stretch: 'per-channel stretch',
  divide: 'base divided out, one gamma',
};

const scores = (set) => {
  const ways = Object.entries(kWays).filter(([how]) => set.some((negative) => how in negative));
  return table(
    kHeader,
    ways.map(([how, name]) => row(name, summary(set, how))),
  );
};

function barsOf(set, roll) {
  const given = summary(set, 'given');
  const stock = summary(set, 'stock');
  const cards = roll.filter(({ name }) => !kTungsten.includes(name.slice(0, 2))).map((negative) => negative.given.card);
  const most = (what, value, bar, count = 1) => ({
    what,
    value: digits(value, count),
    bar: `at most ${bar}`,
    met: value <= bar,
  });
  return [
    most('CIEDE2000, setup given: median', given.difference[0], 5),
    most('the same: 90 %', given.difference[1], 9),
    most('the same: worst', given.difference[2], 13),
    most('cast of grays: median', given.cast[0], 3.3),
    most('the same: 90 %', given.cast[1], 8),
    ...given.chroma.map((value, i) => ({
      what: `chroma, ${i === 0 ? 'camera scans' : 'narrow bands'}`,
      value: digits(value, 2),
      bar: '0.85 to 1.1',
      met: value >= 0.85 && value <= 1.1,
    })),
    most('exposure, stops: median', given.stops, 0.35, 2),
    most('CIEDE2000, film given, too: median', stock.difference[0], 4.3),
    most('the same: 90 %', stock.difference[1], 8),
    most('gray cards of the roll in daylight, each frame by itself: median chroma', median(cards), 6),
  ];
}

/** Of the project's own negatives: how far apart the pictures of two exposures a stop apart are. */
function apartOf(own) {
  const apart = own.map((negative) => negative.apart);
  return { median: median(apart), most: share(apart, 0.9) };
}

function report({ own, set, roll }) {
  const apart = apartOf(own);
  const bars = [
    ...(set ? barsOf(set, roll) : []),
    {
      what: 'two exposures of one scene, a stop apart: median CIEDE2000 between the pictures',
      value: digits(apart.median),
      bar: 'at most 2',
      met: apart.median <= 2,
    },
  ];
  const machine = Object.entries(describeMachine()).map(([name, value]) => `${name}: ${value}`);
  return {
    bars,
    text: `# Color

${wrapped(`How near the automatic start comes to scenes that are known. Written by \`./dev bench color\`.`)}

${wrapped(`Picture and scene are averaged in linear light to about 20 000 pixels, and the picture's light is multiplied by the
one factor with which the median CIEDE2000 is smallest; that factor is the error of exposure. The cast is the length of the
mean shift in a* and b* of what is gray in the scene, the chroma the median ratio where the scene has color. Both rivals
get the picture's own frame, without what surrounds it; Easelight finds it.`)}

${
  set
    ? `## Realistic negatives

${wrapped(`${set.length} negatives of seven films, simulated spectrally, with film variation, light from 4700 to 6800 K, over- and
underexposure, and what surrounds a frame; half of them scanned in narrow bands, half by a camera on white light. They are
not part of the repository.`)}

${scores(set)}

The roll of ${roll.length} frames of one film:

${scores(roll)}

${table(
  ['Bar', 'Measured', 'Wanted', ''],
  bars.map(({ what, value, bar, met }) => [what, value, bar, verdict(met)]),
)}

`
    : ''
}## The project's own negatives

${wrapped(`${own.length} synthetic negatives: fourteen scenes on three films (\`tests/synthetic\`), whose dyes and inhibition are those
of data sheets.`)}

${scores(own)}

${wrapped(`A second negative of each, which got a stop more light, is developed by itself, too: the median CIEDE2000 between the
two pictures, neither brought to the other's exposure, is ${digits(apart.median)} in the middle and ${digits(apart.most)} at 90 % of
the negatives.`)}

## How the start knows film

${wrapped(`The densities of each film and setup come from \`tools/film\`: figures of makers' data sheets and the bands of each
kind of scanner give the density of unexposed film, the crosstalk of dyes and bands, and where the neutrals of a film lie.
From amounts of dye to print density goes one matrix for all setups. It was fitted to the realistic negatives above, over
both kinds of scan at once: with the crosstalk of each computed from spectra, one matrix explains both. The statistics of
natural scenes that neutrals are found by, and where tones are placed, were measured on the scenes of the same set, each
with a handful of figures.`)}

${wrapped(`A film's sheet predicts its neutrals to about 0.1 in print density, which is also how far a single picture is from
telling; films differ by 0.15. So a picture of one color on a film that is not known keeps an error that only a neighbor on
the roll, a known film or a gray that was picked can take away.`)}

${machine.map((line) => `- ${line}`).join('\n')}
`,
  };
}

async function main([folder = join(root, '..', 'shared', 'film-set')]) {
  execFileSync('cmake', ['--build', native, '--target', 'color_bench', 'easelight'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const own = await scored();
  const has = existsSync(join(folder, 'set'));
  if (!has)
    console.log(`there is no ${folder}: only the project's own negatives are scored, and docs/color.md stays as it is`);
  const results = has
    ? { own, set: await scored(join(folder, 'set')), roll: await scored(join(folder, 'roll')) }
    : { own };
  const { bars, text } = report(results);
  if (has) writeFileSync(join(root, 'docs', 'color.md'), text);
  else console.log(text);
  for (const { what, value, bar, met } of bars) console.log(`${what}: ${value} (${bar})${met ? '' : ' missed'}`);
  return bars.some(({ met }) => !met) ? 1 : 0;
}

process.exit(await main(process.argv.slice(2)));
