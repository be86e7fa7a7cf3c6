import { describe, expect, it } from 'vitest';
import { insertionOf } from '../../src/keep/beneath';
import { type Grading, gradingOf, withRecipe } from '../../src/documents/grading';
import { type HistoryEntry, withInserted } from '../../src/documents/history';
import { withDensity } from '../../src/documents/recipe';
import type { Grade } from '../../src/keep/scan_writer';
import { testRecipe } from '../recipes';

/** Read anew each time, as from a disk: the same recipe is never the same object. */
const gamma = (value: number): Grading => gradingOf(withDensity(testRecipe(), { gamma: value }));

/** A grade that went through these gammas, one step each. */
function grade(first: number, ...gammas: number[]): Grade {
  const gradings = [first, ...gammas].map(gamma);
  const past = gammas.map((_, index): HistoryEntry => {
    const [before, after] = [gradings[index] as Grading, gradings[index + 1] as Grading];
    return { control: 'gamma', before, after, time: 0, join: 'never' };
  });
  return { grading: gradings.at(-1) as Grading, stacks: { past, future: [] }, start: null, startReasons: null };
}

const gammaOf = ({ crops }: Grading) => crops[0]?.density.gamma;

/** The gammas of the whole past, in the order in which they were made. */
function merged(over: Grade, under: Grade): (number | undefined)[] {
  const { past } = withInserted(over.stacks, insertionOf(over, under, 'made-apart'));
  past.forEach((entry, index) => {
    const next = past[index + 1];
    if (next) expect(gammaOf(next.before), 'a step begins where the one before it ended').toBe(gammaOf(entry.after));
  });
  return [...past.map(({ before }) => gammaOf(before)), gammaOf(over.grading)];
}

describe('two grades made apart', () => {
  it('become one history: what both have, the one, the other', () => {
    expect(merged(grade(1, 2, 3), grade(1, 2, 4, 5))).toEqual([1, 2, 4, 5, 2, 3]);
    expect(merged(grade(1), grade(1, 2))).toEqual([1, 2, 1]);
    expect(merged(grade(7, 8), grade(1, 2))).toEqual([1, 2, 7, 8]);
  });

  it('need no step where the one goes on where the other ended', () => {
    expect(merged(grade(1, 2, 3), grade(1, 2))).toEqual([1, 2, 3]);
    expect(merged(grade(1, 2), grade(1, 2))).toEqual([1, 2]);
  });

  it('do not repeat what was put together before', () => {
    const together = grade(1, 2, 4, 5, 2, 3);
    together.stacks.past.forEach((entry, index) => {
      if (index === 3) Object.assign(entry, { control: 'made-apart' });
    });
    expect(merged(grade(1, 2, 3), together)).toEqual([1, 2, 4, 5, 2, 3]);
    expect(merged(grade(1, 2, 3, 6), together)).toEqual([1, 2, 4, 5, 2, 3, 6]);
  });

  it('differ by crops and snapshots, not by which crop is on screen', () => {
    const [over, under] = [grade(1, 2), grade(1, 2)];
    const elsewhere = { ...under, grading: { ...under.grading, current: 0 } };
    expect(insertionOf(over, elsewhere, 'x').steps).toEqual([]);
    const recipe = testRecipe();
    const more = { ...under, grading: { ...under.grading, snapshots: [{ name: 'Warm', recipe }] } };
    expect(insertionOf(over, more, 'x').steps).toHaveLength(1);
    const cropped = { ...under, grading: withRecipe(under.grading, withDensity(recipe, { gamma: 9 })) };
    expect(insertionOf(over, cropped, 'x').steps.map(({ control }) => control)).toEqual(['x']);
  });
});
