// What lies compressed in a PNG or a TIFF. Two builds of zlib may pack the same bytes differently; unpacked they must agree.

import { inflateSync } from 'node:zlib';

/** The filtered rows of a PNG. */
export function pngRows(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return inflateSync(Buffer.concat(parts));
}

const kStripOffsets = 273;
const kStripByteCounts = 279;
const kShort = 3;

/** The strips of a classic little-endian TIFF with deflate, one after another. */
export function tiffStrips(file: Buffer): Buffer {
  const directory = file.readUInt32LE(4);
  const values = (tag: number): number[] => {
    for (let index = 0; index < file.readUInt16LE(directory); index += 1) {
      const entry = directory + 2 + 12 * index;
      if (file.readUInt16LE(entry) !== tag) continue;
      const short = file.readUInt16LE(entry + 2) === kShort;
      const count = file.readUInt32LE(entry + 4);
      const size = short ? 2 : 4;
      const start = count * size <= 4 ? entry + 8 : file.readUInt32LE(entry + 8);
      const read = (at: number) => (short ? file.readUInt16LE(at) : file.readUInt32LE(at));
      return Array.from({ length: count }, (_, item) => read(start + item * size));
    }
    throw new Error(`the TIFF has no tag ${tag}`);
  };
  const counts = values(kStripByteCounts);
  const strips = values(kStripOffsets).map((offset, strip) => file.subarray(offset, offset + (counts[strip] ?? 0)));
  return Buffer.concat(strips.map((strip) => inflateSync(strip)));
}
