// Recipes and a catalog for tests.

import type { AutomaticStart, Catalog, Curve, FilmKind, Recipe } from '../src/engine/protocol';

const kStraight: Curve = [
  [0, 0],
  [1, 1],
];
const kIdentity: Recipe['density']['matrix'] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const kCurves = { rgb: kStraight, r: kStraight, g: kStraight, b: kStraight };

export function testRecipe(film: FilmKind = 'color-negative'): Recipe {
  return {
    easelight: 1,
    film,
    input: { space: 'device', encoding: 'auto' },
    working: 'endura-premier',
    density: {
      base: [0.14, 0.39, 0.59],
      matrix: kIdentity,
      gamma: 1.6,
      channelGamma: [1, 1, 1],
      exposure: 1.8,
      gains: [0, 0, 0],
    },
    output: { gamut: 'clip' },
    print: { interpolation: 'monotone', curves: kCurves, glare: 0 },
    geometry: { crop: [0, 0, 1, 1], rotate: 0, flip: false, straighten: 0 },
    names: { setup: '', stock: '', matrix: 'Identity', curve: 'Neutral', note: '' },
  };
}

/** What the engine answers when it is asked for an automatic start. */
export const started = (recipe: Recipe): AutomaticStart => ({
  recipe,
  why: { base: 'rebate', setup: 'scanner', setupFrom: 'base', fromPicture: 0.6, doubt: [0.05, 0.03] },
});

export const testCatalog: Catalog = {
  version: '0',
  libraries: ['zlib 1.2.13'],
  films: (['color-negative', 'bw-negative', 'digital'] as const).map((kind) => ({
    kind,
    recipe: testRecipe(kind),
  })),
  ranges: [{ key: 'density.gamma', least: 0.1, most: 6 }],
  spaces: [{ name: 'srgb', title: 'sRGB', use: 'output' }],
  outputs: [{ name: 'srgb', title: 'sRGB' }],
  setups: [{ name: 'scanner', title: 'Film scanner' }],
  stocks: [{ name: 'kodak-gold-200', title: 'Kodak Gold 200' }],
  matrices: [
    {
      name: 'Crossed',
      values: [
        [1, 0.1, 0],
        [0, 1, 0.1],
        [0, 0, 1],
      ],
    },
  ],
  curves: [
    { name: 'Strong', curves: { ...kCurves, rgb: [...kStraight, [1, 0.9]] }, interpolation: 'linear', gamma: 0.8 },
  ],
  references: [{ name: 'gold-200', title: 'Kodak Gold 200' }],
};
