import { describe, expect, it } from 'vitest';
import { notOpenedText, sorted } from '../../src/features/open/pictures';

const files = (...names: readonly string[]) => names.map((name) => ({ name }));
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

describe('of several files', () => {
  it('the pictures are scans, else the first may be one', () => {
    const { scans, others } = sorted(files('notes.txt', 'b.TIF', 'a.tif'));
    expect([names(scans), names(others)]).toEqual([['b.TIF', 'a.tif'], ['notes.txt']]);
    expect(names(sorted(files('scan', 'other')).scans)).toEqual(['scan']);
    expect(sorted([])).toEqual({ scans: [], others: [] });
  });

  it('those that are none are named, as many as one reads', () => {
    expect(notOpenedText(files('b.txt'))).toBe('Not opened, as these are no scans by their names: b.txt.');
    const many = files(...Array.from({ length: 35 }, (_, index) => `${index}.txt`));
    expect(notOpenedText(many)).toMatch(/: 0\.txt, .*11\.txt and 23 more\.$/);
  });
});
