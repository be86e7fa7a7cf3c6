// Writes core/recipe/film_figures.cpp: what each scan setup makes of film, and what each film looks like in it, from the
// figures of data sheets (stocks.json) and the setups' spectral bands. Run: node tools/film/make_tables.mjs

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { apply, inverse, times } from './matrix.mjs';
import { bells, densityIn, filmDensity, meanOf, spectrumFromPoints, valueAt } from './spectra.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const output = join(folder, '..', '..', 'core', 'recipe', 'film_figures.cpp');

/**
 * What red, green and blue of each setup see. Narrow bands: light-emitting diodes, or a scanner's sharp filters. A
 * camera's filters are broad and overlap; their widths, and the narrow bands' places, were chosen so that the densities
 * of film base which the sheets give come out as simulated scans have them, within 0.05. A flatbed's lie between.
 */
const kNarrow = [bells([[657, 12, 1]]), bells([[528, 12, 1]]), bells([[462, 12, 1]])];
const kSetups = {
  'camera-white': {
    title: 'Camera, white light',
    bands: [
      bells([
        [603, 35, 1],
        [533, 33, 0.05],
      ]),
      bells([
        [533, 33, 1],
        [603, 35, 0.04],
        [453, 30, 0.04],
      ]),
      bells([
        [453, 30, 1],
        [533, 33, 0.07],
      ]),
    ],
  },
  'camera-rgb': { title: 'Camera, RGB light', bands: kNarrow },
  scanner: { title: 'Film scanner', bands: kNarrow },
  flatbed: {
    title: 'Flatbed scanner',
    bands: [bells([[630, 25, 1]]), bells([[535, 25, 1]]), bells([[458, 22, 1]])],
  },
  minilab: { title: 'Minilab scanner', bands: [bells([[660, 12, 1]]), bells([[532, 12, 1]]), bells([[450, 12, 1]])] },
};

/** Status M (ISO 5-3), near enough: its three narrow bands as bells. */
const kStatusM = [bells([[645, 14, 1]]), bells([[535, 14, 1]]), bells([[445, 14, 1]])];

/**
 * From amounts of dye to print density. The diagonal is the inverse of film's slope; beside it stands what undoes that
 * each layer, while it is developed, holds its neighbours back. Fitted once, over broad and narrow bands alike, to
 * negatives whose scenes are known (docs/color.md), and then a twentieth more color: a fit of pictures that are never quite
 * right grays them.
 */
const kPrintFromDyes = [
  [1.841, 0.495, -0.119],
  [0.263, 1.629, 0.166],
  [-0.005, 0.532, 1.278],
];

/** The amounts of dye of a middle tone, and how far from it each is taken to see what a setup makes of it. */
const kMiddleAmounts = [0.6, 0.6, 0.7];
const kBelow = 0.3;
const kAbove = 0.5;

/** Tones between which a film's neutral axis is averaged, in print density above base. */
const kAxisTones = [0.6, 2.0];

/** The sheets' neutrals lie so far from those of scans: red and blue against green, the mean of seven films. */
const kSheetShift = [-0.22, 0.09];

/** Density of each dye in each band, about the middle tone: rows are bands. */
function crosstalk(bands, base, dyes) {
  const moved = (dye, by) =>
    filmDensity(
      base,
      dyes,
      kMiddleAmounts.map((amount, i) => amount + (i === dye ? by : 0)),
    );
  return bands.map((band) =>
    [0, 1, 2].map(
      (dye) => (densityIn(band, moved(dye, kAbove)) - densityIn(band, moved(dye, -kBelow))) / (kAbove + kBelow),
    ),
  );
}

/** The amounts of dye that have the given status M densities, by Newton's method from the amounts before. */
function amountsOf(densities, base, dyes, start) {
  const seen = (amounts) => kStatusM.map((band) => densityIn(band, filmDensity(base, dyes, amounts)));
  let amounts = start;
  for (let step = 0; step < 20; ++step) {
    const here = seen(amounts);
    const slopes = [0, 1, 2].map((i) => {
      const there = seen(amounts.map((amount, k) => amount + (k === i ? 1e-3 : 0)));
      return there.map((value, k) => (value - here[k]) / 1e-3);
    });
    const jacobian = [0, 1, 2].map((row) => slopes.map((column) => column[row]));
    const change = apply(
      inverse(jacobian),
      densities.map((value, k) => value - here[k]),
    );
    amounts = amounts.map((amount, k) => Math.max(0, amount + change[k]));
  }
  return amounts;
}

