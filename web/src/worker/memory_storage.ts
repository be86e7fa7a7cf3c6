// Storage where the private file system is not to be had: memory, to a limit, and nothing is found again.

import type { Sentence } from '../engine/protocol';
import { MemoryFile, type OutputFile } from './files';
import { type ScanStore, type Storage, memoryStore } from './stores';

export class MemoryStorage implements Storage {
  /** `denied`: as a private window is denied the private file system. */
  constructor(
    readonly diskless: Sentence,
    private readonly denied: boolean,
  ) {}

  async keyOf(): Promise<null> {
    return null;
  }

  async findStore(): Promise<null> {
    return null;
  }

  async createStore(): Promise<ScanStore> {
    return memoryStore();
  }

  async createOutput(mime: string): Promise<OutputFile> {
    const file = new MemoryFile();
    const finish = async () => ({ file: new Blob([file.contents], { type: mime }), stored: null });
    return { file, dispose: async () => undefined, finish };
  }

  async discard(): Promise<void> {}

  looksPrivate(): boolean {
    return this.denied;
  }

  async clean(): Promise<void> {}
}
