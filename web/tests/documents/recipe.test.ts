import { describe, expect, it } from 'vitest';
import { allParameters, gammaParameter, rangeOf } from '../../src/documents/parameters';
import {
  flipped,
  recipeForFilm,
  rotated,
  ungraded,
  withCurve,
  withInput,
  withMatrix,
} from '../../src/documents/recipe';
import { testCatalog, testRecipe } from '../recipes';

describe('recipe', () => {
  it('turns clockwise, whether mirrored or not', () => {
    const recipe = testRecipe();
    expect(rotated(recipe, 90).geometry.rotate).toBe(90);
    expect(rotated(recipe, -90).geometry.rotate).toBe(270);
    expect(rotated(flipped(recipe), 90).geometry.rotate).toBe(270);
  });

  it('is unchanged after four turns or two mirrorings', () => {
    const recipe = flipped(testRecipe());
    const turned = [90, 90, 90, 90].reduce((turning) => rotated(turning, 90), recipe);
    expect(turned).toEqual(recipe);
    expect(flipped(flipped(recipe))).toEqual(recipe);
  });

  it('keeps how the scan is read and cut when the kind of film changes', () => {
    const recipe = rotated(withInput(testRecipe(), { encoding: 2.2 }), 90);
    const next = recipeForFilm(testCatalog, 'bw-negative', { ...recipe, names: { ...recipe.names, note: 'roll 3' } });
    expect(next).toMatchObject({ film: 'bw-negative', input: { encoding: 2.2 }, geometry: { rotate: 90 } });
    expect(next?.names.note).toBe('roll 3');
  });

  it('shows the scan as it is with the geometry of the grade', () => {
    const shown = ungraded(testCatalog, rotated(testRecipe(), 90));
    expect(shown).toMatchObject({ film: 'digital', geometry: { rotate: 90 } });
  });

  it('applies a matrix and a curve with their names, and the gamma that suits the curve', () => {
    const crossed = withMatrix(testRecipe(), testCatalog, 'Crossed');
    expect(crossed.density.matrix[0][1]).toBe(0.1);
    expect(crossed.names.matrix).toBe('Crossed');
    const strong = withCurve(crossed, testCatalog, 'Strong');
    expect(strong).toMatchObject({
      density: { gamma: 0.8 },
      print: { interpolation: 'linear' },
      names: { curve: 'Strong' },
    });
    expect(withCurve(strong, testCatalog, 'nobody knows')).toBe(strong);
  });
});

describe('parameters', () => {
  it.each(allParameters.map((parameter) => [parameter.label, parameter] as const))(
    '%s reads what it sets',
    (_, parameter) => {
      const recipe = testRecipe();
      const value = parameter.min + (parameter.max - parameter.min) * 0.25;
      const changed = parameter.set(recipe, value);
      expect(parameter.get(changed)).toBe(value);
      expect(recipe).toEqual(testRecipe());
      for (const other of allParameters) {
        if (other !== parameter) expect(other.get(changed)).toBe(other.get(recipe));
      }
    },
  );

  it('have names of their own', () => {
    expect(new Set(allParameters.map(({ id }) => id)).size).toBe(allParameters.length);
    expect(new Set(allParameters.map(({ label }) => label)).size).toBe(allParameters.length);
  });

  it('are allowed what the engine says, and before that what their slider offers', () => {
    expect(rangeOf(testCatalog, gammaParameter)).toMatchObject({ least: 0.1, most: 6 });
    expect(rangeOf(null, gammaParameter)).toEqual({ least: gammaParameter.min, most: gammaParameter.max });
  });
});
