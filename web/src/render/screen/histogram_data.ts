// What a histogram says: shares of clipped values and a scale for drawing. Three channels of 256 counts.

import type { Clipping } from '../protocol';

export const kBins = 256;

export function clipping(histogram: Uint32Array): Clipping {
  let total = 0;
  let shadows = 0;
  let highlights = 0;
  histogram.forEach((count, index) => {
    total += count;
    if (index % kBins === 0) shadows += count;
    if (index % kBins === kBins - 1) highlights += count;
  });
  return total === 0 ? { shadows: 0, highlights: 0 } : { shadows: shadows / total, highlights: highlights / total };
}

/** The count drawn at full height: the highest bin of any channel, leaving out clipped values, which would dwarf it. */
export function fullScale(histogram: Uint32Array): number {
  let most = 1;
  histogram.forEach((count, index) => {
    const code = index % kBins;
    if (code > 0 && code < kBins - 1 && count > most) most = count;
  });
  return most;
}
