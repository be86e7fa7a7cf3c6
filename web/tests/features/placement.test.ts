import { describe, expect, it } from 'vitest';
import {
  fitZoom,
  frameRect,
  inBounds,
  kMostFramePixels,
  panned,
  pictureFromCanvas,
  pictureRect,
  showsSquares,
  viewRequest,
  zoomedAt,
} from '../../src/features/viewer/placement';
import { zoomAbove, zoomBelow } from '../../src/features/viewer/zoom_stops';
import { fitView } from '../../src/state/store';

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

describe('zooming', () => {
  it('keeps the point under the pointer', () => {
    const at = { x: 300, y: 400 };
    const kept = pictureFromCanvas(at, pictureRect(pixels, scan, viewport));
    const view = zoomedAt(pixels, 4, at, scan, viewport);
    const after = pictureFromCanvas(at, pictureRect(view, scan, viewport));
    expect(after.x).toBeCloseTo(kept.x, 3);
    expect(after.y).toBeCloseTo(kept.y, 3);
  });

  it('ends at the fit and at 800 %', () => {
    expect(zoomedAt(pixels, 0.1, { x: 0, y: 0 }, scan, viewport)).toBe(fitView);
    expect(zoomedAt(pixels, 40, { x: 0, y: 0 }, scan, viewport).zoom).toBe(8);
  });

  it('steps through round zooms', () => {
    expect([zoomAbove(0.177), zoomAbove(1), zoomAbove(8)]).toEqual([1 / 4, 1.5, 8]);
    expect([zoomBelow(1), zoomBelow(0.177), zoomBelow(0.01)]).toEqual([2 / 3, 1 / 6, 0]);
  });
});

describe('panning', () => {
  it('leaves no gap at the edges', () => {
    const corner = inBounds({ zoom: 1, centerX: -5, centerY: 9 }, scan, viewport);
    const rect = pictureRect(corner, scan, viewport);
    expect(rect.x).toBe(0);
    expect(rect.y + rect.height).toBe(730);
  });

  it('leaves a side that fits in the middle', () => {
    const view = inBounds({ zoom: 1, centerX: 0.1, centerY: 0.1 }, { width: 5000, height: 500 }, viewport);
    expect(view.centerY).toBe(0.5);
    expect(panned(fitView, { x: 9, y: 9 }, scan, viewport)).toBe(fitView);
  });
});

describe('viewRequest', () => {
  it('asks for the box of a picture that fits, and for all of the viewer otherwise', () => {
    expect(viewRequest(fitView, viewport, '2000')).toMatchObject({ width: 920, height: 690, zoom: 0 });
    expect(viewRequest(pixels, viewport, '2000')).toMatchObject({ width: 960, height: 730, zoom: 1 });
  });

  it('keeps to the chosen size and to what the engine can', () => {
    const large = { width: 3840, height: 2000, margin: 20 };
    const half = { ...pixels, zoom: 0.5 };
    expect(viewRequest(half, large, '1200')).toMatchObject({ width: 1200, height: 625, zoom: 0.15625 });
    const { width, height, zoom } = viewRequest(pixels, large, 'screen');
    expect(width * height).toBeLessThanOrEqual(kMostFramePixels);
    expect(width * height).toBeGreaterThan(kMostFramePixels * 0.99);
    expect(zoom).toBeCloseTo(width / 3840, 3);
  });

  it("asks for the picture's own pixels from 1:1 on, whatever the chosen size", () => {
    const wide = { width: 2560, height: 1400, margin: 20 };
    expect(viewRequest(pixels, wide, '1200')).toMatchObject({ width: 2560, height: 1400, zoom: 1 });
    expect(viewRequest({ ...pixels, zoom: 8 }, wide, '1200')).toMatchObject({ width: 322, height: 177, zoom: 1 });
    // Enlarged, even a viewer of more pixels than a frame may have shows them.
    const huge = { width: 7680, height: 4320, margin: 20 };
    expect(viewRequest({ ...pixels, zoom: 4 }, huge, '2000')).toMatchObject({ width: 1922, height: 1082, zoom: 1 });
  });
});
