// Untagged 16-bit scans of color negatives, linear or encoded, for tests of how they are read.

import { makeTiff } from './chart.mjs';

export const negativeSize = { width: 240, height: 160 };
const rebate = 10;

/** The bases of a film under its orange mask, and of one whose scan was balanced for it. */
export const maskedBase = [0.24, 0.64, 0.88];
export const balancedBase = [0.2, 0.2, 0.2];

/**
 * A TIFF with all tones up to this density above the base, and rebate around them; each density divided by `power`.
 * @param {{ base: readonly number[], range: number, power: number, profile?: Uint8Array | null }} negative
 */
export function makeNegative({ base, range, power, profile = null }) {
  const { width, height } = negativeSize;
  const codeAt = (x, y, channel) => {
    const tone = (x / width + 0.2 * Math.sin(y / 9 + channel) + 0.2) / 1.4;
    const inside = Math.min(x, width - 1 - x, y, height - 1 - y) >= rebate;
    return Math.round(65535 * 10 ** (-(base[channel] + (inside ? range * tone : 0)) / power));
  };
  return makeTiff(negativeSize, codeAt, profile);
}