/** The dyes along a film's own neutral scale. */
function neutralScale(film, base, dyes) {
  const curves = film.curves.map((points) => [...points].sort((a, b) => a[0] - b[0]));
  const first = Math.max(...curves.map((points) => points[0][0]));
  const last = Math.min(...curves.map((points) => points.at(-1)[0]));
  const least = curves.map((points) => Math.min(...points.map((point) => point[1])));
  const clear = kStatusM.map((band) => densityIn(band, base));
  const scale = [];
  let amounts = [0, 0, 0];
  for (let i = 0; i < 60; ++i) {
    const exposure = first + ((last - first) * i) / 59;
    const wanted = curves.map((points, k) => valueAt(points, exposure) - least[k] + clear[k]);
    amounts = amountsOf(wanted, base, dyes, amounts);
    scale.push(amounts);
  }
  return scale;
}

/** A film in one setup: its base, and how far red and blue of its neutrals print from green. */
function filmIn(setup, film, base, scale, dyes) {
  const clear = setup.bands.map((band) => densityIn(band, base));
  const axis = [0, 0];
  let count = 0;
  for (const amounts of scale) {
    const above = setup.bands.map((band, k) => densityIn(band, filmDensity(base, dyes, amounts)) - clear[k]);
    const [red, green, blue] = apply(setup.print, above);
    const tone = (red + green + blue) / 3;
    if (tone < kAxisTones[0] || tone > kAxisTones[1]) continue;
    axis[0] += red - green;
    axis[1] += blue - green;
    ++count;
  }
  return { base: clear, axis: axis.map((sum, k) => sum / count + kSheetShift[k]) };
}

const digits = (value, count) => (Math.round(value * 10 ** count) / 10 ** count).toString();
const list = (values, count = 4) => `{${values.map((value) => digits(value, count)).join(', ')}}`;

function setupText(name, { title, print }) {
  const slope = print.map((row) => row[0] + row[1] + row[2]);
  const rows = print.map((row, k) => list(row.map((value) => value / slope[k])));
  return `    {"${name}", "${title}", {${rows.join(', ')}}, ${list(slope, 3)}},`;
}

function stockText(key, film, views) {
  const lines = views.map(({ base, axis }) => `{${list(base, 3)}, ${list(axis, 3)}}`);
  return `    {"${key}",\n     "${film.name.replace(/ @.*$/, '')}",\n     {{${lines.join(',\n       ')}}}},`;
}

function main() {
  const { source, films } = JSON.parse(readFileSync(join(folder, 'stocks.json'), 'utf8'));
  const entries = Object.entries(films);
  const dyesOf = (film) => film.dyes.map(spectrumFromPoints);
  // Sheets of still films show no single dyes; those of cine films hardly differ, so their mean stands in.
  const modern = ['kodak-5203', 'kodak-5207', 'kodak-5213', 'kodak-5219', 'kodak-exr-5248', 'kodak-5277'];
  const common = [0, 1, 2].map((i) => meanOf(modern.map((key) => dyesOf(films[key])[i])));
  const meanBase = meanOf(entries.map(([, film]) => spectrumFromPoints(film.base)));
  for (const setup of Object.values(kSetups)) {
    setup.print = times(kPrintFromDyes, inverse(crosstalk(setup.bands, meanBase, common)));
  }
  const setups = Object.entries(kSetups);
  const stocks = entries.map(([key, film]) => {
    const base = spectrumFromPoints(film.base);
    const dyes = modern.includes(key) ? dyesOf(film) : common;
    const scale = neutralScale(film, base, dyes);
    return stockText(
      key,
      film,
      setups.map(([, setup]) => filmIn(setup, film, base, scale, dyes)),
    );
  });
  writeFileSync(
    output,
    `// Written by tools/film/make_tables.mjs; change that instead.
//
// Figures of films: ${source}.
#include "core/recipe/film_figures.h"

namespace easelight {
namespace {

constexpr ScanSetup kSetups[] = {
${setups.map(([name, setup]) => setupText(name, setup)).join('\n')}
};

// In the order of the setups.
constexpr FilmFigures kStocks[] = {
${stocks.join('\n')}
};

}  // namespace

std::span<const ScanSetup> ScanSetups() { return kSetups; }
std::span<const FilmFigures> FilmStocks() { return kStocks; }

}  // namespace easelight
`,
  );
}

main();
