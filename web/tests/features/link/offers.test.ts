import { beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../src/engine/client';
import type { GradingLink, Recipe } from '../../../src/engine/protocol';
import { Offers } from '../../../src/features/link/offers';
import { kAllParts } from '../../../src/features/link/parts';
import type { Editor } from '../../../src/workspace/editor';
import type { Edits } from '../../../src/documents/edits';
import { gradingOf } from '../../../src/documents/grading';
import { withDensity } from '../../../src/documents/recipe';
import { Store } from '../../../src/workspace/store';
import { editsOf, showDocument, testScan } from '../../documents/shown';
import { testRecipe } from '../../recipes';

const own = testRecipe();
const others = [2.5, 2.75].map((exposure) => withDensity(own, { exposure }));
const proof = { state: 'verified', largestDifference: 0, sentence: { name: 'proof-verified', args: {} } } as const;
const link: GradingLink = { recipes: others, parts: kAllParts, proof };

let store: Store;
let edits: Edits;
let offers: Offers;
let hash: string;
let samples: number;
let opened: number;
let refused: boolean;

const answers = {
  readLink: ({ text }: { readonly text: string }) => {
    if (text.includes('broken')) throw new EngineError('invalid-input', 'worker-failed', { reason: 'it is broken' });
    return link;
  },
  importGrades: ({ text }: { readonly text: string }) => {
    if (text.includes('broken')) throw new EngineError('invalid-input', 'divere-no-preset');
    const names = text.split(' ');
    return {
      grades: names.map((name, i) => ({ name, recipe: others[i % 2] })),
      remarks: [{ name: 'divere-output', args: {} }],
    };
  },
  combine: ({ current, other }: { readonly current: Recipe; readonly other: Recipe }) => {
    if (refused) throw new EngineError('invalid-input', 'worker-failed', { reason: 'the crop does not fit' });
    return withDensity(current, { exposure: other.density.exposure });
  },
};

const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  store = new Store();
  edits = editsOf(store, 1);
  hash = '#grade=1.abc';
  samples = 0;
  opened = 0;
  refused = false;
  const call = async (name: keyof typeof answers, message: never) => answers[name](message);
  const editor = { store, edits, call, requestFrame: () => undefined };
  Object.defineProperty(editor, 'state', { get: () => store.state });
  offers = new Offers({
    editor: editor as unknown as Editor,
    openSample: async () => void (samples += 1),
    address: { hash: () => hash, clear: () => (hash = '') },
  });
});

const openScan = () => {
  showDocument(store, { scan: testScan });
  edits.restart(own);
};

describe('a grade from outside', () => {
  it('is shown on the sample where nothing is open, and waits for a scan', async () => {
    await offers.followAddress();
    expect(samples).toBe(1);
    openScan();
    await settled();
    expect(store.state.offer?.preview?.density.exposure).toBe(2.5);
    expect(store.state.recipe).toBe(own);
  });

  it('is taken with one step that can be undone, and the address is clean afterwards', async () => {
    openScan();
    await offers.followAddress();
    expect(samples).toBe(0);
    offers.change({ index: 1 });
    await offers.apply();
    expect(store.state.recipe?.density.exposure).toBe(2.75);
    expect(store.state.offer).toBeNull();
    expect(hash).toBe('');
    edits.undo();
    expect(store.state.recipe).toBe(own);
  });

  it('becomes the crops of the scan where it is taken as a whole', async () => {
    openScan();
    await offers.receive('#grade=1.abc', 'a link');
    await offers.applyAll();
    expect(store.state.grading?.crops.map(({ density }) => density.exposure)).toEqual([2.5, 2.75]);
    edits.undo();
    expect(store.state.grading).toEqual(gradingOf(own));
  });

  it('changes nothing where it is discarded or refused', async () => {
    openScan();
    const { grading } = store.state;
    await offers.receive('#grade=1.abc', 'a link');
    offers.discard();
    await offers.receive('#grade=1.broken', 'a link');
    expect(store.state.notices[0]?.text).toBe('The grade of a link cannot be used: it is broken.');
    expect(store.state.offer).toBeNull();
    expect(store.state.grading).toBe(grading);
  });

  it('leaves the picture to be opened where the grade in it cannot be read, or the picture is what was wanted', async () => {
    openScan();
    await offers.receive('#grade=1.broken', 'print.jpg', () => (opened += 1));
    expect(opened).toBe(1);
    expect(store.state.notices).toEqual([]);
    await offers.receive('#grade=1.abc', 'print.jpg', () => (opened += 1));
    offers.openPicture();
    expect(opened).toBe(2);
    expect(store.state.offer).toBeNull();
  });

  it('that is refused for this scan is said, once for each reason, and leaves the grade as it was', async () => {
    openScan();
    refused = true;
    await offers.followAddress();
    await settled();
    const text = 'The grade of a link cannot be shown: the crop does not fit.';
    expect(store.state.notices).toMatchObject([{ kind: 'error', text }]);
    const [notice] = store.state.notices;
    edits.preview('gamma', withDensity(own, { gamma: 2 }), 1);
    await settled();
    expect(store.state.notices).toEqual([notice]);
    edits.cancel('gamma');
    await offers.apply();
    await offers.applyAll();
    expect(store.state.notices.at(-1)?.text).toBe('The grade of a link cannot be used: the crop does not fit.');
    expect(store.state.recipe).toBe(own);
    expect(store.state.offer).not.toBeNull();
  });

  it('may be a file of another program, of which those for this scan are shown, with what is not imitated', async () => {
    openScan();
    await offers.receiveFile(`other.tif ${testScan.name}`, 'divere_presets.json');
    expect(store.state.offer?.grades).toMatchObject({ recipes: [others[1]], verdict: null });
    expect(store.state.offer?.grades.notImitated).toMatchObject([{ name: 'divere-output' }]);
    await offers.apply();
    expect(store.state.recipe?.density.exposure).toBe(2.75);
    await offers.receiveFile('one.tif two.tif', 'divere_presets.json');
    expect(store.state.offer?.grades.names).toEqual(['one.tif', 'two.tif']);
  });

  it('of a file with too many, or of none, changes nothing and is said', async () => {
    openScan();
    await offers.receiveFile(Array(65).fill('x.tif').join(' '), 'a.json');
    expect(store.state.notices.at(-1)?.text).toContain('65 grades and none for this scan');
    await offers.receiveFile('broken', 'a.json');
    expect(store.state.notices.at(-1)?.text).toBe('The grade of a.json cannot be used: there is no preset in it.');
    expect(store.state.offer).toBeNull();
  });

  it('is no concern of an address that holds none', async () => {
    hash = '#about';
    await offers.followAddress();
    expect(store.state.offer).toBeNull();
  });
});
