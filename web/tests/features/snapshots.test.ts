import { beforeEach, describe, expect, it } from 'vitest';
import { removeSnapshot, renameSnapshot, restoreSnapshot, takeSnapshot } from '../../src/features/snapshots/snapshots';
import type { Editor } from '../../src/workspace/editor';
import { kMostSnapshots } from '../../src/documents/grading';
import { withDensity } from '../../src/documents/recipe';
import { Store } from '../../src/workspace/store';
import { editsOf, showDocument } from '../documents/shown';
import { testRecipe } from '../recipes';

const start = testRecipe();
let editor: Editor;

beforeEach(() => {
  const store = new Store();
  const edits = editsOf(store, showDocument(store));
  edits.restart(start);
  const stub = { store, edits };
  Object.defineProperty(stub, 'state', { get: () => store.state });
  editor = stub as unknown as Editor;
});

const snapshots = () => editor.state.grading?.snapshots ?? [];
const names = () => snapshots().map(({ name }) => name);
const first = () => {
  const [one] = snapshots();
  if (!one) throw new Error('no snapshot');
  return one;
};

describe('snapshots', () => {
  it('hold the recipe on screen, and give it back', () => {
    takeSnapshot(editor, ' Warm ');
    editor.edits.commit('gamma', withDensity(start, { gamma: 2 }), 1);
    restoreSnapshot(editor, first());
    expect(editor.state.recipe).toBe(start);
    editor.edits.undo();
    expect(editor.state.recipe?.density.gamma).toBe(2);
    expect(names()).toEqual(['Warm']);
  });

  it('are named by the time where nobody names them, and renamed, but not to nothing', () => {
    takeSnapshot(editor, '');
    expect(first().name).toMatch(/\d/);
    renameSnapshot(editor, first(), 'Cold');
    renameSnapshot(editor, first(), '  ');
    expect(names()).toEqual(['Cold']);
  });

  it('have a name each: a second of the same is numbered', () => {
    for (let taken = 0; taken < 3; taken += 1) takeSnapshot(editor, 'Warm');
    expect(names()).toEqual(['Warm', 'Warm (2)', 'Warm (3)']);
    takeSnapshot(editor, 'Cold');
    renameSnapshot(editor, snapshots()[3] ?? first(), 'Warm (2)');
    expect(names()[3]).toBe('Warm (2) (2)');
    renameSnapshot(editor, first(), 'Warm');
    expect(names()[0]).toBe('Warm');
  });

  it('have an end, and are removed one by one', () => {
    for (let taken = 0; taken < kMostSnapshots + 5; taken += 1) takeSnapshot(editor, `${taken}`);
    expect(snapshots()).toHaveLength(kMostSnapshots);
    removeSnapshot(editor, first());
    expect(names()[0]).toBe('1');
    expect(snapshots()).toHaveLength(kMostSnapshots - 1);
  });
});
