// Two grades of one scan, made apart: what the one has that the other has not goes into the history of the other, so that
// undo reaches it and nothing is overwritten.

import type { Recipe } from '../engine/protocol';
import type { Grading } from '../documents/grading';
import type { HistoryEntry } from '../documents/history';
import type { Grade } from './scan_writer';

/** Steps that go into the past of a history, before the entry at this place. */
export interface Insertion {
  readonly at: number;
  readonly steps: readonly HistoryEntry[];
}

/**
 * What of `under` is to be put into the past of `over`. Both begin with the steps that they have in common; then come
 * the steps of `under`, one step (`control`) from its grade to where `over` went another way, and the steps of `over`.
 */
export function insertionOf(over: Grade, under: Grade, control: string): Insertion {
  const same = new Sameness();
  const [upper, lower] = [over.stacks.past, under.stacks.past];
  const at = same.commonStart(upper, lower);
  const known = same.knownEnd(upper.slice(at), lower.slice(at), under.grading);
  const steps = lower.slice(at, lower.length - known);
  const end = known > 0 ? steps.at(-1)?.after : under.grading;
  const rest = upper[at]?.before ?? over.grading;
  if (end && !same.gradings(end, rest)) {
    steps.push({ control, before: end, after: rest, time: -Infinity, join: 'never' });
  }
  return { at, steps };
}

/** What was read twice is the same without being one object: recipes are compared by their text, each once. */
class Sameness {
  readonly #numbers = new Map<string, number>();
  readonly #known = new WeakMap<Recipe, number>();

  /** Which crop is on screen is no difference. */
  gradings(one: Grading, other: Grading): boolean {
    return (
      this.#alike(one.crops, other.crops) &&
      one.snapshots.length === other.snapshots.length &&
      one.snapshots.every(({ name, recipe }, index) => {
        const twin = other.snapshots[index];
        return twin?.name === name && this.#number(recipe) === this.#number(twin.recipe);
      })
    );
  }

  /** How many steps both have at their beginning. */
  commonStart(one: readonly HistoryEntry[], other: readonly HistoryEntry[]): number {
    let count = 0;
    while (count < Math.min(one.length, other.length) && this.#entries(one[count], other[count])) count += 1;
    return count;
  }

  /** How many of the last steps of `lower`, which led to its grade, are the first ones of `upper`. */
  knownEnd(upper: readonly HistoryEntry[], lower: readonly HistoryEntry[], grading: Grading): number {
    for (let count = Math.min(upper.length, lower.length); count > 0; count -= 1) {
      const last = upper[count - 1];
      if (!last || !this.gradings(last.after, grading)) continue;
      if (this.commonStart(upper, lower.slice(lower.length - count)) >= count) return count;
    }
    return 0;
  }

  #entries(one: HistoryEntry | undefined, other: HistoryEntry | undefined): boolean {
    if (!one || !other || one.control !== other.control) return false;
    return this.gradings(one.before, other.before) && this.gradings(one.after, other.after);
  }

  #alike(one: readonly Recipe[], other: readonly Recipe[]): boolean {
    if (one === other) return true;
    if (one.length !== other.length) return false;
    return one.every((recipe, index) => {
      const twin = other[index];
      return twin !== undefined && this.#number(recipe) === this.#number(twin);
    });
  }

  #number(recipe: Recipe): number {
    const known = this.#known.get(recipe);
    if (known !== undefined) return known;
    const text = JSON.stringify(recipe);
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#known.set(recipe, number);
    return number;
  }
}
