// Reading and changing recipes without mutating them.

import type { Catalog, FilmKind, Recipe, Triple } from '../engine/protocol';
import { kWholeScan } from './crop';

type Density = Recipe['density'];

export type Channel = 0 | 1 | 2;

export function withDensity(recipe: Recipe, change: Partial<Density>): Recipe {
  return { ...recipe, density: { ...recipe.density, ...change } };
}

export function withChannel(triple: Triple, channel: Channel, value: number): Triple {
  const next: [number, number, number] = [...triple];
  next[channel] = value;
  return next;
}

export function withGeometry(recipe: Recipe, change: Partial<Recipe['geometry']>): Recipe {
  return { ...recipe, geometry: { ...recipe.geometry, ...change } };
}

export function withInput(recipe: Recipe, change: Partial<Recipe['input']>): Recipe {
  return { ...recipe, input: { ...recipe.input, ...change } };
}

/** Turns the final picture clockwise. A mirrored picture turns the other way before it is mirrored. */
export function rotated(recipe: Recipe, degrees: 90 | -90): Recipe {
  const turn = recipe.geometry.flip ? -degrees : degrees;
  const rotate = ((recipe.geometry.rotate + turn + 360) % 360) as Recipe['geometry']['rotate'];
  return withGeometry(recipe, { rotate });
}

/** Mirrors the final picture left-right; flip is the last step of the geometry, so this is all. */
export function flipped(recipe: Recipe): Recipe {
  return withGeometry(recipe, { flip: !recipe.geometry.flip });
}

export function defaultRecipe(catalog: Catalog, film: FilmKind): Recipe | null {
  return catalog.films.find((entry) => entry.kind === film)?.recipe ?? null;
}

/** The start of another kind of film: its defaults, with how the scan is read and cut, and colors are held, kept. */
export function recipeForFilm(catalog: Catalog, film: FilmKind, current: Recipe): Recipe | null {
  const base = defaultRecipe(catalog, film);
  if (!base) return null;
  const { input, working, output, geometry } = current;
  const { note, setup, stock } = current.names;
  return { ...base, input, working, output, geometry, names: { ...base.names, note, setup, stock } };
}

/** The scan as it is, cut and turned as the grade is: for the comparison before / after. */
export function ungraded(catalog: Catalog, current: Recipe): Recipe | null {
  return recipeForFilm(catalog, 'digital', current);
}

/** The whole scan, turned by quarters only: what a crop is drawn on. */
export function uncropped(recipe: Recipe): Recipe {
  return withGeometry(recipe, { crop: kWholeScan, straighten: 0 });
}

export function withMatrix(recipe: Recipe, catalog: Catalog, name: string): Recipe {
  const entry = catalog.matrices.find((matrix) => matrix.name === name);
  if (!entry) return recipe;
  return { ...withDensity(recipe, { matrix: entry.values }), names: { ...recipe.names, matrix: name } };
}

/** Applies a print curve and the gamma that suits its contrast. */
export function withCurve(recipe: Recipe, catalog: Catalog, name: string): Recipe {
  const entry = catalog.curves.find((curve) => curve.name === name);
  if (!entry) return recipe;
  const { curves, interpolation, gamma } = entry;
  return {
    ...withDensity(recipe, { gamma }),
    print: { ...recipe.print, curves, interpolation },
    names: { ...recipe.names, curve: name },
  };
}

/** Whether colors that the output space does not hold are moved into it, or cut off. */
export function withGamut(recipe: Recipe, gamut: Recipe['output']['gamut']): Recipe {
  return { ...recipe, output: { ...recipe.output, gamut } };
}

export function withGlare(recipe: Recipe, glare: number): Recipe {
  return { ...recipe, print: { ...recipe.print, glare } };
}
