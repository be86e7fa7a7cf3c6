import { describe, expect, it } from 'vitest';
import { fitView } from '../../src/render/placement';
import { viewRequest } from '../../src/render/view_request';

const viewport = { width: 960, height: 730, margin: 20 };
const kMostPixels = 4_194_304;
const pixels = { zoom: 1, centerX: 0.5, centerY: 0.5 };

describe('viewRequest', () => {
  it('asks for the box of a picture that fits, and for all of the viewer otherwise', () => {
    expect(viewRequest(fitView, viewport, '2000', kMostPixels)).toMatchObject({ width: 920, height: 690, zoom: 0 });
    expect(viewRequest(pixels, viewport, '2000', kMostPixels)).toMatchObject({ width: 960, height: 730, zoom: 1 });
  });

  it('keeps to the chosen size and to what the engine can', () => {
    const large = { width: 3840, height: 2000, margin: 20 };
    const half = { ...pixels, zoom: 0.5 };
    expect(viewRequest(half, large, '1200', kMostPixels)).toMatchObject({ width: 1200, height: 625, zoom: 0.15625 });
    const { width, height, zoom } = viewRequest(pixels, large, 'screen', kMostPixels);
    expect(width * height).toBeLessThanOrEqual(kMostPixels);
    expect(width * height).toBeGreaterThan(kMostPixels * 0.99);
    expect(zoom).toBeCloseTo(width / 3840, 3);
  });

  it('lets a picture that is seen whole have the chosen size, whatever the shape of the viewer', () => {
    const wide = { width: 3840, height: 2040, margin: 20 };
    expect(viewRequest(fitView, wide, '2000', kMostPixels)).toMatchObject({ width: 2000, height: 2000, zoom: 0 });
    const low = { width: 3840, height: 1240, margin: 20 };
    expect(viewRequest(fitView, low, '2000', kMostPixels)).toMatchObject({ width: 2000, height: 1200, zoom: 0 });
  });

  it("asks for the picture's own pixels from 1:1 on, whatever the chosen size", () => {
    const wide = { width: 2560, height: 1400, margin: 20 };
    expect(viewRequest(pixels, wide, '1200', kMostPixels)).toMatchObject({ width: 2560, height: 1400, zoom: 1 });
    expect(viewRequest({ ...pixels, zoom: 8 }, wide, '1200', kMostPixels)).toMatchObject({
      width: 322,
      height: 177,
      zoom: 1,
    });
    // Enlarged, even a viewer of more pixels than a frame may have shows them.
    const huge = { width: 7680, height: 4320, margin: 20 };
    expect(viewRequest({ ...pixels, zoom: 4 }, huge, '2000', kMostPixels)).toMatchObject({
      width: 1922,
      height: 1082,
      zoom: 1,
    });
  });

  it('is 1:1 wherever the engine has room for all of the viewer', () => {
    const screens = [
      [{ width: 3840, height: 2160, margin: 20 }, 8_294_400],
      [{ width: 5120, height: 2880, margin: 20 }, 14_745_600],
    ] as const;
    for (const [{ width, height, margin }, most] of screens) {
      const viewer = { width, height, margin };
      expect(viewRequest(pixels, viewer, '1200', most)).toMatchObject({ width, height, zoom: 1 });
      expect(viewRequest(pixels, viewer, '1200', kMostPixels).zoom).toBeLessThan(1);
    }
  });
});
