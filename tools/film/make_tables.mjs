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
    breadth: 1,
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
  'camera-rgb': { title: 'Camera, RGB light', breadth: 0, bands: kNarrow },
  scanner: { title: 'Film scanner', breadth: 0, bands: kNarrow },
  flatbed: {
    title: 'Flatbed scanner',
    breadth: 0.5,
    bands: [bells([[630, 25, 1]]), bells([[535, 25, 1]]), bells([[458, 22, 1]])],
  },
  minilab: {
    title: 'Minilab scanner',
    breadth: 0,
    bands: [bells([[660, 12, 1]]), bells([[532, 12, 1]]), bells([[450, 12, 1]])],
  },
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

/** How far one film's neutrals lie from its sheet's: the sheet's errors, the roll's and the light's. */
const kKnownSpread = 0.09;

/** How much a scan's contrasts differ from those of its film: the scanner's own curve a channel. */
const kKnownTurns = 0.12;

/**
 * Where layers have lost their dye, each its own share, contrasts differ far more: up to half of the red layer's goes
 * first. Neutrals above the base move little more than films differ.
 */
const kFaded = { spread: 0.12, turns: 0.35 };

/** No curve spans more, in decades of exposure; what does counts in stops. */
const kMostDecades = 8;

/**
 * The neutrals of scans lie so far from those of sheets, red and blue against green, in narrow and in broad bands: the
 * means of five films and of two. The bands of the setups are not those of any one scanner.
 */
const kSheetShift = {
  c41: { narrow: [-0.185, 0.05], broad: [0.03, 0.09] },
  ecn2: { narrow: [-0.28, -0.035], broad: [-0.27, -0.01] },
};

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

/**
 * The dyes along a film's own neutral scale. Where a sheet shows the spectrum of a neutral, the three curves are moved
 * along the exposure until they meet in it: what is neutral is said by that, and by the curves how it goes on from there.
 */
function neutralScale(film, base, dyes) {
  const clear = kStatusM.map((band) => densityIn(band, base));
  const neutral = film.neutral && spectrumFromPoints(film.neutral);
  const curves = film.curves.map((points, k) => {
    const sorted = [...points].sort((a, b) => a[0] - b[0]);
    const least = Math.min(...sorted.map((point) => point[1]));
    const lifted = sorted.map(([x, y]) => [x, y - least + clear[k]]);
    const wanted = neutral && densityIn(kStatusM[k], neutral);
    const meeting = neutral && lifted.at(-1)[1] > wanted ? crossing(lifted, wanted) : 0;
    return lifted.map(([x, y]) => [x - meeting, y]);
  });
  const first = Math.max(...curves.map((points) => points[0][0]));
  const last = Math.min(...curves.map((points) => points.at(-1)[0]));
  const scale = [];
  let amounts = [0, 0, 0];
  for (let i = 0; i < 60; ++i) {
    const exposure = first + ((last - first) * i) / 59;
    const wanted = curves.map((points) => valueAt(points, exposure));
    amounts = amountsOf(wanted, base, dyes, amounts);
    scale.push(amounts);
  }
  return scale;
}

/**
 * What the dyes leave unsaid of a sheet's neutral, for each amount of dye: of most films only those of other films are
 * known.
 */
function unsaid(film, base, dyes) {
  const neutral = spectrumFromPoints(film.neutral);
  const amounts = amountsOf(
    kStatusM.map((band) => densityIn(band, neutral)),
    base,
    dyes,
    kMiddleAmounts,
  );
  const sum = amounts[0] + amounts[1] + amounts[2];
  return filmDensity(base, dyes, amounts).map((density, i) => (neutral[i] - density) / sum);
}

/** A film in one setup: its base, and how far red and blue of its neutrals print from green. */
function filmIn(setup, process, base, scale, dyes, rest) {
  const print = setup.print[process];
  const { narrow, broad } = kSheetShift[process];
  const shift = narrow.map((value, k) => value + setup.breadth * (broad[k] - value));
  const clear = setup.bands.map((band) => densityIn(band, base));
  const axis = [0, 0];
  let count = 0;
  for (const amounts of scale) {
    const sum = amounts[0] + amounts[1] + amounts[2];
    const density = filmDensity(base, dyes, amounts).map((value, i) => value + sum * rest[i]);
    const above = setup.bands.map((band, k) => densityIn(band, density) - clear[k]);
    const [red, green, blue] = apply(print, above);
    const tone = (red + green + blue) / 3;
    if (tone < kAxisTones[0] || tone > kAxisTones[1]) continue;
    axis[0] += red - green;
    axis[1] += blue - green;
    ++count;
  }
  return { base: clear, axis: axis.map((sum, k) => sum / count + shift[k]) };
}

const kProcessNames = { c41: 'FilmProcess::kC41', ecn2: 'FilmProcess::kEcn2' };

const digits = (value, count) => (Math.round(value * 10 ** count) / 10 ** count).toString();
const list = (values, count = 4) => `{${values.map((value) => digits(value, count)).join(', ')}}`;

