import { beforeEach, describe, expect, it } from 'vitest';
import { withDensity, withGeometry, withGlare } from '../../src/documents/recipe';
import type { CompletedRecipe, Recipe } from '../../src/engine/protocol';
import { Profiles } from '../../src/features/profiles/profiles';
import { gradeOf, keptProfiles, kMostProfiles, textFromProfiles } from '../../src/keep/profiles';
import type { Editor } from '../../src/workspace/editor';
import { Store } from '../../src/workspace/store';
import { editsOf, showDocument, testScan } from '../documents/shown';
import { testCatalog, testRecipe } from '../recipes';

const start = testRecipe();
let editor: Editor;
let profiles: Profiles;
let kept: string | null;
const disk = {
  getItem: () => kept,
  setItem: (_key: string, text: string) => void (kept = text),
};

/** As the engine completes recipes: it refuses a gamma of 99, and fills in what is absent. */
function complete(_name: string, { recipes }: { readonly recipes: readonly string[] }): Promise<CompletedRecipe[]> {
  const answer = (text: string): CompletedRecipe => {
    const given = JSON.parse(text) as Partial<Recipe>;
    if (given.density?.gamma === 99) {
      return { ok: false, code: 'out-of-range', name: 'worker-failed', args: { reason: 'density.gamma is 99' } };
    }
    const names = { ...testRecipe().names, ...given.names };
    return { ok: true, recipe: { ...testRecipe(given.film), ...given, names } };
  };
  return Promise.resolve(recipes.map(answer));
}

beforeEach(() => {
  kept = null;
  const store = new Store({ engine: { ...new Store().state.engine, catalog: testCatalog } });
  const edits = editsOf(store, showDocument(store, { scan: { ...testScan, name: 'roll 7.tif' } }));
  edits.restart(start);
  const stub = { store, edits, call: complete };
  Object.defineProperty(stub, 'state', { get: () => store.state });
  editor = stub as unknown as Editor;
  profiles = new Profiles(editor, disk);
});

const names = () => editor.state.profiles.map(({ name }) => name);
const first = () => {
  const [one] = editor.state.profiles;
  if (!one) throw new Error('no profile');
  return one;
};
const errors = () => editor.state.notices.filter(({ kind }) => kind === 'error').map(({ text }) => text);
const fileOf = (text: string) => new File([text], 'lab.json');

describe('roll profiles', () => {
  it('are saved under the scan’s name, each told apart, and kept', () => {
    profiles.save();
    profiles.save();
    expect(names()).toEqual(['roll 7', 'roll 7 (2)']);
    expect(keptProfiles(disk)).toEqual(editor.state.profiles);
  });

  it('grade another scan in one step: film, scan and densities, and no print or place', async () => {
    editor.edits.commit('gamma', withDensity(start, { gamma: 2.5 }), 1);
    profiles.save();
    const other = withGlare(withGeometry(testRecipe(), { rotate: 90 }), 0.02);
    editor.edits.restart(other);
    await profiles.apply(first());
    const { recipe } = editor.state;
    expect(recipe?.density.gamma).toBe(2.5);
    expect(recipe?.print).toEqual(other.print);
    expect(recipe?.geometry).toEqual(other.geometry);
    editor.edits.undo();
    expect(editor.state.recipe).toBe(other);
  });

  it('bring their kind of film, with its print', async () => {
    profiles.save();
    editor.edits.restart(testRecipe('digital'));
    await profiles.apply(first());
    expect(editor.state.recipe).toMatchObject({ film: 'color-negative', print: testRecipe().print });
  });

  it('that the engine refuses change nothing', async () => {
    kept = textFromProfiles([{ name: 'Bent', grade: gradeOf(withDensity(start, { gamma: 99 })) }]);
    profiles.watch(new EventTarget());
    await profiles.apply(first());
    expect(editor.state.recipe).toBe(start);
    expect(errors()).toEqual([expect.stringMatching(/^Bent: .*density\.gamma is 99/)]);
  });

  it('are renamed, but not to nothing', () => {
    profiles.save();
    profiles.rename(first(), ' Gold\n200 ');
    profiles.rename(first(), '  ');
    expect(names()).toEqual(['Gold 200']);
  });

  it('are removed, and brought back to their place', () => {
    for (let saved = 0; saved < 3; saved += 1) profiles.save();
    const [, second] = editor.state.profiles;
    if (second) profiles.remove(second);
    expect(names()).toEqual(['roll 7', 'roll 7 (3)']);
    editor.state.notices.at(-1)?.actions[0]?.run();
    expect(names()).toEqual(['roll 7', 'roll 7 (2)', 'roll 7 (3)']);
    expect(keptProfiles(disk)).toHaveLength(3);
  });

  it('are imported beside those that are there, or not at all', async () => {
    profiles.save();
    await profiles.import(fileOf(textFromProfiles(editor.state.profiles)));
    expect(names()).toEqual(['roll 7', 'roll 7 (2)']);
    const bent = { name: 'Bent', grade: gradeOf(withDensity(start, { gamma: 99 })) };
    await profiles.import(fileOf(textFromProfiles([first(), bent])));
    expect(names()).toEqual(['roll 7', 'roll 7 (2)']);
    expect(errors()).toEqual([expect.stringMatching(/^lab\.json: Bent: /)]);
    await profiles.import(fileOf('{'));
    expect(errors().at(-1)).toBe('lab.json: it is not JSON');
  });

  it('have an end', async () => {
    const many = Array.from({ length: kMostProfiles }, (_, index) => ({ name: `${index}`, grade: gradeOf(start) }));
    await profiles.import(fileOf(textFromProfiles(many)));
    profiles.save();
    expect(names()).toHaveLength(kMostProfiles);
    expect(errors()).toEqual([expect.stringMatching(/room for 200 profiles/)]);
  });

  it('of another tab are seen, and not written over', () => {
    const target = new EventTarget();
    profiles.watch(target);
    const others = [{ name: 'Theirs', grade: gradeOf(start) }];
    kept = textFromProfiles(others);
    profiles.save();
    expect(names()).toEqual(['Theirs', 'roll 7']);
    kept = textFromProfiles(others);
    target.dispatchEvent(Object.assign(new Event('storage'), { key: 'easelight-profiles' }));
    expect(names()).toEqual(['Theirs']);
  });

  it('that cannot be read are left as they are', () => {
    kept = '{"easelightProfiles":2,"profiles":[]}';
    profiles.watch(new EventTarget());
    profiles.save();
    expect(kept).toBe('{"easelightProfiles":2,"profiles":[]}');
    expect(errors()).toHaveLength(2);
    expect(errors()[1]).toMatch(/are as they were: .*later version/);
  });
});
