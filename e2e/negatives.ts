// Untagged 16-bit scans of color negatives, linear or encoded, for tests of how they are read.

import { makeTiff } from '../tests/determinism/chart.mjs';
import type { Upload } from './editor_page';

export const kSize = { width: 240, height: 160 };
const kRebate = 10;

export type Triple = readonly [number, number, number];

/** The bases of a film under its orange mask, and of one whose scan was balanced for it. */
export const kMask: Triple = [0.24, 0.64, 0.88];
export const kBalanced: Triple = [0.2, 0.2, 0.2];

/** A negative of all tones up to this density above its base, with rebate around; each density divided by `power`. */
export function negative(
  name: string,
  base: Triple,
  range: number,
  power: number,
  profile: Uint8Array | null = null,
): Upload {
  const codeAt = (x: number, y: number, channel: number) => {
    const across = Math.min(x, kSize.width - 1 - x);
    const down = Math.min(y, kSize.height - 1 - y);
    const tone = (x / kSize.width + 0.2 * Math.sin(y / 9 + channel) + 0.2) / 1.4;
    const above = Math.min(across, down) < kRebate ? 0 : range * tone;
    return Math.round(65535 * 10 ** (-((base[channel] ?? 0) + above) / power));
  };
  return { name, mimeType: 'image/tiff', buffer: Buffer.from(makeTiff(kSize, codeAt, profile)) };
}
