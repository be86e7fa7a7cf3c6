// Reads the codes of a PNG of RGB or gray, and its profile, without any library but zlib: an eye of its own on what the
// tool writes.

import { inflateSync } from 'node:zlib';

/** The predictor of PNG's filter 4 (PNG specification, 9.4). */
function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(guess - value));
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

const predictors = [() => 0, (a) => a, (_, b) => b, (a, b) => (a + b) >> 1, paeth];

/** What follows the name and the compression's number in an iCCP chunk. */
const profileOf = (chunk) => inflateSync(chunk.subarray(chunk.indexOf(0) + 2));

/**
 * @returns {{width: number, height: number, channels: number, texts: string[], profile: Buffer | null,
 *   codes: Uint16Array}} codes interleaved, row by row
 */
export function pngCodes(file) {
  const chunks = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const end = at + 8 + file.readUInt32BE(at);
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, end) });
  }
  const of = (type) => chunks.filter((chunk) => chunk.type === type).map(({ data }) => data);
  const [header] = of('IHDR');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = header[9] === 0 ? 1 : 3;
  const sample = header[8] / 8;
  const pixel = sample * channels;
  const packed = inflateSync(Buffer.concat(of('IDAT')));
  const stride = width * pixel;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; ++y) {
    const predicted = predictors[packed[y * (stride + 1)]];
    for (let x = 0; x < stride; ++x) {
      const at = y * stride + x;
      const left = x >= pixel ? rows[at - pixel] : 0;
      const up = y > 0 ? rows[at - stride] : 0;
      const corner = x >= pixel && y > 0 ? rows[at - stride - pixel] : 0;
      rows[at] = packed[y * (stride + 1) + 1 + x] + predicted(left, up, corner);
    }
  }
  const codes = Uint16Array.from({ length: rows.length / sample }, (_, i) => rows.readUIntBE(sample * i, sample));
  const [profile] = of('iCCP').map(profileOf);
  const texts = of('tEXt').map((data) => data.toString('latin1'));
  return { width, height, channels, texts, profile: profile ?? null, codes };
}
