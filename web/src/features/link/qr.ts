// A QR code as the path of a drawing: one square a dark module.

import { encode } from 'uqr';

export interface QrPath {
  /** Modules a side, with the quiet border that readers want. */
  readonly size: number;
  readonly path: string;
}

const kBorder = 4;
/** What the largest code (version 40, level L) holds in bytes (ISO/IEC 18004). */
export const kMostQrBytes = 2953;

/** Null where the text is too long for a code. */
export function qrPath(text: string): QrPath | null {
  if (new TextEncoder().encode(text).length > kMostQrBytes) return null;
  const { size, data } = encode(text, { ecc: 'L', border: kBorder });
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return { size, path };
}
