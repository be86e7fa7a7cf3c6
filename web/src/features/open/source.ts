// A scan that is to be opened, before anything of it is decoded.

import type { ScanSummary } from '../../engine/protocol';
import { text } from '../../i18n/text';
import type { FileFacts, RecentScan } from '../../keep/recent';
import { bytesText, sizeText } from '../../ui/format';
import { withPlainName } from './plain_name';

export interface OpenOptions {
  readonly handle?: FileSystemFileHandle | null;
  /** Opens a file that this editor has exported as a picture; otherwise its grade is what is wanted of it. */
  readonly asPicture?: boolean;
  /** The listed document that it is to be; otherwise it becomes one of its own. */
  readonly into?: number;
  /** It gets a grade of its own, also where one is kept of its picture. */
  readonly apart?: boolean;
  /** The scan that it is meant to be; if it is another, that is said. */
  readonly expected?: RecentScan | null;
  /** Only so many of its rows, from the top: all that are there of a file that ends early, once that is agreed to. */
  readonly rows?: number;
}

/** Its file, or only the key of its store. */
export interface Source {
  readonly facts: FileFacts;
  readonly file: File | null;
  readonly handle: FileSystemFileHandle | null;
  readonly key: string | null;
  /** Under which its grade is known to be kept. */
  readonly record: string | null;
  readonly into: number;
  /** How many rows from the top are to be opened; 0: all. */
  readonly rows: number;
  /** Called when the header is read, if it must be. */
  readonly onInspected?: (scan: ScanSummary) => void;
}

export function sourceOfFile(
  chosen: File,
  rest: Partial<Pick<Source, 'handle' | 'into' | 'rows' | 'onInspected'>> = {},
): Source {
  const file = withPlainName(chosen);
  const { name, size, lastModified } = file;
  return {
    facts: { name, size, lastModified },
    file,
    handle: null,
    key: null,
    record: null,
    into: 0,
    rows: 0,
    ...rest,
  };
}

/** Where files are not looked at, what is known of them must do. */
export function keyFromFacts({ name, size, lastModified }: FileFacts): string {
  return `${name}, ${size} bytes, ${lastModified}`;
}

/** What a file is and what opening it takes. */
export function costText(scan: ScanSummary, heapBytes: number): string {
  return text('scan.cost', {
    size: sizeText(scan),
    bits: scan.bits,
    color: scan.channels === 1 ? 'gray' : 'rgb',
    store: bytesText(scan.storeBytes),
    heap: bytesText(heapBytes),
  });
}
