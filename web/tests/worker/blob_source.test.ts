import { beforeAll, describe, expect, it } from 'vitest';
import { BlobSource } from '../../src/worker/blob_source';

const kMiB = 1 << 20;

/** Node has no FileReaderSync, and its Blob reads only with a promise: so this blob is a plain array. */
class ArrayBlob {
  constructor(readonly bytes: Uint8Array) {}
  get size() {
    return this.bytes.length;
  }
  slice(start: number, end: number) {
    return new ArrayBlob(this.bytes.subarray(start, end));
  }
}

let reads = 0;
let bytesRead = 0;

beforeAll(() => {
  (globalThis as { FileReaderSync?: unknown }).FileReaderSync = class {
    readAsArrayBuffer(blob: ArrayBlob) {
      reads += 1;
      bytesRead += blob.size;
      return blob.bytes.slice().buffer;
    }
  };
});

describe('BlobSource', () => {
  const bytes = Uint8Array.from({ length: 3 * kMiB }, (_, index) => (index * 7919) >> 8);
  const open = () => new BlobSource(new ArrayBlob(bytes) as unknown as Blob);

  it('reads anywhere, into shared memory as well', () => {
    const source = open();
    const heap = new Uint8Array(new SharedArrayBuffer(1000));
    for (const offset of [0, 17, kMiB - 500, 2 * kMiB + 3, 5]) {
      expect(source.read(heap, offset)).toBe(1000);
      expect(Array.from(heap)).toEqual(Array.from(bytes.subarray(offset, offset + 1000)));
    }
  });

  it('returns fewer bytes at the end, and none beyond', () => {
    const source = open();
    const heap = new Uint8Array(100);
    expect(source.read(heap, bytes.length - 30)).toBe(30);
    expect(source.read(heap, bytes.length + 5)).toBe(0);
  });

  it('reads ahead, so that small reads in a row are few reads of the file', () => {
    const source = open();
    const heap = new Uint8Array(512);
    reads = 0;
    for (let offset = 0; offset < bytes.length; offset += 512) source.read(heap, offset);
    expect(reads).toBe(2);
  });

  it('reads little ahead where reads jump', () => {
    const source = open();
    const heap = new Uint8Array(512);
    for (let offset = 0; offset < 2 * kMiB; offset += 512) source.read(heap, offset);
    source.read(heap, 100);
    bytesRead = 0;
    source.read(heap, 2 * kMiB);
    source.read(heap, 100);
    expect(bytesRead).toBe(2 * kMiB);
  });

  it('gives a sign of life whenever it asks the browser', () => {
    let signs = 0;
    const source = new BlobSource(new ArrayBlob(bytes) as unknown as Blob, () => (signs += 1));
    source.read(new Uint8Array(10), 0);
    source.read(new Uint8Array(10), 10);
    expect(signs).toBe(1);
    source.read(new Uint8Array(10), 2 * kMiB);
    expect(signs).toBe(2);
  });

  it('reads large pieces at once', () => {
    const heap = new Uint8Array(2 * kMiB);
    reads = 0;
    expect(open().read(heap, 100)).toBe(2 * kMiB);
    expect(reads).toBe(1);
    expect(heap[0]).toBe(bytes[100]);
  });
});
