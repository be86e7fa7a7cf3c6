// How film was scanned: guessed, asked once a scanner, remembered for its later scans.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { withDensity } from '../../src/documents/recipe';
import type { Recipe, ScanSummary } from '../../src/engine/protocol';
import { automatic, changeFilm, tellFilm } from '../../src/features/film/automatic';
import { askedSetup, confirmSetup, guessedSetup } from '../../src/features/film/known_setup';
import { started, testRecipe } from '../recipes';
import { idle } from '../workspace/silent_worker';
import { TestPage } from '../workspace/test_page';

const scanned: Partial<ScanSummary> = { scannedWith: 'VIEW SCANNER 9' };

let page: TestPage;

beforeEach(() => {
  page = new TestPage();
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
});

/** Opens a scan, whose setup the engine guesses unless it is told; returns what it was told. */
async function open(name: string, facts = scanned): Promise<Recipe['names']['setup']> {
  const opening = page.opener.open(new File(['x'], name));
  await page.worker.answer('open', page.opened(name, false, facts));
  const { asked } = await page.worker.asked('automatic');
  await page.worker.answer('automatic', answered(asked.recipe));
  await opening;
  await idle();
  return asked.recipe.names.setup;
}

function answered(recipe: Recipe) {
  const { why, ...start } = started(recipe);
  const { setup } = recipe.names;
  return { ...start, why: setup === '' ? why : { ...why, setup, setupFrom: 'recipe' as const } };
}

async function tell(setup: Recipe['names']['setup']): Promise<void> {
  const told = tellFilm(page.editor, { setup });
  const { asked } = await page.worker.asked('automatic');
  await page.worker.answer('automatic', answered(asked.recipe));
  await told;
}

describe('a setup that is only guessed', () => {
  it('is asked about, and stays out of the recipe', async () => {
    expect(await open('a.tif')).toBe('');
    expect(guessedSetup(page.state)).toBe('scanner');
    expect(askedSetup(page.editor)).toBe('scanner');
    expect(page.state.recipe?.names.setup).toBe('');
  });

  it('is confirmed without another picture, as one step, and not asked about again', async () => {
    await open('a.tif');
    const before = page.state.recipe;
    const asked = page.worker.calls('automatic').length;
    await confirmSetup(page.editor);
    expect(page.worker.calls('automatic')).toHaveLength(asked);
    expect(page.state.recipe).toEqual({ ...before, names: { ...before?.names, setup: 'scanner' } });
    expect(askedSetup(page.editor)).toBeNull();
    page.editor.edits.undo();
    expect(page.state.recipe).toEqual(before);
    expect(page.state.canUndo).toBe(false);
    expect(guessedSetup(page.state)).toBe('scanner');
    expect(askedSetup(page.editor)).toBeNull();
    expect(await open('b.tif')).toBe('scanner');
    expect(page.state.recipe?.names.setup).toBe('scanner');
    expect(guessedSetup(page.state)).toBeNull();
  });

  it('is asked about once a scanner', async () => {
    await open('a.tif');
    await confirmSetup(page.editor);
    expect(await open('b.tif', { scannedWith: 'ANOTHER' })).toBe('');
    expect(askedSetup(page.editor)).toBe('scanner');
    expect(await open('c.tif', { ...scanned, container: 'JPEG' })).toBe('');
    expect(await open('d.tif', { ...scanned, profile: 'srgb' })).toBe('scanner');
  });

  it('is not what the file says, or what is no color negative', async () => {
    await page.open('a.tif');
    const why = page.state.startReasons;
    page.editor.edits.change({ startReasons: why && { ...why, setupFrom: 'file' } });
    expect(guessedSetup(page.state)).toBeNull();
    page.editor.edits.change({ startReasons: why });
    expect(guessedSetup(page.state)).toBe('scanner');
    page.editor.edits.change({ startReasons: why && { ...why, setup: 'drum' } });
    expect(guessedSetup(page.state)).toBeNull();
    page.editor.edits.change({ startReasons: why });
    page.editor.edits.commit('film', testRecipe('bw-negative'), 0);
    expect(guessedSetup(page.state)).toBeNull();
  });

  it('is confirmed after what waits for the engine', async () => {
    await open('a.tif');
    const again = automatic(page.editor);
    const confirmed = confirmSetup(page.editor);
    const { asked } = await page.worker.asked('automatic');
    const found = withDensity(asked.recipe, { exposure: 1.1 });
    await page.worker.answer('automatic', started(found));
    await Promise.all([again, confirmed]);
    expect(page.state.recipe).toEqual({ ...found, names: { ...found.names, setup: 'scanner' } });
  });

  it('is not confirmed of another kind of film that is on its way', async () => {
    await open('a.tif');
    const changed = changeFilm(page.editor, 'bw-negative');
    const confirmed = confirmSetup(page.editor);
    await page.worker.answer('automatic', started(testRecipe('bw-negative')));
    await Promise.all([changed, confirmed]);
    expect(page.state.recipe).toEqual(testRecipe('bw-negative'));
  });
});

describe('a setup that somebody picks', () => {
  it('starts later scans by the scanner, until it is not known again', async () => {
    await open('a.tif');
    await tell('flatbed');
    expect(page.state.recipe?.names.setup).toBe('flatbed');
    expect(await open('b.tif')).toBe('flatbed');
    expect(await open('c.tif', { scannedWith: 'ANOTHER' })).toBe('');
    expect(await open('d.tif')).toBe('flatbed');
    await tell('');
    expect(page.state.settings.setups).toEqual({});
    expect(await open('e.tif')).toBe('');
    expect(askedSetup(page.editor)).toBe('scanner');
  });

  it('is taken by a scan that becomes a color negative, and by none else', async () => {
    await open('a.tif');
    await tell('flatbed');
    const other = changeFilm(page.editor, 'digital');
    await page.worker.answer('automatic', started(testRecipe('digital')));
    await other;
    const opening = page.opener.open(new File(['x'], 'b.tif'));
    await page.worker.answer('open', page.opened('b.tif', false, scanned));
    const digital = await page.worker.asked('automatic');
    expect(digital.asked.recipe.names.setup).toBe('');
    await page.worker.answer('automatic', started(testRecipe('digital')));
    await opening;
    const changed = changeFilm(page.editor, 'color-negative');
    const { asked } = await page.worker.asked('automatic');
    expect(asked.recipe.names.setup).toBe('flatbed');
    await page.worker.answer('automatic', answered(asked.recipe));
    await changed;
  });

  it('is forgotten with nothing else: the film stock is told without it', async () => {
    await open('a.tif');
    const told = tellFilm(page.editor, { stock: 'kodak-gold-200' });
    await page.worker.answer('automatic', started(testRecipe()));
    await told;
    expect(page.state.settings.setups).toEqual({});
    expect(askedSetup(page.editor)).toBe('scanner');
  });
});
