import { describe, expect, it } from 'vitest';
import { fitView, fitZoom, frameRect, pictureRect, showsSquares } from '../../src/render/placement';
import { panned } from '../../src/features/viewer/view_moves';

const viewport = { width: 960, height: 730, margin: 20 };
const scan = { width: 5184, height: 3456 };
const whole = [0, 0, 1, 1] as const;
const pixels = { zoom: 1, centerX: 0.5, centerY: 0.5 };

describe('a picture that fits', () => {
  const rect = pictureRect(fitView, scan, viewport);

  it('shows its frame pixel for pixel', () => {
    const frame = { width: 920, height: 613, rect: whole, picture: scan };
    expect(frameRect(frame, rect, viewport)).toEqual({ x: 20, y: 59, width: 920, height: 613 });
  });

  it('stretches a frame of another size', () => {
    const frame = { width: 307, height: 205, rect: whole, picture: scan };
    expect(frameRect(frame, rect, viewport)).toMatchObject({ width: 920, height: 613 });
  });

  it('is not enlarged', () => {
    const small = { width: 200, height: 100 };
    expect(fitZoom(small, viewport)).toBe(1);
    expect(pictureRect(fitView, small, viewport)).toMatchObject(small);
  });
});

describe('a part of a picture', () => {
  it('lies where it belongs, on whole pixels', () => {
    const rect = pictureRect(pixels, scan, viewport);
    const frame = { width: 960, height: 730, picture: scan };
    const part = [2112 / 5184, 1363 / 3456, 960 / 5184, 730 / 3456] as const;
    expect(frameRect({ ...frame, rect: part }, rect, viewport)).toEqual({ x: 0, y: 0, width: 960, height: 730 });
  });

  it('moves with the picture before its successor is there', () => {
    const frame = { width: 960, height: 730, picture: scan, rect: [0.4, 0.4, 960 / 5184, 730 / 3456] as const };
    const before = frameRect(frame, pictureRect(pixels, scan, viewport), viewport);
    const view = panned(pixels, { x: -30, y: 12 }, scan, viewport);
    const after = frameRect(frame, pictureRect(view, scan, viewport), viewport);
    expect([after.x - before.x, after.y - before.y]).toEqual([-30, 12]);
  });

  it('is shown in squares from 200 % on, if it has the pixels for it', () => {
    const frame = { width: 480, height: 365, picture: scan, rect: [0.4, 0.4, 480 / 5184, 365 / 3456] as const };
    const at = (zoom: number) => pictureRect({ ...pixels, zoom }, scan, viewport);
    expect(showsSquares(frame, at(1.9))).toBe(false);
    expect(showsSquares(frame, at(2))).toBe(true);
    expect(showsSquares({ ...frame, width: 160, height: 122 }, at(2))).toBe(false);
  });
});
