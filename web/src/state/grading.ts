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

/** With another recipe for the crop on screen. */
export function withRecipe(grading: Grading, recipe: Recipe): Grading {
  const { crops, current } = grading;
  if (crops[current] === recipe) return grading;
  return { ...grading, crops: crops.map((crop, index) => (index === current ? recipe : crop)) };
}
