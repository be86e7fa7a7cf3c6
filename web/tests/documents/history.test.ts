import { describe, expect, it } from 'vitest';
import { History, kCoalesceMs } from '../../src/documents/history';
import { gradingOf } from '../../src/documents/grading';
import { withDensity } from '../../src/documents/recipe';
import { testRecipe } from '../recipes';

const gamma = (value: number) => gradingOf(withDensity(testRecipe(), { gamma: value }));
const [a, b, c, d] = [gamma(1), gamma(1.1), gamma(1.2), gamma(1.3)] as const;

describe('History', () => {
  it('returns the very gradings that were recorded', () => {
    const history = new History();
    history.record('gamma', a, b, 0);
    history.record('exposure', b, c, 10);
    expect(history.undo()).toBe(b);
    expect(history.undo()).toBe(a);
    expect(history.undo()).toBeNull();
    expect(history.redo()).toBe(b);
    expect(history.redo()).toBe(c);
    expect(history.redo()).toBeNull();
  });

  it('forgets what was undone when something new is recorded', () => {
    const history = new History();
    history.record('gamma', a, b, 0);
    history.undo();
    history.record('gamma', a, c, 10);
    expect(history.canRedo).toBe(false);
    expect(history.undo()).toBe(a);
  });

  it('joins keyboard steps of one control, as long as they follow closely', () => {
    const history = new History();
    history.record('gamma', a, b, 0, 'steps');
    history.record('gamma', b, c, kCoalesceMs, 'steps');
    expect(history.length).toBe(1);
    history.record('gamma', c, d, 2 * kCoalesceMs + 1, 'steps');
    expect(history.length).toBe(2);
    expect(history.undo()).toBe(c);
    expect(history.undo()).toBe(a);
  });

  it('does not join steps of different controls, or a step to a drag', () => {
    const history = new History();
    history.record('gamma', a, b, 0, 'steps');
    history.record('exposure', b, c, 1, 'steps');
    history.record('exposure', c, d, 2);
    history.record('exposure', d, a, 3, 'steps');
    expect(history.length).toBe(4);
  });

  it('joins the reset of a double click to what its first click did', () => {
    const history = new History();
    history.record('gamma', a, b, 0);
    history.record('gamma', b, c, 200, 'always');
    expect(history.length).toBe(1);
    expect(history.undo()).toBe(a);
  });

  it('never joins a step to an entry that was undone and redone', () => {
    const history = new History();
    history.record('gamma', a, b, 0, 'steps');
    history.undo();
    history.redo();
    history.record('gamma', b, c, 100, 'steps');
    expect(history.length).toBe(2);
  });

  it('goes back as far as there are bytes for, and no further', () => {
    const bytes = 20_000;
    const history = new History(bytes);
    let grading = a;
    for (let step = 0; step < 1000; step += 1) {
      const next = gamma(1 + step / 1000);
      history.record('gamma', grading, next, step * 1000);
      grading = next;
    }
    const kept = history.length;
    const recipe = JSON.stringify(grading.crops[0]).length;
    expect(kept).toBeGreaterThan((0.5 * bytes) / recipe);
    expect(kept).toBeLessThan(bytes / recipe);
    for (let step = 1; step < kept; step += 1) history.undo();
    // What is undone and redone, joined or dropped is counted once.
    history.record('gamma', history.undo() ?? a, grading, 2e6);
    for (let step = 0; step < 1000; step += 1)
      history.record('gamma', step % 2 ? b : c, step % 2 ? c : b, 3e6 + step, 'steps');
    expect(history.length).toBeLessThan(5);
  });

  it('holds thousands of steps, and the newest however large it is', () => {
    const history = new History();
    let grading = a;
    for (let step = 0; step < 4000; step += 1) {
      const next = gamma(1 + step / 4000);
      history.record('gamma', grading, next, step * 1000);
      grading = next;
    }
    expect(history.length).toBe(4000);
    const small = new History(1);
    small.record('gamma', a, b, 0);
    expect(small.undo()).toBe(a);
  });

  it('records no entry for no change', () => {
    const history = new History();
    history.record('gamma', a, a, 0);
    expect(history.canUndo).toBe(false);
  });
});
