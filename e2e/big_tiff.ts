// A large scan for tests that need time: to cancel, to delete, to stop the engine while it works.

import { open } from 'node:fs/promises';

const kHeaderBytes = 256;
const kShort = 3;
const kLong = 4;

/** Writes an uncompressed 16-bit RGB TIFF in one strip per 64 rows, with a smooth negative of nothing in particular. */
export async function writeBigTiff(file: string, width: number, height: number): Promise<void> {
  const rowsPerStrip = 64;
  const rowBytes = width * 6;
  const strips = Math.ceil(height / rowsPerStrip);
  const tables = kHeaderBytes;
  const data = tables + strips * 8;
  const header = Buffer.alloc(data);
  header.write('II*\0', 0, 'latin1');
  header.writeUInt32LE(8, 4);
  const entries: (readonly [number, number, number, number])[] = [
    [256, kLong, 1, width],
    [257, kLong, 1, height],
    [258, kShort, 3, 200],
    [259, kShort, 1, 1],
    [262, kShort, 1, 2],
    [273, kLong, strips, tables],
    [277, kShort, 1, 3],
    [278, kLong, 1, rowsPerStrip],
    [279, kLong, strips, tables + strips * 4],
    [284, kShort, 1, 1],
  ];
  header.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 10 + 12 * index;
    header.writeUInt16LE(tag, at);
    header.writeUInt16LE(type, at + 2);
    header.writeUInt32LE(count, at + 4);
    header.writeUInt32LE(value, at + 8);
  });
  for (const at of [200, 202, 204]) header.writeUInt16LE(16, at);
  for (let strip = 0; strip < strips; strip += 1) {
    const rows = Math.min(rowsPerStrip, height - strip * rowsPerStrip);
    header.writeUInt32LE(data + strip * rowsPerStrip * rowBytes, tables + 4 * strip);
    header.writeUInt32LE(rows * rowBytes, tables + 4 * strips + 4 * strip);
  }
  const output = await open(file, 'w');
  await output.write(header);
  const row = new Uint16Array(width * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const level = 9000 + 16000 * (x / width) + 9000 * (y / height) + (((x >> 6) ^ (y >> 6)) & 1) * 6000;
      row[3 * x] = level * 1.4;
      row[3 * x + 1] = level * 0.8;
      row[3 * x + 2] = level * 0.5;
    }
    await output.write(new Uint8Array(row.buffer));
  }
  await output.close();
}
