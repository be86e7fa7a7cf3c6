import { beforeEach, describe, expect, it } from 'vitest';
import type { CompletedRecipe } from '../../src/engine/protocol';
import {
  RecipeFiles,
  isForeign,
  recipeFileName,
  recipeTexts,
  textFromGrading,
  withRecipes,
} from '../../src/features/recipe-file/recipe_files';
import type { Edits } from '../../src/documents/edits';
import type { Editor } from '../../src/workspace/editor';
import { gradingOf } from '../../src/documents/grading';
import { withDensity } from '../../src/documents/recipe';
import { Store } from '../../src/workspace/store';
import { editsOf, showDocument, testScan } from '../documents/shown';
import { testRecipe } from '../recipes';

const start = testRecipe();
const other = withDensity(start, { gamma: 2 });

describe('the text of a recipe file', () => {
  it('is one recipe for one crop, and an array for several, and can be read again', () => {
    const one = textFromGrading(gradingOf(start));
    expect(JSON.parse(one)).toEqual(start);
    expect(recipeTexts(one)).toEqual([one]);
    const several = textFromGrading({ ...gradingOf(start), crops: [start, other] });
    expect(recipeTexts(several).map((text) => JSON.parse(text))).toEqual([start, other]);
  });

  it('leaves to the engine what is no list, and refuses lists that are too long or empty', () => {
    expect(recipeTexts('{"gamma"')).toEqual(['{"gamma"']);
    expect(() => recipeTexts('[]')).toThrow('0 recipes; 1 to 64');
    expect(() => recipeTexts(JSON.stringify(Array(65).fill({})))).toThrow('65 recipes');
  });

  it('names the file after the scan', () => {
    expect(recipeFileName('roll 3.tif')).toBe('roll 3.easelight.json');
  });
});

describe('a file of another program', () => {
  it('is an object that does not say it is a recipe', () => {
    expect(isForeign('{"version":3,"cc_params":{}}')).toBe(true);
    for (const own of [JSON.stringify(start), '[{}]', '7', 'null', '{"gamma"']) expect(isForeign(own)).toBe(false);
  });
});

describe('recipes from a file', () => {
  it('grade the crop on screen, if it is one, and are the crops, if they are several', () => {
    const grading = { ...gradingOf(start), crops: [start, start], current: 1 };
    expect(withRecipes(grading, [other])).toMatchObject({ crops: [start, other], current: 1 });
    expect(withRecipes(grading, [other, start, other])).toMatchObject({ crops: [other, start, other], current: 0 });
  });
});

describe('RecipeFiles', () => {
  let store: Store;
  let edits: Edits;
  let files: RecipeFiles;
  let profiles: string[];
  let foreign: { readonly content: string; readonly origin: string }[];

  beforeEach(() => {
    store = new Store();
    edits = editsOf(store, 1);
    const answer = (text: string): CompletedRecipe =>
      text.includes('99')
        ? { ok: false, code: 'out-of-range', name: 'worker-failed', args: { reason: 'density.gamma is 99' } }
        : { ok: true, recipe: JSON.parse(text) };
    const call = async (_name: string, { recipes }: { recipes: string[] }) => recipes.map(answer);
    foreign = [];
    profiles = [];
    const receiveFile = async (content: string, origin: string) => void foreign.push({ content, origin });
    const editor = { store, edits, state: store.state, call } as unknown as Editor;
    files = new RecipeFiles(editor, { receiveFile }, { import: async (one) => void profiles.push(one.name) });
  });

  const file = (value: unknown) => new File([JSON.stringify(value)], 'a.json');

  const openScan = () => {
    showDocument(store, { scan: testScan });
    edits.restart(start);
  };

  it('leave roll profiles to their list', async () => {
    await files.open(file({ easelightProfiles: 1, profiles: [] }));
    expect(profiles).toEqual(['a.json']);
    expect(foreign).toEqual([]);
    expect(store.state.notices).toEqual([]);
  });

  it('grade an open scan, which can be undone', async () => {
    openScan();
    await files.open(file(other));
    expect(store.state.recipe).toEqual(other);
    edits.undo();
    expect(store.state.recipe).toBe(start);
  });

  it('change nothing where one is wrong, and say which', async () => {
    openScan();
    await files.open(file([start, withDensity(start, { gamma: 99 })]));
    expect(store.state.recipe).toBe(start);
    expect(store.state.notices).toMatchObject([{ kind: 'error', text: 'a.json: recipe 2: density.gamma is 99' }]);
  });

  it('of another program are looked at first, whether or not a scan is open', async () => {
    await files.open(file({ version: 3, cc_params: {} }));
    expect(foreign).toEqual([{ content: '{"version":3,"cc_params":{}}', origin: 'a.json' }]);
    expect(store.state.notices).toEqual([]);
  });

  it('ask for a scan first, and are not read where they are too long', async () => {
    await files.open(file(other));
    expect(store.state.notices.at(-1)?.text).toContain('open the scan first');
    openScan();
    await files.open(file('x'.repeat(5 << 20)));
    expect(store.state.notices.at(-1)?.text).toContain('too long for a recipe; at most 4.0 MiB');
  });
});
