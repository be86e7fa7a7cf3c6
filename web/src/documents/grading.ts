// All that is graded of one scan: a recipe for each crop, and snapshots. What undo covers and the journal keeps.

import type { Recipe } from '../engine/protocol';

/** As many recipes as a link holds. */
export const kMostCrops = 64;

export const kMostSnapshots = 50;

export interface Snapshot {
  readonly name: string;
  readonly recipe: Recipe;
}

/** Immutable, as the recipes are. */
export interface Grading {
  /** One recipe for each crop of the scan, 1 to `kMostCrops`. */
  readonly crops: readonly Recipe[];
  /** Which of them is on screen. */
  readonly current: number;
  readonly snapshots: readonly Snapshot[];
}

export function gradingOf(recipe: Recipe): Grading {
  return { crops: [recipe], current: 0, snapshots: [] };
}

export function currentRecipe({ crops, current }: Grading): Recipe {
  const recipe = crops[current];
  if (!recipe) throw new RangeError(`there is no crop ${current} of ${crops.length}`);
  return recipe;
}

export function hasSeveralCrops(grading: Grading | null): boolean {
  return grading !== null && grading.crops.length > 1;
}

/** With another recipe for the crop on screen. */
export function withRecipe(grading: Grading, recipe: Recipe): Grading {
  const { crops, current } = grading;
  if (crops[current] === recipe) return grading;
  return { ...grading, crops: crops.map((crop, index) => (index === current ? recipe : crop)) };
}

/** Another crop with the recipe of the one on screen, after it and on screen. */
export function withAddedCrop(grading: Grading): Grading {
  const { crops, current } = grading;
  const next = current + 1;
  return { ...grading, crops: [...crops.slice(0, next), currentRecipe(grading), ...crops.slice(next)], current: next };
}

/** Without the crop on screen, unless it is the only one. */
export function withoutCrop(grading: Grading): Grading {
  const { crops, current } = grading;
  if (crops.length === 1) return grading;
  const left = crops.filter((_, index) => index !== current);
  return { ...grading, crops: left, current: Math.min(current, left.length - 1) };
}

/** The grade on screen for every crop; each stays cut as it is. */
export function withGradeForAll(grading: Grading): Grading {
  const grade = currentRecipe(grading);
  const crops = grading.crops.map((crop) => (crop === grade ? crop : { ...grade, geometry: crop.geometry }));
  return { ...grading, crops };
}
