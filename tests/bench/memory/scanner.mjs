// A film scanner's DNG of a 35 mm frame at 4000 dpi, with levels, against the same light as a TIFF.

import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { memoryBench } from './native.mjs';

const width = 5669;
const height = 3780;

/** @param {{folder: string, say: (text: string) => void}} bench */
export async function measureScanner({ folder, say }) {
  const kinds = {};
  for (const kind of ['dng', 'tiff']) {
    const scan = join(folder, `scanner.${kind}`);
    const output = join(folder, `scanner-${kind}-out.tif`);
    try {
      say(`writing and developing a ${kind} of ${width} x ${height}`);
      await memoryBench('make-scanner-scan', scan, width, height, kind);
      const developed = await memoryBench('develop-scanner-scan', scan, output);
      kinds[kind] = { ...developed, sha256: createHash('sha256').update(readFileSync(output)).digest('hex') };
    } finally {
      rmSync(scan, { force: true });
      rmSync(output, { force: true });
    }
  }
  return { ...kinds, same: kinds.dng.sha256 === kinds.tiff.sha256 };
}
