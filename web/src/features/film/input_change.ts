// Another way to read a scan: what is in densities goes along, as one step of the history.

import type { Edits } from '../../documents/edits';
import { type DensityKey, isDensitySetByHand, kDensityKeys, kInputStep } from '../../documents/hand_set';
import { withInput } from '../../documents/recipe';
import type { Recipe, StartReasons } from '../../engine/protocol';
import type { Editor } from '../../workspace/editor';
import { isEnding } from '../open/endings';
import { inTurn } from './turns';

export function changeInput(editor: Editor, edits: Edits, change: Partial<Recipe['input']>): Promise<void> {
  return inTurn(edits, () => readWith(editor, edits, change));
}

async function readWith(editor: Editor, edits: Edits, change: Partial<Recipe['input']>): Promise<void> {
  // What is edited meanwhile is not to be lost: then it is read anew.
  for (;;) {
    const { recipe, grading } = edits.state;
    if (!recipe || isSame(recipe.input, { ...recipe.input, ...change })) return;
    const read = await readAnew(editor, edits, withInput(recipe, change)).catch((error: unknown) => {
      if (isEnding(error)) return null;
      // What the engine cannot find stays as it is.
      const { start, startReasons } = edits.state;
      return { recipe: withInput(recipe, change), start, startReasons };
    });
    // Meanwhile another crop may be on screen.
    if (!read || edits.state.grading?.current !== grading?.current) return;
    if (edits.state.recipe !== recipe) continue;
    edits.change({ start: read.start, startReasons: read.startReasons });
    return edits.commit(kInputStep, read.recipe, performance.now());
  }
}

interface ReadAnew {
  readonly recipe: Recipe;
  readonly start: Recipe | null;
  readonly startReasons: StartReasons | null;
}

/** The recipe on screen with the input of `wanted`: found anew but for what somebody has set. */
async function readAnew(editor: Editor, edits: Edits, wanted: Recipe): Promise<ReadAnew | null> {
  const { recipe: current, scanNumber: scan, start } = edits.state;
  if (!current) return null;
  // Tones are those that the start looked at, whatever has been cropped since.
  const asStarted = { ...wanted, geometry: start?.geometry ?? wanted.geometry };
  const { recipe: found, why } = await editor.call('automatic', { scan, film: wanted.film, recipe: asStarted });
  const own = kDensityKeys.filter((key) => isDensitySetByHand(key, current, edits.stacks, start));
  const density = { ...found.density, ...picked(current.density, own) };
  const base = own.includes('base') ? await editor.call('rereadBase', { scan, current, wanted }) : density.base;
  const { matrix } = own.includes('matrix') ? current.names : found.names;
  return {
    recipe: { ...wanted, density: { ...density, base }, names: { ...wanted.names, matrix } },
    start: found,
    startReasons: why,
  };
}

function picked(density: Recipe['density'], keys: readonly DensityKey[]): Partial<Recipe['density']> {
  return Object.fromEntries(keys.map((key) => [key, density[key]]));
}

const isSame = (one: Recipe['input'], other: Recipe['input']) => JSON.stringify(one) === JSON.stringify(other);
