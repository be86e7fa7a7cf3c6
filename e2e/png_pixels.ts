// The pixels of an 8-bit RGB PNG, unfiltered as the standard says (W3C PNG, section 9).

import { pngRows } from './deflated';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** R, G, B. */
  readonly rgb: Buffer;
}

export function pixelsFromPng(file: Buffer): Pixels {
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  if (file[24] !== 8 || file[25] !== 2) throw new Error('not an 8-bit RGB PNG');
  const length = width * 3;
  const rows = pngRows(file);
  const rgb = Buffer.alloc(length * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (length + 1)] ?? 0;
    for (let index = 0; index < length; index += 1) {
      const at = y * length + index;
      const left = index >= 3 ? (rgb[at - 3] ?? 0) : 0;
      const above = y > 0 ? (rgb[at - length] ?? 0) : 0;
      const corner = index >= 3 && y > 0 ? (rgb[at - length - 3] ?? 0) : 0;
      const code = rows[y * (length + 1) + 1 + index] ?? 0;
      rgb[at] = code + predicted(filter, left, above, corner);
    }
  }
  return { width, height, rgb };
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const estimate = left + above - corner;
      const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(estimate - value)) as [
        number,
        number,
        number,
      ];
      if (toLeft <= toAbove && toLeft <= toCorner) return left;
      return toAbove <= toCorner ? above : corner;
    }
    default:
      return 0;
  }
}
