// The benchmark of demosaicing: `./dev bench demosaic`. Mosaics of pictures that are known, by the methods of Easelight, of
// LibRaw and by those that Easelight had before; writes docs/demosaic.md, and exits with 1 when a bar is missed.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../node/engine_loader.mjs';
import { table, verdict, wrapped } from './markdown.mjs';
import { describeMachine } from './memory/native.mjs';

const native = join(root, 'build', 'native');

const kNames = {
  ours: 'Easelight',
  unbalanced: 'the same, colors as bright as they are',
  malvar: 'Malvar, He and Cutler, linear: what Easelight had',
  ppg: "LibRaw's PPG",
  ahd: "LibRaw's AHD",
  dht: "LibRaw's DHT",
  mean: 'a mean of 5 x 5: what Easelight had',
  'one-pass': "LibRaw's, after Markesteijn, one pass",
  'three-passes': "LibRaw's, after Markesteijn, three passes",
};

/** LibRaw balances by what the file says, which these files do not. */
const told = ({ method }) => ['ours', 'unbalanced', 'malvar', 'mean'].includes(method);

const rowOf = (result) => [
  kNames[result.method],
  ...['chart', 'color', 'silver'].map((scene) => result[scene].toFixed(1)),
  told(result) ? result.masked.toFixed(1) : '',
  result.sharpness.toFixed(2),
  result.nanoseconds.toFixed(0),
];

const kHeader = [
  'Demosaiced by',
  'chart, dB',
  'color negative, dB',
  'silver, dB',
  'chart behind a mask, dB',
  'MTF50, cycles a pixel',
  'ns a pixel',
];

const decibels = (difference) => `${Math.abs(difference).toFixed(1)} dB ${difference < 0 ? 'below' : 'above'}`;

function barsOf(results) {
  const find = (sensor, method) => results.find((result) => result.sensor === sensor && result.method === method);
  const [bayer, xTrans] = [find('bayer', 'ours'), find('x-trans', 'ours')];
  const best = Math.max(find('x-trans', 'one-pass').chart, find('x-trans', 'three-passes').chart);
  const rivals = results.filter(({ sensor, method }) => sensor === 'bayer' && method !== 'ours');
  const bestOn = (scene) => Math.max(...rivals.filter(({ method }) => method !== 'unbalanced').map((r) => r[scene]));
  return [
    {
      what: "X-Trans on the chart, against LibRaw's best",
      bar: 'at most 1 dB below',
      value: decibels(xTrans.chart - best),
      met: xTrans.chart >= best - 1,
    },
    {
      what: "MTF50 of X-Trans against Bayer's",
      bar: 'within 10 %',
      value: `${(100 * (xTrans.sharpness / bayer.sharpness - 1)).toFixed(0)} %`,
      met: Math.abs(xTrans.sharpness / bayer.sharpness - 1) <= 0.1,
    },
    ...['color', 'silver'].map((scene) => ({
      what: `Bayer on the grain of ${scene === 'color' ? 'a color negative' : 'silver'}, against the best rival`,
      bar: 'no worse',
      value: decibels(bayer[scene] - bestOn(scene)),
      met: bayer[scene] >= bestOn(scene),
    })),
  ];
}

function report(results) {
  const bars = barsOf(results);
  const of = (sensor) => table(kHeader, results.filter((result) => result.sensor === sensor).map(rowOf));
  return {
    bars,
    text: `# Demosaicing

${wrapped(`How near demosaicing comes to pictures that are known. Written by \`./dev bench demosaic\`
([tests/bench/demosaic.mjs](../tests/bench/demosaic.mjs)); do not edit.`)}

${table(
  ['what', 'bar', 'measured', ''],
  bars.map(({ what, bar, value, met }) => [what, bar, value, verdict(met)]),
)}

${wrapped(`Decibels are of a full scale over the root of the mean square error, in linear light; more is better, and 6 are
half the error. The chart ([sharp_chart.h](../tests/synthetic/sharp_chart.h)) has rings, stars, bars and tiles down to a
few photosites, in gray and in pairs of colors, 576 x 576, seen through a tent two photosites wide. The negatives are
the same chart on film, with three grains to a photosite: of a color negative each layer has its own, silver has the
same in all colors. The mask lets 1, 0.45 and 0.2 of red, green and blue through, and the error is that of the colors
brought back. LibRaw's methods were given codes whose colors are alike bright; its times are with its unpacking. On
one thread, ${describeMachine().Machine}.`)}

## Bayer

${of('bayer')}

## X-Trans

${of('x-trans')}

## What was chosen

${wrapped(`One method for both filters ([directional_demosaic.h](../core/io/raw/directional_demosaic.h)): green is
estimated along each direction and the estimates averaged by how little they bend; red and blue follow it. Choosing one
direction, as AHD and DHT do, draws mazes where there is nothing but grain to choose by; a mean does not. On silver,
where all colors are alike, LibRaw's three passes for X-Trans are nearer still, in ten times the time. Malvar's
filter has no choice to make, is several times as fast, and is worse on everything, above all where colors are not
alike bright: it takes an edge in red for one as high in blue. So colors are brought to one mean for as long as a
picture is demosaiced.`)}
`,
  };
}

execFileSync('cmake', ['--build', native, '--target', 'demosaic_bench'], { stdio: ['ignore', 'ignore', 'inherit'] });
const { bars, text } = report(JSON.parse(execFileSync(join(native, 'demosaic_bench'), { encoding: 'utf8' })));
writeFileSync(join(root, 'docs', 'demosaic.md'), text);
console.log(text);
if (bars.some(({ met }) => !met)) process.exit(1);
