// Scans of hundreds of megapixels, from end to end in the native engine.

import { rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

import { memoryBench } from './native.mjs';

/** 600 megapixels; 3.6 GB of 16-bit RGB. The store adds a third, the export is as large as the scan. */
const width = 30_000;
const height = 20_000;
const scanBytes = width * height * 6;
const diskNeeded = scanBytes * (1 + 4 / 3 + 1) + 5e8;

/** Bytes that this user can still write below a folder. */
export function freeBytes(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** @param {{folder: string, say: (text: string) => void}} bench */
export async function measureBig({ folder, say }) {
  if (freeBytes(folder) < diskNeeded) {
    return { note: `skipped: it needs ${Math.ceil(diskNeeded / 1e9)} GB of free disk` };
  }
  const scan = join(folder, 'big.tif');
  const output = join(folder, 'big-out.tif');
  try {
    say(`writing ${(width * height) / 1e6} megapixels`);
    await memoryBench('make-scan', scan, width, height, 'big');
    say('opening, panning and exporting them');
    return { scanBytes, ...(await memoryBench('develop-big', scan, output)) };
  } finally {
    rmSync(scan, { force: true });
    rmSync(output, { force: true });
  }
}
