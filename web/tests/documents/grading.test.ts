import { describe, expect, it } from 'vitest';
import {
  currentRecipe,
  gradingOf,
  hasSeveralCrops,
  withAddedCrop,
  withGradeForAll,
  withRecipe,
  withoutCrop,
} from '../../src/documents/grading';
import { withDensity, withGeometry } from '../../src/documents/recipe';
import { testRecipe } from '../recipes';

const first = testRecipe();
const second = withGeometry(withDensity(first, { gamma: 2 }), { crop: [0, 0, 0.5, 1] });
const two = withRecipe(withAddedCrop(gradingOf(first)), second);

describe('several crops', () => {
  it('start with the recipe on screen, after it', () => {
    const added = withAddedCrop({ ...two, current: 0 });
    expect(added.crops).toEqual([first, first, second]);
    expect(added.current).toBe(1);
    expect(hasSeveralCrops(gradingOf(first))).toBe(false);
    expect(hasSeveralCrops(two)).toBe(true);
    expect(hasSeveralCrops(null)).toBe(false);
  });

  it('can be removed, down to one', () => {
    expect(withoutCrop(two)).toMatchObject({ crops: [first], current: 0 });
    expect(currentRecipe(withoutCrop({ ...two, current: 0 }))).toBe(second);
    const last = gradingOf(first);
    expect(withoutCrop(last)).toBe(last);
  });

  it('take one grade, each cut as it was', () => {
    const graded = withGradeForAll(two);
    expect(graded.crops[0]).toMatchObject({ density: { gamma: 2 }, geometry: first.geometry });
    expect(graded.crops[1]).toBe(second);
  });
});
