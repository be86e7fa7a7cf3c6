// Scans whose files leave their encoding in doubt: what they are started with, what is asked, what is remembered.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { gradingOf, withAddedCrop } from '../../src/documents/grading';
import { withDensity, withInput } from '../../src/documents/recipe';
import type { Recipe, ScanReadings, ScanSummary } from '../../src/engine/protocol';
import { automatic, changeFilm } from '../../src/features/film/automatic';
import { changeInput } from '../../src/features/film/input_change';
import { chooseReading, putOff } from '../../src/features/reading/reading';
import { started, testRecipe } from '../recipes';
import { idle } from '../workspace/silent_worker';
import { TestPage } from '../workspace/test_page';

const untagged: Partial<ScanSummary> = { encodingWord: 'custom', scannedWith: 'NIKON, LS-5000' };

/** `encoded`: how likely the second reading is. */
function readings(encoded: number): ScanReadings {
  const name = (curve: string) => ({ name: curve, args: curve === 'curve-power' ? { power: 2.2 } : {} });
  return {
    readings: [
      { encoding: 'auto', name: name('curve-linear'), likelihood: 1 - encoded },
      { encoding: 2.2, name: name('curve-power'), likelihood: encoded },
    ],
    likelier: encoded > 0.5 ? 1 : 0,
    sure: Math.abs(encoded - 0.5) > 0.47,
    sentence: { name: 'curve-linear', args: {} },
  };
}

let page: TestPage;

beforeEach(() => {
  page = new TestPage();
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
});

const exposed = (recipe: Recipe, exposure: number) => withDensity(recipe, { exposure });

/** Opens a scan of which the engine says this; returns the encoding that its start was asked with. */
async function open(name: string, said: ScanReadings, facts = untagged): Promise<Recipe['input']['encoding']> {
  const opening = page.opener.open(new File(['x'], name));
  await page.worker.answer('open', page.opened(name, false, facts));
  await page.worker.answer('readings', said);
  const { asked } = await page.worker.asked('automatic');
  await page.worker.answer('automatic', started(asked.recipe));
  await opening;
  await idle();
  return asked.recipe.input.encoding;
}

/** The pictures of the question cannot be had. */
async function withoutPictures(): Promise<void> {
  const gone = { code: 'stale', name: 'scan-not-open', args: { scan: 1 } };
  for (let which = 0; which < 2; which += 1) await page.worker.refuse('automatic', gone);
}

describe('a scan whose densities settle it', () => {
  it('is started by what they say, and nobody is asked', async () => {
    expect(await open('a.tif', readings(0.99))).toBe(2.2);
    expect(page.state.doubt).toBeNull();
    expect(page.state.notices.map(({ text }) => text)).toEqual(['a.tif: Linear.']);
  });

  it('says nothing where that is what the file says', async () => {
    expect(await open('a.tif', readings(0.01))).toBe('auto');
    expect(page.state.doubt).toBeNull();
    expect(page.state.notices).toEqual([]);
  });
});

describe('a scan that stays in doubt', () => {
  it('is started by what is likelier, and asked about with both pictures', async () => {
    expect(await open('a.tif', readings(0.7))).toBe(2.2);
    expect(page.state.doubt?.readings.readings[1].likelihood).toBe(0.7);
    const encodings: unknown[] = [];
    for (let which = 0; which < 2; which += 1) {
      const { asked } = await page.worker.asked('automatic');
      encodings.push(asked.recipe.input.encoding);
      await page.worker.answer('automatic', started(asked.recipe));
      const small = await page.worker.asked('small');
      expect(small.asked.recipe.input.encoding).toBe(asked.recipe.input.encoding);
      await page.worker.answer('small', { width: 1, height: 1, pixels: new Uint8ClampedArray(4) });
    }
    expect(encodings).toEqual(['auto', 2.2]);
  });

  it('is read as somebody says, in one step, and later scans of its kind with it', async () => {
    await open('a.tif', readings(0.7));
    await withoutPictures();
    const chosen = chooseReading(page.editor, 'auto');
    expect(page.state.doubt).toBeNull();
    const { asked } = await page.worker.asked('automatic');
    await page.worker.answer('automatic', started(exposed(asked.recipe, 0.5)));
    await chosen;
    expect(page.state.recipe?.input.encoding).toBe('auto');
    expect(page.state.recipe?.density.exposure).toBe(0.5);
    page.editor.edits.undo();
    expect(page.state.recipe?.input.encoding).toBe(2.2);
    expect(page.state.canUndo).toBe(false);
    expect(await open('b.tif', readings(0.7))).toBe('auto');
    expect(page.state.doubt).toBeNull();
    expect(await open('c.tif', readings(0.7), { ...untagged, scannedWith: 'EPSON' })).toBe(2.2);
    expect(page.state.doubt).not.toBeNull();
  });

  it('can be put off', async () => {
    await open('a.tif', readings(0.4));
    await withoutPictures();
    putOff(page.editor);
    expect(page.state.doubt).toBeNull();
    expect(page.state.settings.readings).toEqual({});
    expect(await open('b.tif', readings(0.4))).toBe('auto');
    expect(page.state.doubt).not.toBeNull();
  });

  it('is asked about as the kind of film that it is', async () => {
    await open('a.tif', readings(0.99));
    const changed = changeFilm(page.editor, 'digital');
    const { asked } = await page.worker.answer('readings', readings(0.6));
    expect(asked.film).toBe('digital');
    await page.worker.answer('automatic', started(withInput(testRecipe('digital'), { encoding: 2.2 })));
    await changed;
    expect(page.state.doubt?.readings.likelier).toBe(1);
  });
});