function matrixText(title, print) {
  const slope = print.map((row) => row[0] + row[1] + row[2]);
  const rows = print.map((row, k) => list(row.map((value) => value / slope[k])));
  return `{"${title}", {${rows.join(', ')}}, ${list(slope, 3)}}`;
}

function setupText(name, { title, print }) {
  const matrices = [matrixText(title, print.c41), matrixText(`${title}, ECN-2`, print.ecn2)];
  return `    {"${name}", "${title}", {{${matrices.join(',\n       ')}}}},`;
}

function stockText(key, { title, process, spread, turns = kKnownTurns, one = false, views }) {
  const lines = views.map(({ base, axis }) => `{${list(base, 3)}, ${list(axis, 3)}}`);
  const head = `{"${key}", "${title}", ${kProcessNames[process]}, ${one}, ${digits(spread, 3)}, ${digits(turns, 3)}`;
  return `    ${head},\n     {{${lines.join(',\n       ')}}}},`;
}

/** A process as one film: the mean of its films in each setup, and how far they lie from it. */
function familyOf(films) {
  const views = films[0].views.map((_, setup) => {
    const mean = (what) => (k) => films.reduce((sum, { views }) => sum + views[setup][what][k], 0) / films.length;
    return { base: [0, 1, 2].map(mean('base')), axis: [0, 1].map(mean('axis')) };
  });
  let square = 0;
  for (const film of films) {
    film.views.forEach(({ axis }, setup) => {
      for (const k of [0, 1]) square += (axis[k] - views[setup].axis[k]) ** 2 / (2 * films.length * views.length);
    });
  }
  return { views, spread: Math.hypot(kKnownSpread, Math.sqrt(square)) };
}

/** The median slope of each layer's curve between densities 0.2 and 0.8 above base, of films of one process. */
function slopesOf(films) {
  return [0, 1, 2].map((layer) => {
    const slopes = films.map(({ curves }) => {
      const points = [...curves[layer]].sort((a, b) => a[0] - b[0]);
      // Some sheets count exposure in stops.
      const unit = points.at(-1)[0] - points[0][0] > kMostDecades ? Math.log10(2) : 1;
      const least = Math.min(...points.map((point) => point[1]));
      const reach = (density) => crossing(points, least + density) * unit;
      return 0.6 / (reach(0.8) - reach(0.2));
    });
    return slopes.sort((a, b) => a - b)[Math.floor(slopes.length / 2)];
  });
}

/** Where a rising curve first reaches a value. */
function crossing(points, value) {
  const after = points.findIndex(([, y], i) => i > 0 && points[i - 1][1] < value && y >= value);
  const [[x0, y0], [x1, y1]] = [points[after - 1], points[after]];
  return x0 + ((value - y0) / (y1 - y0)) * (x1 - x0);
}

function main() {
  const { source, films } = JSON.parse(readFileSync(join(folder, 'stocks.json'), 'utf8'));
  const entries = Object.entries(films);
  const dyesOf = (film) => film.dyes.map(spectrumFromPoints);
  // Sheets of still films show no single dyes; those of cine films hardly differ, so their mean stands in.
  const modern = ['kodak-5203', 'kodak-5207', 'kodak-5213', 'kodak-5219', 'kodak-exr-5248', 'kodak-5277'];
  const common = [0, 1, 2].map((i) => meanOf(modern.map((key) => dyesOf(films[key])[i])));
  const meanBase = meanOf(entries.map(([, film]) => spectrumFromPoints(film.base)));
  const cine = entries.filter(([, film]) => film.medium === 'cine').map(([, film]) => film);
  const still = entries.filter(([, film]) => film.medium !== 'cine').map(([, film]) => film);
  const cineBase = meanOf(cine.map((film) => spectrumFromPoints(film.base)));
  // Films for cinemas are softer; their print makes up for it.
  const [soft, plain] = [slopesOf(cine), slopesOf(still)];
  const steeper = kPrintFromDyes.map((row, k) => row.map((value) => (value * plain[k]) / soft[k]));
  for (const setup of Object.values(kSetups)) {
    setup.print = {
      c41: times(kPrintFromDyes, inverse(crosstalk(setup.bands, meanBase, common))),
      ecn2: times(steeper, inverse(crosstalk(setup.bands, cineBase, common))),
    };
  }
  const setups = Object.entries(kSetups);
  const figures = entries.map(([key, film]) => {
    const base = spectrumFromPoints(film.base);
    const dyes = modern.includes(key) ? dyesOf(film) : common;
    const scale = neutralScale(film, base, dyes);
    const rest = unsaid(film, base, dyes);
    const process = film.medium === 'cine' ? 'ecn2' : 'c41';
    const views = setups.map(([, setup]) => filmIn(setup, process, base, scale, dyes, rest));
    return { key, title: film.name.replace(/ @.*$/, ''), process, one: true, spread: kKnownSpread, views };
  });
  const family = (which) => familyOf(figures.filter(({ process }) => process === which));
  const stocks = [
    { key: 'ecn-2', title: 'Any motion picture film (ECN-2)', process: 'ecn2', ...family('ecn2') },
    { key: 'faded', title: 'Faded film', process: 'c41', ...family('c41'), ...kFaded },
    ...figures,
  ].map((film) => stockText(film.key, film));
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
