// A scan of a color negative with a chart of 24 patches on it, as a film and a scanner of known figures would make it.

import { readFileSync } from 'node:fs';
import { makeTiff } from './chart.mjs';
import { powerProfile } from './profiles.mjs';

const table = new URL('../../core/calibration/reference_charts.cpp', import.meta.url);

export const chartReference = 'ultramax-400';

/** The light of each patch of a reference, from the engine's own table. */
export function referencePatches(name) {
  const source = readFileSync(table, 'utf8');
  const start = source.indexOf(`{"${name}",`);
  const end = source.indexOf('}}},', start);
  const triples = [...source.slice(start, end).matchAll(/\{([\d.]+), ([\d.]+), ([\d.]+)\}/g)];
  return triples.map(([, ...numbers]) => numbers.map(Number));
}

/** What a fit is to find: the film's inverse matrix, slope and offset; densities of its base are in the offset. */
export const knownFilm = {
  matrix: [
    [1.2, -0.15, -0.05],
    [-0.08, 1.1, -0.02],
    [0.02, -0.12, 1.1],
  ],
  slope: [1.9, 1.7, 1.5],
  offset: [2.6, 2.9, 3.1],
};

function inverse([[a, b, c], [d, e, f], [g, h, i]]) {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return [
    [e * i - f * h, c * h - b * i, b * f - c * e],
    [f * g - d * i, a * i - c * g, c * d - a * f],
    [d * h - e * g, b * g - a * h, a * e - b * d],
  ].map((row) => row.map((value) => value / determinant));
}

/** The film's density of each patch, for prints like the reference. */
function filmDensities() {
  const { matrix, slope, offset } = knownFilm;
  const back = inverse(matrix);
  return referencePatches(chartReference).map((light) => {
    const slopes = light.map((value, c) => (offset[c] + Math.log10(value)) / slope[c]);
    return back.map((row) => row[0] * slopes[0] + row[1] * slopes[1] + row[2] * slopes[2]);
  });
}

export const colorChartSize = { width: 900, height: 620 };

/** Askew, of the scan's width and height: at A1, A6, D6 and D1. */
export const colorChartCorners = [
  { x: 0.18, y: 0.16 },
  { x: 0.82, y: 0.22 },
  { x: 0.78, y: 0.8 },
  { x: 0.14, y: 0.74 },
];

/** The chart fills the scan. */
export const wholeScan = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

/**
 * A 16-bit TIFF of linear light, tagged so. Each patch fills nine tenths of its place; around them lies a gray. The
 * corners span a parallelogram.
 */
export function makeColorChart(corners = colorChartCorners) {
  const { width, height } = colorChartSize;
  const [a1, a6, , d1] = corners;
  const along = { x: a6.x - a1.x, y: a6.y - a1.y };
  const down = { x: d1.x - a1.x, y: d1.y - a1.y };
  const determinant = along.x * down.y - along.y * down.x;
  const densities = filmDensities();
  const around = [0.9, 1.2, 1.4];
  const densityAt = (px, py) => {
    const [x, y] = [(px + 0.5) / width - a1.x, (py + 0.5) / height - a1.y];
    const u = (6 * (x * down.y - y * down.x)) / determinant;
    const v = (4 * (along.x * y - along.y * x)) / determinant;
    const isInside = u >= 0 && u < 6 && v >= 0 && v < 4;
    const isPatch = isInside && Math.abs((u % 1) - 0.5) < 0.45 && Math.abs((v % 1) - 0.5) < 0.45;
    return isPatch ? densities[6 * Math.floor(v) + Math.floor(u)] : around;
  };
  const code = (x, y, channel) => Math.round(65535 * 10 ** -densityAt(x, y)[channel]);
  return makeTiff(colorChartSize, code, powerProfile(1));
}

/** The chart's original as a CGATS file of XYZ, in percent. */
export function cgatsText() {
  const rows = referencePatches('original').map((xyz, patch) => {
    const name = `${'ABCD'[Math.floor(patch / 6)]}${1 + (patch % 6)}`;
    return `${name} ${xyz.map((value) => (100 * value).toFixed(3)).join(' ')}`;
  });
  return [
    'CGATS.17',
    'NUMBER_OF_FIELDS 4',
    'BEGIN_DATA_FORMAT',
    'SAMPLE_ID XYZ_X XYZ_Y XYZ_Z',
    'END_DATA_FORMAT',
    'NUMBER_OF_SETS 24',
    'BEGIN_DATA',
    ...rows,
    'END_DATA',
    '',
  ].join('\n');
}
