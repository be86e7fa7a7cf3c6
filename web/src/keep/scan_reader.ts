// Puts the grade of a scan together again from its parts. Nothing in them is trusted: shapes are checked here, and every
// recipe by the engine before.

import type { CompletedRecipe, Recipe } from '../engine/protocol';
import type { Grading } from '../state/grading';
import type { HistoryEntry } from '../state/history';
import { type Head, type Part, type PartKind, entryPartFromUnknown, gradingPartFromUnknown } from './records';
import type { Grade, Numbering } from './scan_writer';

/** Asks the engine; the answers come in the same order. */
export type CompleteRecipes = (texts: readonly string[]) => Promise<readonly CompletedRecipe[]>;

export interface ReadGrade extends Grade, Numbering {
  /** The grade is whole, but its history is not, and was left out. */
  readonly historyLost: boolean;
}

/** Throws with one sentence where the grade itself cannot be read. */
export async function readGrade(head: Head, parts: readonly Part[], complete: CompleteRecipes): Promise<ReadGrade> {
  const recipes = await recipesOf(parts, complete);
  const gradings = new Map<number, Grading>();
  const gradingParts = partsOf(parts, 'grading');
  const grading = (number: number): Grading => {
    const known = gradings.get(number);
    if (known) return known;
    const read = gradingFrom(number, gradingParts.get(number), recipes);
    gradings.set(number, read);
    return read;
  };
  const current = grading(head.grading);
  const timeline = timelineFrom(head, partsOf(parts, 'entry'), grading);
  const numbers = new Map<Recipe | Grading, number>();
  for (const [number, recipe] of recipes) if (typeof recipe !== 'string') numbers.set(recipe, number);
  for (const [number, one] of gradings) numbers.set(one, number);
  const start = head.start === null ? null : recipes.get(head.start);
  return {
    grading: current,
    start: typeof start === 'object' ? start : null,
    stacks: {
      past: timeline?.slice(0, head.past) ?? [],
      future: timeline?.slice(head.past).reverse() ?? [],
    },
    numbers,
    first: head.first,
    timeline: timeline ?? [],
    historyLost: timeline === null,
  };
}

function partsOf(parts: readonly Part[], kind: PartKind): ReadonlyMap<number, unknown> {
  return new Map(parts.filter(({ key }) => key[1] === kind).map(({ key, value }) => [key[2], value]));
}

/** By number: a recipe, or what is wrong with it. */
async function recipesOf(
  parts: readonly Part[],
  complete: CompleteRecipes,
): Promise<ReadonlyMap<number, Recipe | string>> {
  const texts = [...partsOf(parts, 'recipe')];
  const completed = await complete(texts.map(([, text]) => String(text)));
  return new Map(
    texts.map(([number], index) => {
      const answer = completed[index];
      return [number, answer?.ok ? answer.recipe : (answer?.message ?? 'not answered')];
    }),
  );
}

function gradingFrom(number: number, value: unknown, recipes: ReadonlyMap<number, Recipe | string>): Grading {
  const part = gradingPartFromUnknown(value);
  if (!part) throw new Error(value === undefined ? `grading ${number} is missing` : `grading ${number} is damaged`);
  const recipe = (at: number): Recipe => {
    const found = recipes.get(at);
    if (typeof found === 'object') return found;
    throw new Error(found === undefined ? `recipe ${at} is missing` : `recipe ${at}: ${found}`);
  };
  return {
    crops: part.crops.map(recipe),
    current: part.current,
    snapshots: part.snapshots.map(([name, at]) => ({ name, recipe: recipe(at) })),
  };
}

/** Null where a step is missing or damaged. */
function timelineFrom(
  { first, past, future }: Head,
  entries: ReadonlyMap<number, unknown>,
  grading: (number: number) => Grading,
): HistoryEntry[] | null {
  try {
    return Array.from({ length: past + future }, (_, index) => {
      const part = entryPartFromUnknown(entries.get(first + index));
      if (!part) throw new Error(`step ${first + index} is missing or damaged`);
      const { control, before, after, join } = part;
      // Of another visit: no change of this one joins it.
      return { control, before: grading(before), after: grading(after), time: -Infinity, join };
    });
  } catch {
    return null;
  }
}
