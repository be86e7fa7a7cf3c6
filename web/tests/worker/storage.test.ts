// Storage in a browser that gives a private file system, and in one that does not.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Tab, openStorage } from '../../src/worker/storage';
import { TestDisk } from './test_disk';

let disks: Map<string, TestDisk>;
const tab: Tab = { tab: 'own', generation: 1, keep: [] };
/** Names of the locks that are held. */
let held: string[];

function browser(getDirectoryHandle: (name: string) => Promise<FileSystemDirectoryHandle>): void {
  const locks = {
    query: async () => ({ held: held.map((name) => ({ name })) }),
    request: async (_name: string, _options: object, run: (lock: object) => unknown) => run({}),
  };
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => ({ getDirectoryHandle }) }, locks });
  vi.stubGlobal(
    'FileSystemFileHandle',
    class {
      createSyncAccessHandle() {}
    },
  );
  vi.stubGlobal(
    'FileSystemSyncAccessHandle',
    class {
      mode = '';
    },
  );
}

beforeEach(() => {
  disks = new Map(['scan-store', 'exports'].map((name) => [name, new TestDisk()]));
  held = [];
  browser(async (name) => (disks.get(name) as TestDisk).folder);
});
afterEach(() => vi.unstubAllGlobals());

describe('Storage', () => {
  it('is on disk, and opens before it cleans', async () => {
    held = ['easelight-tab-living'];
    const exports = disks.get('exports') as TestDisk;
    for (const name of ['own.0-0', 'own.0-1', 'living.0-0', 'dead.3-0']) exports.write(name, 'x');
    const storage = await openStorage({ ...tab, keep: ['own.0-1'] });
    expect(storage.diskless).toBeNull();
    expect(exports.names).toHaveLength(4);
    const output = await storage.createOutput('image/png');
    await storage.clean();
    expect(exports.names).toEqual(['living.0-0', 'own.0-1', 'own.1-0']);
    await output.dispose();
  });

  it('makes its folders anew where they were deleted under it, and exports go on', async () => {
    const storage = await openStorage(tab);
    for (const disk of disks.values()) disk.delete();
    const output = await storage.createOutput('image/png');
    output.file.write(new Uint8Array([1, 2, 3]), 0);
    expect((await output.finish()).file.size).toBe(3);
    expect((await storage.createStore('a'.repeat(32), 10)).key).toBe('a'.repeat(32));
  });

  it('is memory, with a reason, where the private file system fails', async () => {
    browser(() => Promise.reject(new DOMException('the disk is damaged', 'UnknownError')));
    const storage = await openStorage(tab);
    expect(storage.diskless).toEqual({ name: 'diskless-refused', args: { reason: 'the disk is damaged' } });
    const store = await storage.createStore('a', 10);
    expect(store.file.write(new Uint8Array(4), 0)).toBe(4);
    expect(storage.looksPrivate(store)).toBe(false);
    await storage.clean();
  });

  it('is memory where the browser has none, or denies it to a private window', async () => {
    browser(() => Promise.reject(new DOMException('', 'SecurityError')));
    const denied = await openStorage(tab);
    expect(denied.diskless).not.toBeNull();
    expect(denied.looksPrivate(await denied.createStore(null, 1))).toBe(true);
    vi.stubGlobal('FileSystemFileHandle', undefined);
    expect((await openStorage(tab)).diskless).not.toBeNull();
  });
});
