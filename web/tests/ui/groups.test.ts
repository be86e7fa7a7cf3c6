// Where popovers open, and which keys lead where in a group.

import { describe, expect, it } from 'vitest';
import { placeBeside } from '../../src/ui/popover_place';
import { placeAfterKey } from '../../src/ui/roving';

describe('placeBeside', () => {
  const window = { width: 1000, height: 700 };
  const box = (left: number, top: number) => ({ left, right: left + 40, top, bottom: top + 28 });

  it('opens below what is in the upper half, at its left edge in the left half', () => {
    expect(placeBeside(box(100, 8), window)).toEqual({
      left: 100,
      right: null,
      top: 40,
      bottom: null,
      mostHeight: 652,
      mostWidth: 892,
    });
  });

  it('opens above what is in the lower half, at its right edge in the right half', () => {
    expect(placeBeside(box(950, 660), window)).toEqual({
      left: null,
      right: 10,
      top: null,
      bottom: 44,
      mostHeight: 648,
      mostWidth: 982,
    });
  });

  it('keeps off the edges of the window, also for what is partly outside', () => {
    expect(placeBeside(box(-20, 8), window).left).toBe(8);
    expect(placeBeside(box(990, 8), window).right).toBe(8);
  });
});

describe('placeAfterKey', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 0],
    ['ArrowLeft', 0, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['ArrowDown', 0, null],
    ['a', 0, null],
  ])('%s in a row of three leads from %i to %s', (key, at, next) =>
    expect(placeAfterKey(key, at, 3, 'row')).toBe(next),
  );

  it('goes along a column by the other arrows', () => {
    expect(placeAfterKey('ArrowDown', 0, 3, 'column')).toBe(1);
    expect(placeAfterKey('ArrowUp', 0, 3, 'column')).toBe(2);
    expect(placeAfterKey('ArrowLeft', 1, 3, 'column')).toBeNull();
  });
});
