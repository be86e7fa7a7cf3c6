// A folder of the page's own in the browser's private file system. Somebody may delete it under the page, with all that it
// holds: then it is made anew by whoever next wants to write there.

import { type HandleOptions, PrivateFile, isMissing, patiently } from './private_file';
import { refuse } from './refusal';

export type MakeFolder = () => Promise<FileSystemDirectoryHandle>;

/** The folder of this name in the private file system. */
export function folderMaker(name: string): MakeFolder {
  return async () => {
    // A held handle of the root outlives what it stood for as little as any other.
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(name, { create: true });
  };
}

export class OwnFolder {
  private constructor(
    private readonly make: MakeFolder,
    private folder: FileSystemDirectoryHandle,
  ) {}

  static async open(make: MakeFolder): Promise<OwnFolder> {
    return new OwnFolder(make, await make());
  }

  /** Names of all files; none where the folder is gone. */
  async names(): Promise<string[]> {
    const names: string[] = [];
    try {
      for await (const name of this.folder.keys()) names.push(name);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    return names;
  }

  async has(name: string): Promise<boolean> {
    return this.folder.getFileHandle(name).then(
      () => true,
      (error: unknown) => !isMissing(error),
    );
  }

  /** Opens a file, which is made where it is not there. */
  async open(name: string, options: HandleOptions, durable: boolean): Promise<PrivateFile> {
    const entry = await this.entry(name);
    return new PrivateFile(await entry.createSyncAccessHandle(options), durable);
  }

  /** The file of this name, which is made where it is not there. */
  async entry(name: string): Promise<FileSystemFileHandle> {
    try {
      return await this.folder.getFileHandle(name, { create: true });
    } catch (error) {
      // A file that is to be made cannot be missing: its folder is.
      if (!isMissing(error)) throw error;
      this.folder = await this.make();
      return this.folder.getFileHandle(name, { create: true });
    }
  }

  /** Removes a file if it is there and nobody has it open. */
  async remove(name: string, patienceMs = 0): Promise<boolean> {
    const attempt = () =>
      this.folder.removeEntry(name).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    return patiently(patienceMs, attempt).then(
      () => true,
      () => false,
    );
  }

  /** Null where there is none, or it cannot be read. */
  async readText(name: string): Promise<string | null> {
    try {
      return await (await (await this.folder.getFileHandle(name)).getFile()).text();
    } catch {
      return null;
    }
  }

  async writeText(name: string, text: string): Promise<void> {
    const handle = await (await this.entry(name)).createSyncAccessHandle();
    try {
      const bytes = new TextEncoder().encode(text);
      handle.truncate(bytes.length);
      if (handle.write(bytes, { at: 0 }) !== bytes.length) refuse('io', 'store-unwritten', { name });
      handle.flush();
    } finally {
      handle.close();
    }
  }
}
