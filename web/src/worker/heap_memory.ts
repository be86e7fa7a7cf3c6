// The engine's memory: of the smallest size with room for views as large as the screen. It never grows.

import sizes from './heap_sizes.json';

export interface HeapSize {
  readonly viewPixels: number;
  readonly heapBytes: number;
}

/** Those of core/memory/workspace.h, the smallest first. */
export const heapSizes: readonly HeapSize[] = sizes;

const kPageBytes = 65536;

/** The sides of a screen are told in whole CSS pixels: one may seem to be a little larger than it is. */
const kRounding = 1.01;

/** What to try for a screen: the heap with room for all of it, or else the largest, and then those that are smaller. */
export function heapsFor(screenPixels: number): readonly HeapSize[] {
  const larger = heapSizes.filter(({ viewPixels }) => viewPixels * kRounding < screenPixels).length;
  return heapSizes.slice(0, larger + 1).reverse();
}

/** Makes the memory; where a browser has none of a size, of the next smaller. Its maximum is its size. */
export function makeHeap(
  screenPixels: number,
  shared: boolean,
  make = (size: WebAssembly.MemoryDescriptor) => new WebAssembly.Memory(size),
): WebAssembly.Memory {
  let refusal: unknown;
  for (const { heapBytes } of heapsFor(screenPixels)) {
    const pages = heapBytes / kPageBytes;
    try {
      return make({ initial: pages, maximum: pages, shared });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}
