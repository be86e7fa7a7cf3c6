import { expect, it } from 'vitest';
import { clipping, fullScale, kBins } from '../../../src/render/screen/histogram_data';

const histogram = new Uint32Array(3 * kBins);
histogram[0] = 10;
histogram[kBins + 100] = 80;
histogram[3 * kBins - 1] = 110;

it('tells the shares that are clipped', () => {
  expect(clipping(histogram)).toEqual({ shadows: 0.05, highlights: 0.55 });
  expect(clipping(new Uint32Array(3 * kBins))).toEqual({ shadows: 0, highlights: 0 });
});

it('is scaled by what is not clipped', () => expect(fullScale(histogram)).toBe(80));
