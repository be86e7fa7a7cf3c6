// What of a recipe somebody has set by hand, and what the engine has found: the history knows.

import type { Recipe } from '../engine/protocol';
import { type Grading, currentRecipe } from './grading';
import type { HistoryEntry, HistoryStacks } from './history';

export type DensityKey = keyof Recipe['density'];

export const kDensityKeys: readonly DensityKey[] = ['base', 'matrix', 'gamma', 'channelGamma', 'exposure', 'gains'];

/** The step that says how the scan is read. What was set by hand it keeps, and finds the rest. */
export const kInputStep = 'input';
/** Steps that bring what the engine has found. */
const kFinding: readonly string[] = ['automatic', 'start-over', kInputStep];

type ValueOf = (recipe: Recipe) => string;

/** Whether a value of the density stages is somebody's own. `start`: the last automatic start. */
export function isDensitySetByHand(
  key: DensityKey,
  recipe: Recipe,
  { past, future }: HistoryStacks,
  start: Recipe | null,
): boolean {
  const valueOf: ValueOf = ({ density }) => JSON.stringify(density[key]);
  let seen = recipe;
  let index = stepThatBrought(seen, past, valueOf);
  while (index >= 0) {
    const { control, before } = past[index] as HistoryEntry;
    if (control !== kInputStep) return !kFinding.includes(control);
    seen = currentRecipe(before);
    index = stepThatBrought(seen, past.slice(0, index), valueOf);
  }
  // It was there from the beginning: as the start that the engine has replaced since, or as the last one.
  const found = [...past, ...future].some(
    ({ control, before }) => kFinding.includes(control) && has(before, seen, valueOf),
  );
  return !found && (start === null || valueOf(start) !== valueOf(seen));
}

/** Whether somebody has said how the scan is to be read. */
export function isEncodingSetByHand(recipe: Recipe, { past }: HistoryStacks): boolean {
  return past[stepThatBrought(recipe, past, ({ input }) => String(input.encoding))]?.control === kInputStep;
}

/** The newest step after which there was a value that the recipe has, and before which there was none; -1 for none. */
function stepThatBrought(recipe: Recipe, past: readonly HistoryEntry[], valueOf: ValueOf): number {
  let index = past.length - 1;
  while (index >= 0) {
    const { before, after } = past[index] as HistoryEntry;
    if (has(after, recipe, valueOf) && !has(before, recipe, valueOf)) break;
    index -= 1;
  }
  return index;
}

function has({ crops }: Grading, recipe: Recipe, valueOf: ValueOf): boolean {
  return crops.some((crop) => valueOf(crop) === valueOf(recipe));
}
