import { describe, expect, it } from 'vitest';
import { MemoryFile } from '../../src/worker/files';

const kMiB = 1 << 20;

describe('MemoryFile', () => {
  it('grows by writing, and reads back', () => {
    const file = new MemoryFile();
    file.write(new Uint8Array([1, 2, 3]), 100_000);
    const heap = new Uint8Array(4);
    expect(file.size()).toBe(100_003);
    expect(file.read(heap, 99_999)).toBe(4);
    expect([...heap]).toEqual([0, 1, 2, 3]);
    expect(file.read(heap, 200_000)).toBe(0);
  });

  it('forgets what is cut off', () => {
    const file = new MemoryFile();
    file.write(new Uint8Array([1, 2, 3]), 0);
    file.shorten(2);
    expect(file.size()).toBe(2);
    expect(file.read(new Uint8Array(3), 0)).toBe(2);
  });

  it('says its limit and keeps to it', () => {
    const file = new MemoryFile(2 * kMiB);
    expect(() => file.write(new Uint8Array(10), 2 * kMiB - 5)).toThrow(
      expect.objectContaining({ sentence: { name: 'scratch-full', args: { limit: 2 } } }),
    );
    expect(file.size()).toBe(0);
  });
});
