// The key of a scan's store: from the file's name, size and date, and from samples of its bytes.
//
// Reading all of a file of gigabytes would take as long as decoding it. The samples - its ends, where headers and
// directories lie, and slices spread over the rest - tell files apart that a scanner wrote under one name.

import { refuse } from './refusal';

const kEnd = 64 << 10;
const kSlice = 4 << 10;
const kSlices = 14;
/** 128 bits of the SHA-256: keys are compared, not trusted. */
const kKeyBytes = 16;

export type KeyedFile = Pick<File, 'name' | 'size' | 'lastModified' | 'slice'>;

export async function scanKey(file: KeyedFile): Promise<string> {
  const facts = new TextEncoder().encode(JSON.stringify([file.name, file.size, file.lastModified]));
  // Each read is a message to the browser: they wait for it together.
  const samples = await Promise.all(sampleRanges(file.size).map(([start, length]) => bytesAt(file, start, length)));
  const parts = [facts, ...samples];
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', joined(parts)));
  return Array.from(digest.subarray(0, kKeyBytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Start and length of every sample. */
export function sampleRanges(size: number): (readonly [number, number])[] {
  const end = Math.max(0, size - kEnd);
  const ranges: (readonly [number, number])[] = [
    [0, Math.min(kEnd, size)],
    [end, size - end],
  ];
  for (let slice = 1; slice <= kSlices; slice += 1) {
    const start = Math.floor((size * slice) / (kSlices + 1));
    ranges.push([start, Math.min(kSlice, size - start)]);
  }
  return ranges;
}

async function bytesAt(file: KeyedFile, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
  } catch {
    refuse('io', 'file-gone');
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
