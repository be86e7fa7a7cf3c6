import { describe, expect, it } from 'vitest';
import { reasonLines } from '../../src/features/film/start_reasons';
import { started, testCatalog, testRecipe } from '../recipes';

const { why } = started(testRecipe());

describe('the reasons of an automatic start', () => {
  it('name what was found and what was guessed', () => {
    expect(reasonLines(why, testCatalog)).toEqual([
      'Film base measured on clear film',
      'Scan setup guessed from the film base: Film scanner',
      'Color balance fairly sure: within 0.05 of density',
    ]);
  });

  it('leave out what was told, and what the film has none of', () => {
    const silver = { base: 'shadows', setup: '', setupFrom: 'none', fromPicture: 0, doubt: [0, 0] } as const;
    expect(reasonLines(silver, testCatalog)).toEqual([
      'Film base estimated from the darkest shadows: no clear film is in the scan',
    ]);
    expect(reasonLines({ ...why, setupFrom: 'recipe', doubt: [0.02, 0.01] }, testCatalog)).toEqual([
      'Film base measured on clear film',
      'Color balance sure: within 0.02 of density',
    ]);
    expect(reasonLines({ ...silver, base: 'none' }, testCatalog)).toEqual([]);
  });
});
