import { describe, expect, it } from 'vitest';
import { firstToOpen, passedOverText } from '../../src/features/open/several';

const files = (...names: readonly string[]) => names.map((name) => ({ name }));

describe('of several files', () => {
  it('the first picture is opened, else the first', () => {
    expect(firstToOpen(files('notes.txt', 'b.TIF', 'a.tif'))?.name).toBe('b.TIF');
    expect(firstToOpen(files('scan', 'other'))?.name).toBe('scan');
    expect(firstToOpen([])).toBeUndefined();
  });

  it('the others are named, as many as one reads', () => {
    expect(passedOverText('a.tif', ['b.tif'])).toBe('One scan is opened at a time: a.tif. Not opened: b.tif.');
    const many = Array.from({ length: 35 }, (_, index) => `${index}.tif`);
    expect(passedOverText('a.tif', many)).toMatch(/Not opened: 0\.tif, .*11\.tif and 23 more\.$/);
  });
});
