import { describe, expect, it } from 'vitest';
import { inBounds, panned, zoomedAt } from '../../src/features/viewer/view_moves';
import { zoomAbove, zoomBelow } from '../../src/features/viewer/zoom_stops';
import { fitView, pictureFromCanvas, pictureRect } from '../../src/render/placement';

const viewport = { width: 960, height: 730, margin: 20 };
const scan = { width: 5184, height: 3456 };
const pixels = { zoom: 1, centerX: 0.5, centerY: 0.5 };

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
