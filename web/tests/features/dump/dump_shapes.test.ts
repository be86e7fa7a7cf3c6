import { expect, test } from 'vitest';
import { isBareDump, shapesOf, shapesOfWidth, withDumpHeader } from '../../../src/features/dump/dump_shapes';

const fileOf = (bytes: number, name = 'frame.raw', start = 0) => {
  const content = new Uint8Array(bytes);
  content.fill(start, 0, 2);
  return new File([content], name);
};

test('is asked of files of samples alone', async () => {
  expect(await isBareDump(fileOf(600))).toBe(true);
  expect(await isBareDump(fileOf(600, 'FRAME.RAW'))).toBe(true);
});

test('is not asked where a file or its name says what it is', async () => {
  expect(await isBareDump(fileOf(600, 'frame.tif'))).toBe(false);
  expect(await isBareDump(fileOf(601))).toBe(false);
  expect(await isBareDump(fileOf(600, 'panasonic.raw', 'I'.charCodeAt(0)))).toBe(false);
  expect(await isBareDump(fileOf(1500 * 1000 * 6))).toBe(false);
  expect(await isBareDump(fileOf(6))).toBe(false);
  expect(await isBareDump(withDumpHeader(fileOf(600), { width: 10, height: 10, pixelBits: 48 }))).toBe(false);
});

test('takes the lines of known scanners first', () => {
  expect(shapesOf(5400 * 2000 * 6)[0]).toEqual({ width: 5400, height: 2000, pixelBits: 48 });
  // Eight bits a sample, though sixteen of another frame would be as many bytes.
  expect(shapesOf(3000 * 2000 * 3)[0]).toEqual({ width: 3000, height: 2000, pixelBits: 24 });
  expect(shapesOf(1450 * 1000 * 6)[0]).toEqual({ width: 1450, height: 1000, pixelBits: 48 });
});

test('else takes the sides nearest to a frame of 35 mm', () => {
  const shapes = shapesOf(612 * 408 * 6);
  expect(shapes[0]).toEqual({ width: 612, height: 408, pixelBits: 48 });
  expect(shapes.length).toBeGreaterThan(1);
  for (const { width, height, pixelBits } of shapes) expect((width * height * pixelBits) / 8).toBe(612 * 408 * 6);
  // A prime number of pixels has no sides.
  expect(shapesOf(7919 * 6).filter(({ pixelBits }) => pixelBits === 48)).toEqual([]);
  expect(shapesOf(3)).toEqual([{ width: 1, height: 1, pixelBits: 24 }]);
});

test('takes a width by itself', () => {
  expect(shapesOfWidth(61 * 43 * 6, 61)).toEqual([
    { width: 61, height: 43, pixelBits: 48 },
    { width: 61, height: 86, pixelBits: 24 },
  ]);
  expect(shapesOfWidth(61 * 43 * 6, 60)).toEqual([]);
});

test('puts the header of the engine before the samples', async () => {
  const file = withDumpHeader(fileOf(600, 'a.raw'), { width: 10, height: 10, pixelBits: 48 });
  expect(file.name).toBe('a.raw');
  const bytes = new DataView(await file.arrayBuffer());
  expect(bytes.byteLength).toBe(616);
  expect([0, 4, 8, 12].map((at) => bytes.getUint32(at, true))).toEqual([16, 10, 10, 48]);
});
