import { describe, expect, it } from 'vitest';
import { differences } from '../../src/documents/differences';
import { withDensity, withGamut, withGeometry } from '../../src/documents/recipe';
import { testRecipe } from '../recipes';

const recipe = testRecipe();

describe('the differences of two grades', () => {
  it('are none where nothing differs', () => {
    expect(differences(recipe, testRecipe())).toEqual([]);
  });

  it('are told by the names of the controls', () => {
    const other = withGeometry(withDensity(recipe, { exposure: 2.125, gains: [0, 0.1, 0] }), { rotate: 90 });
    expect(differences(recipe, other)).toEqual([
      { label: 'Exposure', first: '1.8', second: '2.125' },
      { label: 'Green gain', first: '0', second: '0.1' },
      { label: 'Rotation', first: '0°', second: '90°' },
    ]);
  });

  it('tell what becomes of colors that the output does not hold', () => {
    expect(differences(recipe, withGamut(recipe, 'compress'))).toEqual([
      { label: "Compress colors into the output's gamut", first: 'off', second: 'on' },
    ]);
  });

  it('name a curve by its name, and by its points where the names are the same', () => {
    const curve = [
      [0, 0],
      [1, 0.9],
    ] as const;
    const print = { ...recipe.print, curves: { ...recipe.print.curves, rgb: curve } };
    const named = { ...recipe, print, names: { ...recipe.names, curve: 'Paper' } };
    expect(differences(recipe, named)).toEqual([{ label: 'Print curve', first: 'Neutral', second: 'Paper' }]);
    const [unnamed] = differences(recipe, { ...recipe, print });
    expect(unnamed?.second).toContain('1 0.9');
  });
});
