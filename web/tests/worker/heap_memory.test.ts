import { describe, expect, it } from 'vitest';
import { heapSizes, heapsFor, makeHeap } from '../../src/worker/heap_memory';

const kMebibyte = 2 ** 20;
const chosen = (screenPixels: number) => (heapsFor(screenPixels)[0]?.heapBytes ?? 0) / kMebibyte;
const limit =
  (most: number, asked: number[] = []) =>
  (size: WebAssembly.MemoryDescriptor) => {
    asked.push((size.initial * 65536) / kMebibyte);
    if (size.initial * 65536 > most) throw new RangeError('could not allocate memory');
    return new WebAssembly.Memory(size);
  };

describe('the heap', () => {
  it('has the size that the screen asks for', () => {
    expect(chosen(1920 * 1080)).toBe(256);
    expect(chosen(2560 * 1600)).toBe(256);
    expect(chosen(2560 * 1664)).toBe(336);
    expect(chosen(3840 * 2160)).toBe(336);
    // A 4K screen at 175 %, as the browser rounds it.
    expect(chosen(2195 * 1235 * 1.75 ** 2)).toBe(336);
    expect(chosen(4480 * 2520)).toBe(464);
    expect(chosen(5120 * 2880)).toBe(464);
    expect(chosen(7680 * 4320)).toBe(464);
  });

  it.each(heapSizes)('of $heapBytes bytes cannot grow', ({ viewPixels, heapBytes }) => {
    for (const shared of [false, true]) {
      const memory = makeHeap(viewPixels, shared);
      expect(memory.buffer.byteLength).toBe(heapBytes);
      expect(memory.buffer instanceof SharedArrayBuffer).toBe(shared);
      expect(() => memory.grow(1)).toThrow(RangeError);
      expect(memory.buffer.byteLength).toBe(heapBytes);
    }
  });

  it('is smaller where the browser has no memory for it', () => {
    const asked: number[] = [];
    const memory = makeHeap(5120 * 2880, true, limit(300 * kMebibyte, asked));
    expect(memory.buffer.byteLength).toBe(256 * kMebibyte);
    expect(asked).toEqual([464, 336, 256]);
  });

  it('is not made where there is not even memory for the smallest', () => {
    expect(() => makeHeap(3840 * 2160, true, limit(0))).toThrow('could not allocate memory');
  });

  it('is not tried anew for what is no lack of memory', () => {
    let tries = 0;
    const broken = () => {
      tries += 1;
      throw new TypeError('no shared memory');
    };
    expect(() => makeHeap(3840 * 2160, true, broken)).toThrow('no shared memory');
    expect(tries).toBe(1);
  });
});
