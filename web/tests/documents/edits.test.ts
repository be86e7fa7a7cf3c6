import { beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../src/engine/protocol';
import type { Edits } from '../../src/documents/edits';
import { type Grading, gradingOf } from '../../src/documents/grading';
import { flipped, rotated, withDensity, withGeometry } from '../../src/documents/recipe';
import { fitView } from '../../src/render/placement';
import { Store } from '../../src/workspace/store';
import { testRecipe } from '../recipes';
import { editsOf, showDocument } from './shown';

const start = testRecipe();
const gamma = (value: number) => withDensity(start, { gamma: value });

let store: Store;
let frames: number[];
let edits: Edits;

beforeEach(() => {
  store = new Store();
  frames = [];
  edits = editsOf(store, showDocument(store, { grading: gradingOf(start) }), (eventTime) => frames.push(eventTime));
});

describe('Edits', () => {
  it('asks for a frame at every step of a drag and records one entry', () => {
    for (let step = 1; step <= 20; step += 1) edits.preview('gamma', gamma(1 + step / 100), step);
    edits.commit('gamma', store.state.recipe ?? start, 21);
    expect(frames).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(edits.history.length).toBe(1);
    edits.undo();
    expect(store.state.recipe).toBe(start);
    expect(store.state).toMatchObject({ canUndo: false, canRedo: true });
  });

  it('can undo a drag that has not ended', () => {
    edits.preview('gamma', gamma(2), 1);
    expect(store.state.canUndo).toBe(true);
    edits.undo();
    expect(store.state.recipe).toBe(start);
    edits.redo();
    expect(store.state.recipe?.density.gamma).toBe(2);
  });

  it('ends the gesture of one control when another begins', () => {
    edits.preview('gamma', gamma(2), 1);
    edits.preview('exposure', withDensity(gamma(2), { exposure: 1 }), 2);
    edits.commit('exposure', store.state.recipe ?? start, 3);
    expect(edits.history.length).toBe(2);
  });

  it('takes back a cancelled gesture without an entry', () => {
    edits.preview('gamma', gamma(2), 1);
    edits.cancel('gamma');
    expect(store.state.recipe).toBe(start);
    expect(store.state.canUndo).toBe(false);
  });

  it('starts anew with nothing to undo', () => {
    edits.commit('gamma', gamma(2), 1);
    edits.restart(gamma(3));
    expect(store.state).toMatchObject({ canUndo: false, canRedo: false });
    edits.undo();
    expect(store.state.recipe?.density.gamma).toBe(3);
  });

  it('changes nothing before a scan is open', () => {
    store.changeShown({ grading: null });
    edits.preview('gamma', gamma(2), 1);
    edits.commit('gamma', gamma(2), 1);
    expect(store.state.recipe).toBeNull();
    expect(frames).toEqual([]);
  });

  it('keeps a recipe for each crop, and undoing shows the crop that was changed', () => {
    edits.commitGrading('crop', { ...gradingOf(start), crops: [start, start], current: 1 }, 1);
    edits.commit('gamma', gamma(2), 2);
    edits.select(0);
    expect(store.state.recipe).toBe(start);
    expect(store.state.canUndo).toBe(true);
    edits.undo();
    expect(store.state.grading).toMatchObject({ crops: [start, start], current: 1 });
    edits.undo();
    expect(store.state.grading?.crops.length).toBe(1);
  });

  it('records nothing when another crop is put on screen, and ignores one that is not there', () => {
    edits.commitGrading('crop', { ...gradingOf(start), crops: [start, gamma(2)] }, 1);
    edits.select(1);
    edits.select(2);
    expect(store.state.recipe?.density.gamma).toBe(2);
    expect(edits.history.length).toBe(1);
  });

  const graded = (): Grading => store.state.grading ?? gradingOf(start);

  it('takes back all that was done since, and can do it again', () => {
    edits.commit('gamma', gamma(2), 1);
    const before = graded();
    edits.commit('gamma', gamma(3), 2);
    edits.preview('gamma', gamma(4), 3);
    edits.goBackTo('crop', before);
    expect(store.state.recipe?.density.gamma).toBe(2);
    expect(store.state).toMatchObject({ canUndo: true, canRedo: true });
    edits.goBackTo('crop', before);
    expect(store.state.recipe?.density.gamma).toBe(2);
    edits.redo();
    edits.redo();
    expect(store.state.recipe?.density.gamma).toBe(4);
  });

  it('goes back to a grade that was undone since, and to one that the history has not any more', () => {
    edits.commit('gamma', gamma(2), 1);
    const before = graded();
    edits.undo();
    edits.goBackTo('crop', before);
    expect(graded()).toBe(before);
    edits.resume(gradingOf(gamma(3)), { past: [], future: [] });
    edits.goBackTo('crop', before);
    expect(graded()).toBe(before);
    edits.undo();
    expect(store.state.recipe?.density.gamma).toBe(3);
  });

  it('takes in steps that were made elsewhere, below what a hand is doing', () => {
    edits.commit('gamma', gamma(2), 1);
    edits.preview('gamma', gamma(3), 2);
    const step = {
      control: 'else',
      before: gradingOf(gamma(5)),
      after: gradingOf(start),
      time: 0,
      join: 'never',
    } as const;
    edits.absorb({ at: 0, steps: [step] });
    expect(store.state.recipe?.density.gamma).toBe(3);
    for (const expected of [2, 1.6, 5]) {
      edits.undo();
      expect(store.state.recipe?.density.gamma).toBe(expected);
    }
    expect(store.state.canUndo).toBe(false);
  });

  it('shows another crop whole', () => {
    store.changeShown({ view: { zoom: 1, centerX: 0.2, centerY: 0.3 } });
    edits.commit('gamma', gamma(2), 1);
    expect(store.state.view.zoom).toBe(1);
    edits.commit('crop', withGeometry(gamma(2), { crop: [0, 0, 0.5, 0.5] }), 2);
    expect(store.state.view).toEqual(fitView);
  });

  describe('at 1:1', () => {
    const place = { zoom: 1, centerX: 0.2, centerY: 0.3 };
    /** As from the engine or the disk: the same values in objects of their own. */
    const fresh = (recipe: Recipe): Recipe => structuredClone(recipe);

    beforeEach(() => store.changeShown({ view: place }));

    it('keeps the place where a recipe from the engine shows the same part', () => {
      edits.commit('automatic', fresh(gamma(2)), 1);
      expect(store.state.view).toBe(place);
      edits.undo();
      expect(store.state.view).toBe(place);
    });

    it('keeps the subject in the middle when a turn is made, undone and done again', () => {
      edits.commit('rotate', rotated(start, 90), 1);
      const turned = store.state.view;
      expect(turned.zoom).toBe(1);
      expect(turned.centerX).toBeCloseTo(0.7);
      expect(turned.centerY).toBeCloseTo(0.2);
      edits.undo();
      expect(store.state.view.centerX).toBeCloseTo(0.2);
      expect(store.state.view.centerY).toBeCloseTo(0.3);
      edits.redo();
      expect(store.state.view.centerX).toBeCloseTo(0.7);
    });

    it('keeps the subject when the picture is mirrored, also a turned one', () => {
      edits.commit('flip', flipped(start), 1);
      expect(store.state.view).toEqual({ ...place, centerX: 0.8 });
      edits.commit('rotate', rotated(flipped(start), 90), 2);
      expect(store.state.view.centerX).toBeCloseTo(0.7);
      expect(store.state.view.centerY).toBeCloseTo(0.8);
    });
  });

  it('goes on with the history that was kept', () => {
    edits.commit('gamma', gamma(2), 1);
    const { stacks } = edits.history;
    const { grading } = store.state;
    if (!grading) throw new Error('nothing is graded');
    edits.restart(gamma(3));
    edits.resume(grading, stacks);
    expect(store.state.recipe?.density.gamma).toBe(2);
    edits.undo();
    expect(store.state.recipe).toBe(start);
  });

  it('counts a gesture that has not ended as an entry, for who keeps the history', () => {
    edits.commit('gamma', gamma(2), 1);
    edits.undo();
    edits.preview('gamma', gamma(3), 2);
    expect(edits.gesturing).toBe(true);
    expect(edits.stacks.past.map(({ before, after }) => [before.crops[0], after.crops[0]])).toEqual([
      [start, gamma(3)],
    ]);
    expect(edits.stacks.future).toEqual([]);
    expect(edits.history.length).toBe(0);
    edits.cancel('gamma');
    expect(edits.stacks.future).toHaveLength(1);
  });

  it('tells of every change of the grade or of its history', () => {
    let changes = 0;
    edits.onChange = () => (changes += 1);
    edits.preview('gamma', gamma(2), 1);
    edits.commit('gamma', store.state.recipe ?? start, 2);
    edits.undo();
    expect(changes).toBeGreaterThanOrEqual(3);
  });

  it('publishes that an entry exists when a commit changes nothing more', () => {
    edits.preview('gamma', gamma(2), 1);
    edits.commit('gamma', store.state.recipe ?? start, 2);
    expect(store.state.canUndo).toBe(true);
  });
});
