// A small picture of a dump as it would be with a shape: garbled where that is wrong, which everybody sees.

import type { DumpShape } from './dump_shapes';

/** In pixels. */
const kLongSide = 160;

export async function pictureOfDump(file: Blob, shape: DumpShape): Promise<Blob> {
  const scale = Math.min(1, kLongSide / Math.max(shape.width, shape.height));
  const width = Math.max(1, Math.round(shape.width * scale));
  const height = Math.max(1, Math.round(shape.height * scale));
  const rows = await Promise.all(
    Array.from({ length: height }, (_, y) => rowOfDump(file, shape, Math.floor((y / height) * shape.height), width)),
  );
  const { data } = stretched(rows, width, height);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas.convertToBlob();
}

/** `width` of the row's pixels as RGB. The engine tells which way samples lie; here the way of most dumps is taken. */
async function rowOfDump(file: Blob, shape: DumpShape, row: number, width: number): Promise<Float32Array> {
  const bytes = shape.pixelBits / 24;
  const out = new Float32Array(3 * width);
  for (const channel of [0, 1, 2]) {
    const start = (channel * shape.height + row) * shape.width * bytes;
    const view = new DataView(await file.slice(start, start + shape.width * bytes).arrayBuffer());
    for (let x = 0; x < width; x++) {
      const at = Math.floor((x / width) * shape.width) * bytes;
      out[3 * x + channel] = bytes === 1 ? view.getUint8(at) : view.getUint16(at, true);
    }
  }
  return out;
}

/** Brightened so that the brightest sample of each color is white: a negative's blue is dark. */
function stretched(
  rows: readonly Float32Array[],
  width: number,
  height: number,
): { data: Uint8ClampedArray<ArrayBuffer> } {
  const most = [1, 1, 1];
  for (const row of rows) row.forEach((sample, i) => (most[i % 3] = Math.max(most[i % 3] ?? 1, sample)));
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  rows.forEach((row, y) =>
    row.forEach((sample, i) => {
      data[4 * (y * width + Math.floor(i / 3)) + (i % 3)] = 255 * Math.sqrt(sample / (most[i % 3] ?? 1));
    }),
  );
  return { data };
}