describe('an automatic start', () => {
  it('leaves what is edited while it is being found', async () => {
    await page.open('a.tif');
    const { edits } = page.editor;
    const applied = automatic(page.editor);
    const { asked } = await page.worker.asked('automatic');
    edits.commit('exposure', exposed(testRecipe(), 0.7), 0);
    edits.commit('note', { ...exposed(testRecipe(), 0.7), names: { ...testRecipe().names, note: 'a note' } }, 0);
    const found = withDensity(asked.recipe, { exposure: 1.1, gamma: 1.9, base: [0.3, 0.8, 1.2] });
    await page.worker.answer('automatic', started(found));
    await applied;
    expect(page.state.start).toEqual(found);
    expect(page.state.recipe).toEqual({ ...exposed(found, 0.7), names: { ...found.names, note: 'a note' } });
  });
});

describe('another input', () => {
  beforeEach(async () => {
    await page.open('a.tif');
  });

  it('brings what is in densities along, as one step', async () => {
    const changed = changeInput(page.editor, page.editor.edits, { encoding: 2.2 });
    const { asked } = await page.worker.asked('automatic');
    expect(asked.recipe.input.encoding).toBe(2.2);
    const found = withDensity(asked.recipe, { base: [0.3, 0.8, 1.2], exposure: 1.1, gains: [0.1, 0, -0.1] });
    await page.worker.answer('automatic', started(found));
    await changed;
    expect(page.state.recipe).toEqual(found);
    expect(page.state.start).toEqual(found);
    expect(page.state.startReasons).toEqual(started(found).why);
    page.editor.edits.undo();
    expect(page.state.recipe).toEqual(testRecipe());
    expect(page.state.canUndo).toBe(false);
  });

  it('keeps what somebody has set, and the same codes as the film base', async () => {
    const { edits } = page.editor;
    edits.commit('exposure', exposed(testRecipe(), 2), 0);
    edits.commit('pick-base', withDensity(exposed(testRecipe(), 2), { base: [0.1, 0.2, 0.3] }), 0);
    const changed = changeInput(page.editor, edits, { encoding: 2.2 });
    const { asked } = await page.worker.asked('automatic');
    const found = withDensity(asked.recipe, { base: [0.3, 0.8, 1.2], exposure: 1.1, gamma: 1.9 });
    await page.worker.answer('automatic', started(found));
    await page.worker.answer('rereadBase', [0.22, 0.44, 0.66]);
    await changed;
    expect(page.state.recipe?.density).toMatchObject({ base: [0.22, 0.44, 0.66], exposure: 2, gamma: 1.9 });
    expect(edits.history.length).toBe(3);
  });

  it('loses nothing that is edited meanwhile', async () => {
    const { edits } = page.editor;
    const changed = changeInput(page.editor, edits, { space: 'srgb' });
    const first = await page.worker.asked('automatic');
    edits.commit('exposure', exposed(testRecipe(), 0.7), 0);
    page.worker.reply(first, started(exposed(testRecipe(), 1.1)));
    const { asked } = await page.worker.asked('automatic');
    expect(asked.recipe.density.exposure).toBe(0.7);
    await page.worker.answer('automatic', started(exposed(asked.recipe, 1.2)));
    await changed;
    expect(page.state.recipe?.input.space).toBe('srgb');
    expect(page.state.recipe?.density.exposure).toBe(0.7);
  });

  it('waits for the start of another film that is being found, and is no less a change', async () => {
    const film = changeFilm(page.editor, 'digital');
    const first = await page.worker.asked('automatic');
    const changed = changeInput(page.editor, page.editor.edits, { space: 'srgb' });
    page.worker.reply(first, started(testRecipe('digital')));
    await film;
    const { asked } = await page.worker.asked('automatic');
    expect(asked.recipe).toEqual(withInput(testRecipe('digital'), { space: 'srgb' }));
    await page.worker.answer('automatic', started(asked.recipe));
    await changed;
    expect(page.state.recipe).toEqual(asked.recipe);
    page.editor.edits.undo();
    expect(page.state.recipe).toEqual(testRecipe('digital'));
  });

  it('leaves another crop alone that has come on screen meanwhile', async () => {
    const { edits } = page.editor;
    edits.commitGrading('add-crop', withAddedCrop(gradingOf(testRecipe())), 0);
    const changed = changeInput(page.editor, edits, { encoding: 2.2 });
    await page.worker.asked('automatic');
    edits.select(0);
    await page.worker.answer('automatic', started(exposed(testRecipe(), 1.1)));
    await changed;
    expect(page.state.grading?.crops).toEqual([testRecipe(), testRecipe()]);
  });

  it('is taken all the same where there is no start', async () => {
    const changed = changeInput(page.editor, page.editor.edits, { encoding: 'srgb' });
    await page.worker.refuse('automatic', { code: 'io', name: 'worker-failed', args: { reason: 'gone' } });
    await changed;
    expect(page.state.recipe).toEqual(withInput(testRecipe(), { encoding: 'srgb' }));
  });
});
