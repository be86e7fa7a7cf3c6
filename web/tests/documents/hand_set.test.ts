import { beforeEach, describe, expect, it } from 'vitest';
import type { Edits } from '../../src/documents/edits';
import { gradingOf, withAddedCrop } from '../../src/documents/grading';
import { isDensitySetByHand, isEncodingSetByHand } from '../../src/documents/hand_set';
import { withDensity, withInput } from '../../src/documents/recipe';
import type { Recipe } from '../../src/engine/protocol';
import { Store } from '../../src/workspace/store';
import { testRecipe } from '../recipes';
import { editsOf, showDocument } from './shown';

const start = testRecipe();
const exposure = (value: number, recipe = start) => withDensity(recipe, { exposure: value });

let edits: Edits;

beforeEach(() => {
  const store = new Store();
  edits = editsOf(store, showDocument(store, { grading: gradingOf(start), start }));
});

const commit = (control: string, recipe: Recipe) => edits.commit(control, recipe, 0);
const byHand = (key: keyof Recipe['density']) => {
  const { recipe, start: last } = edits.state;
  return isDensitySetByHand(key, recipe ?? start, edits.stacks, last);
};

describe('a value of the density stages', () => {
  it('is not by hand as long as it is the start', () => {
    expect(byHand('exposure')).toBe(false);
    commit('gamma', withDensity(start, { gamma: 2 }));
    expect(byHand('exposure')).toBe(false);
    expect(byHand('gamma')).toBe(true);
  });

  it('is not by hand after another automatic start, until it is set again', () => {
    commit('exposure', exposure(1));
    commit('automatic', exposure(1.5));
    edits.change({ start: exposure(1.5) });
    expect(byHand('exposure')).toBe(false);
    commit('exposure', exposure(1.2));
    expect(byHand('exposure')).toBe(true);
    edits.undo();
    expect(byHand('exposure')).toBe(false);
  });

  it('is not by hand where an automatic start was undone', () => {
    commit('input', exposure(0.9));
    edits.change({ start: exposure(0.9) });
    edits.undo();
    expect(byHand('exposure')).toBe(false);
  });

  it('stays by hand where another input took it along', () => {
    commit('pick-base', withDensity(start, { base: [0.1, 0.2, 0.3] }));
    commit('input', withInput(withDensity(start, { base: [0.22, 0.44, 0.66], exposure: 1 }), { encoding: 2.2 }));
    expect(byHand('base')).toBe(true);
    expect(byHand('exposure')).toBe(false);
  });

  it('is by hand where it is not of the start and the history does not know it', () => {
    edits.resume(gradingOf(exposure(1.3)), { past: [], future: [] });
    expect(byHand('exposure')).toBe(true);
    edits.change({ start: null });
    expect(byHand('gamma')).toBe(true);
  });

  it('is known of a crop that was added after it', () => {
    commit('exposure', exposure(1.4));
    const { grading } = edits.state;
    if (grading) edits.commitGrading('add-crop', withAddedCrop(grading), 0);
    expect(byHand('exposure')).toBe(true);
    expect(byHand('base')).toBe(false);
  });
});

describe('the encoding', () => {
  it('is by hand after a choice, and not after a start', () => {
    const read = withInput(start, { encoding: 'linear' });
    expect(isEncodingSetByHand(start, edits.stacks)).toBe(false);
    commit('automatic', read);
    expect(isEncodingSetByHand(read, edits.stacks)).toBe(false);
    commit('input', withInput(read, { space: 'srgb' }));
    expect(isEncodingSetByHand(withInput(read, { space: 'srgb' }), edits.stacks)).toBe(false);
    commit('input', withInput(start, { encoding: 2.2 }));
    expect(isEncodingSetByHand(withInput(start, { encoding: 2.2 }), edits.stacks)).toBe(true);
  });
});
