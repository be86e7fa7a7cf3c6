import { describe, expect, it } from 'vitest';
import { sampleRanges, scanKey } from '../../src/worker/scan_key';

const bytes = (change: number | null, length = 1_000_000) => {
  const all = new Uint8Array(length).map((_, index) => index % 251);
  if (change !== null) all[change] = (all[change] ?? 0) + 1;
  return all;
};
const file = (change: number | null, name = 'scan.tif', lastModified = 5) =>
  new File([bytes(change)], name, { lastModified });

describe('scanKey', () => {
  it('is the same for the same file', async () => {
    expect(await scanKey(file(null))).toBe(await scanKey(file(null)));
    expect(await scanKey(file(null))).toMatch(/^[0-9a-f]{32}$/);
  });

  it('differs with name, date, ends and samples', async () => {
    const [middle] = sampleRanges(1_000_000)[7] ?? [0];
    const others = [file(null, 'other.tif'), file(null, 'scan.tif', 6), file(0), file(999_999), file(middle + 5)];
    const keys = await Promise.all([file(null), ...others].map(scanKey));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('takes empty and tiny files', async () => {
    expect(await scanKey(new File([], 'empty'))).not.toBe(await scanKey(new File(['x'], 'empty')));
  });

  it('says that a file is gone', async () => {
    const gone = {
      name: 'gone.tif',
      size: 10,
      lastModified: 0,
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotFoundError')) }) as unknown as Blob,
    };
    await expect(scanKey(gone)).rejects.toMatchObject({ failure: { name: 'file-gone' } });
  });
});

describe('sampleRanges', () => {
  it('stay inside the file', () => {
    for (const size of [0, 1, 4096, 70_000, 5e9]) {
      for (const [start, length] of sampleRanges(size)) {
        expect(length).toBeGreaterThanOrEqual(0);
        expect(start + length).toBeLessThanOrEqual(size);
      }
    }
    expect(sampleRanges(5e9)).toHaveLength(16);
  });
});
