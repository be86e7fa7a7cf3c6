// What the worker keeps on disk, or in memory where it must: stores of scans, and exports in the making.

import type { Sentence } from '../engine/protocol';
import type { OutputFile, OwnFile } from './files';
import { MemoryFile } from './files';

export interface ScanStore extends OwnFile {
  /** With which `findStore` finds it again; null if it never will. */
  readonly key: string | null;
  /** The engine's record of the scan; null as long as it is not complete. */
  record: string | null;
  /** All tiles are written. */
  complete(record: string): Promise<void>;
  /** Whether it still lies where it was made: somebody may have deleted it. */
  isThere(): Promise<boolean>;
  /** Closes it; removes it unless it is complete and can be found again. */
  dispose(): Promise<void>;
  /** Closes and removes it. */
  remove(): Promise<void>;
}

export interface Storage {
  /** Why scans are held in memory and not on disk; null where they are on disk. */
  readonly diskless: Sentence | null;
  /** The key of a file's store, or null where stores are not kept. */
  keyOf(file: File): Promise<string | null>;
  findStore(key: string, patient: boolean): Promise<ScanStore | null>;
  createStore(key: string | null, bytes: number): Promise<ScanStore>;
  createOutput(mime: string): Promise<OutputFile>;
  discard(stored: string): Promise<void>;
  /** Whether this window looks like a private one, by how a store behaves. */
  looksPrivate(store: ScanStore): boolean;
  /** Removes what former tabs and workers have left behind. */
  clean(): Promise<void>;
}

export function memoryStore(): ScanStore {
  const nothing = async () => undefined;
  const file = new MemoryFile();
  return {
    key: null,
    record: null,
    file,
    isThere: async () => true,
    complete: nothing,
    dispose: nothing,
    remove: nothing,
  };
}
