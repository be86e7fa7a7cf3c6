// Puts the grade of a scan together again from its parts. Nothing in them is trusted: shapes are checked here, and every
// recipe by the engine before.

import type { CompletedRecipe, Recipe } from '../engine/protocol';
import type { Grading } from '../documents/grading';
import type { HistoryEntry } from '../documents/history';
import { sentenceText } from '../i18n/sentence';
import { text } from '../i18n/text';
import {
  type Head,
  type Part,
  type PartKind,
  entryPartFromUnknown,
  gradingPartFromUnknown,
  reasonsFromUnknown,
} from './records';
import type { Grade, Numbering } from './scan_writer';
import { Unreadable } from './unreadable';

/** A long history is asked about in parts: in between, the engine renders and gives signs of life. */
const kAtOnce = 250;

/** Asks the engine; the answers come in the same order. */
export type CompleteRecipes = (texts: readonly string[]) => Promise<readonly CompletedRecipe[]>;

export interface ReadGrade extends Grade, Numbering {
  /** The grade is whole, but its history is not, and was left out. */
  readonly historyLost: boolean;
}

/** Throws `Unreadable` where the grade itself is not whole, and whatever the engine says where it does not answer. */
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
  for (const [number, recipe] of recipes) if (!(recipe instanceof Unreadable)) numbers.set(recipe, number);
  for (const [number, one] of gradings) numbers.set(one, number);
  const read = head.start === null ? null : (recipes.get(head.start) ?? null);
  const start = read instanceof Unreadable ? null : read;
  return {
    grading: current,
    start,
    startReasons: start && reasonsFromUnknown(head.startReasons),
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

/** A recipe, or the verdict on it. */
type ReadRecipe = Recipe | Unreadable;

/** By number. What a newer version wrote makes all of the record newer, even if only the history has it. */
async function recipesOf(parts: readonly Part[], complete: CompleteRecipes): Promise<ReadonlyMap<number, ReadRecipe>> {
  const texts = [...partsOf(parts, 'recipe')];
  const completed: CompletedRecipe[] = [];
  for (let at = 0; at < texts.length; at += kAtOnce) {
    completed.push(...(await complete(texts.slice(at, at + kAtOnce).map(([, recipe]) => String(recipe)))));
  }
  return new Map(
    completed.map((answer, index): [number, ReadRecipe] => {
      const number = texts[index]?.[0] ?? 0;
      if (answer.ok) return [number, answer.recipe];
      const reason = sentenceText(answer);
      const verdict = new Unreadable(text('keep.recipe', { number, reason }), answer.code === 'unsupported');
      if (verdict.newer) throw verdict;
      return [number, verdict];
    }),
  );
}

function gradingFrom(number: number, value: unknown, recipes: ReadonlyMap<number, ReadRecipe>): Grading {
  const part = gradingPartFromUnknown(value);
  if (!part)
    throw new Unreadable(text(value === undefined ? 'keep.grading-missing' : 'keep.grading-damaged', { number }));
  const recipe = (at: number): Recipe => {
    const found = recipes.get(at) ?? new Unreadable(text('keep.recipe-missing', { number: at }));
    if (found instanceof Unreadable) throw found;
    return found;
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
  const timeline: HistoryEntry[] = [];
  try {
    for (let at = first; at < first + past + future; at += 1) {
      const part = entryPartFromUnknown(entries.get(at));
      if (!part) return null;
      const { control, before, after, join } = part;
      // Of another visit: no change of this one joins it.
      timeline.push({ control, before: grading(before), after: grading(after), time: -Infinity, join });
    }
    return timeline;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
