import { describe, expect, it } from 'vitest';
import {
  centerKeeping,
  contained,
  kMiddle,
  kMostFramePixels,
  pictureFromCanvas,
  place,
  viewBox,
} from '../../src/features/viewer/placement';

const canvas = { width: 960, height: 730 };
const scan = { width: 5184, height: 3456 };

describe('place', () => {
  it('shows a frame that fits pixel for pixel', () => {
    const { rect } = place({ width: 920, height: 613 }, scan, canvas, 20, 1, kMiddle);
    expect(rect).toEqual({ x: 20, y: 59, width: 920, height: 613 });
  });

  it('does not enlarge a small scan to fit', () => {
    const small = { width: 200, height: 100 };
    const { rect, zoom } = place(small, small, canvas, 20, 1, kMiddle);
    expect(rect).toMatchObject(small);
    expect(zoom).toBe(1);
  });

  it('shows squares from 200 % of the scan on', () => {
    const small = { width: 200, height: 100 };
    expect(place(small, small, canvas, 20, 1.9, kMiddle).nearest).toBe(false);
    expect(place(small, small, canvas, 20, 2, kMiddle).nearest).toBe(true);
  });

  it('leaves no gap at the edges of an enlarged picture', () => {
    const at = (x: number, y: number) => place({ width: 920, height: 613 }, scan, canvas, 20, 4, { x, y }).rect;
    expect(at(-5, -5)).toMatchObject({ x: 0, y: 0 });
    const end = at(5, 5);
    expect(end.x + end.width).toBe(canvas.width);
    expect(end.y + end.height).toBe(canvas.height);
  });

  it('keeps the point under the pointer while zooming', () => {
    const at = { x: 300, y: 400 };
    const before = place({ width: 920, height: 613 }, scan, canvas, 20, 2, kMiddle).rect;
    const kept = pictureFromCanvas(at, before);
    const display = { width: before.width * 2, height: before.height * 2 };
    const center = centerKeeping(kept, at, display, canvas);
    const after = pictureFromCanvas(at, place({ width: 920, height: 613 }, scan, canvas, 20, 4, center).rect);
    expect(after.x).toBeCloseTo(kept.x, 2);
    expect(after.y).toBeCloseTo(kept.y, 2);
  });
});

describe('viewBox', () => {
  it('is the viewer itself, as far as the engine can', () => {
    expect(viewBox({ width: 920, height: 690 }, 1)).toEqual({ width: 920, height: 690 });
    const large = viewBox({ width: 3800, height: 2000 }, 4);
    expect(large.width * large.height).toBeLessThanOrEqual(kMostFramePixels);
    expect(large.width * large.height).toBeGreaterThan(kMostFramePixels * 0.99);
  });
});

describe('contained', () => {
  it('keeps the shape', () => {
    const { width, height } = contained(scan, { width: 1000, height: 1000 });
    expect(width / height).toBeCloseTo(1.5, 6);
    expect(width).toBe(1000);
  });
});
