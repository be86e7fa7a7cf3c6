import { describe, expect, it } from 'vitest';
import { liesInScan } from '../../src/documents/crop';
import { fittedTo, gradingFittedTo } from '../../src/documents/fitted';
import { gradingOf } from '../../src/documents/grading';
import { withGeometry } from '../../src/documents/recipe';
import type { Recipe } from '../../src/engine/protocol';
import { between, oneOf, seededRandom } from '../random';
import { testRecipe } from '../recipes';

const scan = { width: 3000, height: 2000 };
const fits = ({ geometry }: Recipe) => liesInScan(geometry, scan);

describe('a grade from elsewhere', () => {
  it('stays as it is where its crop fits', () => {
    const recipe = withGeometry(testRecipe(), { crop: [0.25, 0.25, 0.5, 0.5], straighten: 5 });
    expect(fittedTo(recipe, scan)).toBe(recipe);
    expect(fittedTo(testRecipe(), scan)).toEqual(testRecipe());
  });

  it('has its crop shrunk about the middle where that reaches out of the scan', () => {
    const recipe = withGeometry(testRecipe(), { straighten: 10 });
    expect(fits(recipe)).toBe(false);
    const { crop } = fittedTo(recipe, scan).geometry;
    const [x, y, width, height] = crop;
    expect(x + width / 2).toBeCloseTo(0.5, 3);
    expect(y + height / 2).toBeCloseTo(0.5, 3);
    expect(width).toBeCloseTo(height, 2);
    expect(width).toBeGreaterThan(0.6);
  });

  it('fits whatever the crop, the turn and the scan', () => {
    const random = seededRandom(11);
    for (let round = 0; round < 500; round += 1) {
      const [x, y] = [between(random, 0, 0.9), between(random, 0, 0.9)];
      const recipe = withGeometry(testRecipe(), {
        crop: [x, y, between(random, 0.02, 1 - x), between(random, 0.02, 1 - y)],
        rotate: oneOf(random, [0, 90, 180, 270] as const),
        flip: oneOf(random, [true, false]),
        straighten: between(random, -45, 45),
      });
      const fitted = fittedTo(recipe, scan);
      expect(fits(fitted), JSON.stringify(recipe.geometry)).toBe(true);
      expect(fittedTo(fitted, scan)).toBe(fitted);
    }
  });

  it('of several crops has each of them fit', () => {
    const turned = withGeometry(testRecipe(), { straighten: 10 });
    const grading = gradingFittedTo({ ...gradingOf(turned), crops: [testRecipe(), turned] }, scan);
    expect(grading.crops.every(fits)).toBe(true);
  });
});
