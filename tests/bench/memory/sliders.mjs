// Twenty sliders of the editor, as functions of a recipe, and the drags that every part of the benchmark repeats.

/**
 * @typedef {object} Slider
 * @property {string} name
 * @property {number} reach How far a drag goes from where the slider stands, either way.
 * @property {(recipe: any) => number} get
 * @property {(recipe: any, value: number) => void} set
 */

const channels = ['Red', 'Green', 'Blue'];
const curveKeys = ['rgb', 'r', 'g', 'b'];

/** @returns {Slider} */
function field(name, reach, path) {
  const holder = (recipe) => path.slice(0, -1).reduce((object, key) => object[key], recipe);
  const key = path.at(-1);
  return {
    name,
    reach,
    get: (recipe) => holder(recipe)[key],
    set: (recipe, value) => {
      holder(recipe)[key] = value;
    },
  };
}

/**
 * The middle of a print curve, moved up and down between its neighbours.
 * @returns {Slider}
 */
function curvePoint(name, key) {
  const middle = (points) => Math.floor(points.length / 2);
  return {
    name,
    reach: 0.03,
    get: ({ print }) => print.curves[key][middle(print.curves[key])][1],
    set: ({ print }, value) => {
      print.curves[key][middle(print.curves[key])][1] = Math.min(1, Math.max(0, value));
    },
  };
}

/** @type {readonly Slider[]} */
export const sliders = [
  ...channels.map((name, c) => field(`${name} base`, 0.1, ['density', 'base', c])),
  field('Gamma', 0.5, ['density', 'gamma']),
  field('Exposure', 0.6, ['density', 'exposure']),
  ...channels.map((name, c) => field(`${name} gain`, 0.3, ['density', 'gains', c])),
  ...channels.map((name, c) => field(`${name} gamma`, 0.15, ['density', 'channelGamma', c])),
  field('Glare', 0.02, ['print', 'glare']),
  ...curveKeys.map((key) => curvePoint(`Curve ${key}`, key)),
  ...[
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
  ].map(([row, column]) => field(`Matrix ${row + 1}${column + 1}`, 0.1, ['density', 'matrix', row, column])),
];

/** A recipe whose curves all have a middle point to move, and whose base and glare can move both ways. */
export function withCurves(recipe) {
  const copy = structuredClone(recipe);
  for (const key of curveKeys) if (copy.print.curves[key].length < 3) copy.print.curves[key].splice(1, 0, [0.5, 0.5]);
  copy.density.base = copy.density.base.map((density) => Math.max(density, 0.1));
  copy.print.glare = 0.02;
  return copy;
}

/**
 * Drags one slider after the other, each out to both sides and back, `steps` previews each.
 * @returns {any[]} recipes
 */
export function dragRecipes(start, steps) {
  return sliders.flatMap((slider) =>
    Array.from({ length: steps }, (_, step) => {
      const recipe = structuredClone(start);
      slider.set(recipe, slider.get(start) + slider.reach * Math.sin((2 * Math.PI * (step + 1)) / steps));
      return recipe;
    }),
  );
}

/** Numbers 0..1 that are the same in every run (mulberry32, a public-domain generator). */
export function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Moves a random slider of `recipe` to a random place about where it stands in `start`. */
export function moveSomething(recipe, start, random) {
  const slider = sliders[Math.floor(random() * sliders.length)];
  slider.set(recipe, slider.get(start) + slider.reach * (2 * random() - 1));
}
