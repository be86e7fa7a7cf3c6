import { describe, expect, it } from 'vitest';
import { reasonLines } from '../../src/features/film/start_reasons';
import { started, testCatalog, testRecipe } from '../recipes';
import { TestPage } from '../workspace/test_page';

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

  it('are kept with it, for when the scan is opened again', async () => {
    const page = new TestPage();
    const document = await page.open('a.tif');
    await page.opener.close(document);
    expect(page.state.startReasons).toBeNull();
    const opening = page.opener.open(new File(['x'], 'a.tif'));
    await page.worker.answer('open', page.opened('a.tif', true));
    const { asked } = await page.worker.asked('complete');
    const recipes = asked.recipes.map((recipe) => ({ ok: true as const, recipe: JSON.parse(recipe) }));
    await page.worker.answer('complete', recipes);
    await opening;
    expect(page.worker.calls('automatic')).toHaveLength(1);
    expect(page.state.start).toEqual(testRecipe());
    expect(page.state.startReasons).toEqual(why);
  });
});
