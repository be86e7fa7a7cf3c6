// The chart as pixels: of each patch the reference on the left, and beside it what the fit prints.

import { kChartColumns, kChartRows } from '../../documents/chart';
import type { FittedPatch, Triple } from '../../engine/protocol';

/** A patch and the gap after it, in pixels. */
const kSide = 16;
const kGap = 2;
const kPitch = kSide + kGap;

export interface PatchesImage {
  readonly width: number;
  readonly height: number;
  /** RGBA; transparent between the patches. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

export function patchesImage(patches: readonly FittedPatch[], result: 'before' | 'after'): PatchesImage {
  const width = kChartColumns * kPitch - kGap;
  const height = kChartRows * kPitch - kGap;
  const pixels = new Uint8ClampedArray(4 * width * height);
  const fill = (left: number, top: number, across: number, [red, green, blue]: Triple) => {
    for (let y = top; y < top + kSide; y += 1) {
      for (let x = left; x < left + across; x += 1) pixels.set([red, green, blue, 255], 4 * (y * width + x));
    }
  };
  patches.forEach((patch, index) => {
    const left = (index % kChartColumns) * kPitch;
    const top = Math.floor(index / kChartColumns) * kPitch;
    fill(left, top, kSide / 2, patch.target);
    fill(left + kSide / 2, top, kSide / 2, patch[result]);
  });
  return { width, height, pixels };
}
