import { beforeEach, describe, expect, it } from 'vitest';
import type { OwnFolder } from '../../src/worker/own_folder';
import { ScanStores } from '../../src/worker/scan_stores';
import { TestDisk, TestLocks } from './test_disk';

const kMiB = 1 << 20;
const keys = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string];

let disk: TestDisk;
let folder: OwnFolder;
let locks: TestLocks;
let time: number;
let quota: number;

const tab = (name: string) =>
  new ScanStores({
    folder,
    locks,
    shares: disk.shares,
    quota: async () => quota,
    now: () => (time += 1),
    ownName: () => `${name}.0-0`,
  });

async function keep(stores: ScanStores, key: string, bytes = 10): Promise<void> {
  const store = await stores.create(key, bytes);
  store.file.write(new Uint8Array(bytes).fill(7), 0);
  await store.complete(`record of ${key[0]}`);
  await store.dispose();
}

beforeEach(async () => {
  disk = new TestDisk();
  folder = await disk.own();
  locks = new TestLocks();
  time = 0;
  quota = 1e12;
});

describe('a complete store', () => {
  it('is found again, with its record', async () => {
    await keep(tab('one'), keys[0]);
    const found = await tab('two').find(keys[0], false);
    expect(found?.record).toBe('record of a');
    const heap = new Uint8Array(4);
    expect(found?.file.read(heap, 6)).toBe(4);
    expect([...heap]).toEqual([7, 7, 7, 7]);
    await found?.dispose();
    expect(disk.names).toHaveLength(2);
  });

  it('is shared by two tabs', async () => {
    await keep(tab('one'), keys[0]);
    const [one, two] = [await tab('one').find(keys[0], false), await tab('two').find(keys[0], false)];
    expect(one && two).not.toBeNull();
    await one?.dispose();
    expect(two?.file.size()).toBe(10);
  });

  it('is decoded again by a second tab where a file can be open once only', async () => {
    disk.shares = false;
    await keep(tab('one'), keys[0]);
    const one = await tab('one').find(keys[0], false);
    expect(await tab('two').find(keys[0], false)).toBeNull();
    const two = await tab('two').create(keys[0], 10);
    expect(two.key).toBeNull();
    expect(disk.names).toContain('two.0-0');
    await two.dispose();
    expect(disk.names).not.toContain('two.0-0');
    await one?.dispose();
    expect(await tab('two').find(keys[0], false)).not.toBeNull();
  });

  it('can be removed by who finds that it is of no use', async () => {
    await keep(tab('one'), keys[0]);
    await (await tab('one').find(keys[0], false))?.remove();
    expect(disk.names).toEqual([]);
  });
});

describe('a store in the making', () => {
  it('is not found, and written once', async () => {
    const store = await tab('one').create(keys[0], 10);
    expect(await tab('two').find(keys[0], false)).toBeNull();
    const own = await tab('two').create(keys[0], 10);
    expect([store.key, own.key]).toEqual([keys[0], null]);
    await store.complete('record');
    expect(await tab('three').find(keys[0], false)).not.toBeNull();
  });

  it('leaves nothing behind when it is given up', async () => {
    const store = await tab('one').create(keys[0], 10);
    await store.dispose();
    expect(disk.names).toEqual([]);
    expect((await tab('two').create(keys[0], 10)).key).toBe(keys[0]);
  });

  it('is a leftover when its tab is gone', async () => {
    disk.write(`${keys[0]}.tiles`, 'half');
    disk.write(`${keys[1]}.json`, '{"easelightStore":1,"key":"');
    disk.write(`${keys[1]}.tiles`, 'whole');
    await keep(tab('one'), keys[2]);
    const living = await tab('two').create('d'.repeat(32), 10);
    await tab('one').clean(false);
    expect(disk.names).toEqual([`${keys[2]}.json`, `${keys[2]}.tiles`, `${living.key}.tiles`]);
  });
});

describe('a folder that is deleted under the page', () => {
  it('is made anew for the next store, and the deleted one says that it is gone', async () => {
    const stores = tab('one');
    await keep(stores, keys[0]);
    const open = await stores.find(keys[0], false);
    expect(await open?.isThere()).toBe(true);
    disk.delete();
    expect(await open?.isThere()).toBe(false);
    expect(await stores.find(keys[1], false)).toBeNull();
    await keep(stores, keys[0]);
    await open?.dispose();
    expect(await open?.isThere()).toBe(true);
    expect(disk.names).toEqual([`${keys[0]}.json`, `${keys[0]}.tiles`]);
  });

  it('holds no leftovers', async () => {
    const stores = tab('one');
    disk.delete();
    await stores.clean(false);
    expect((await stores.create(keys[0], 10)).key).toBe(keys[0]);
  });
});

describe('cleaning', () => {
  it('leaves a store alone that is finished and closed while it looks', async () => {
    const stores = tab('one');
    const store = await stores.create(keys[0], 10);
    const { take } = locks;
    locks.take = async (name, mode) => {
      await store.complete('record');
      await store.dispose();
      return take.call(locks, name, mode);
    };
    await tab('two').clean(true);
    locks.take = take;
    expect(await tab('three').find(keys[0], false)).not.toBeNull();
  });
});

describe('room', () => {
  it('is made by removing what was not used for longest', async () => {
    for (const key of keys) await keep(tab('one'), key, 100);
    await (await tab('one').find(keys[0], false))?.dispose();
    quota = 700;
    await tab('one').create('d'.repeat(32), 100);
    expect(await tab('two').find(keys[1], false)).toBeNull();
    expect(await tab('two').find(keys[0], false)).not.toBeNull();
  });

  it('is not made by removing what another tab uses', async () => {
    for (const key of keys) await keep(tab('one'), key, 100);
    const used = await tab('two').find(keys[0], false);
    quota = 0;
    await tab('one').create('d'.repeat(32), 100);
    expect(used?.file.size()).toBe(100);
    expect(disk.names.filter((name) => name.endsWith('.json'))).toEqual([`${keys[0]}.json`]);
  });

  it('is asked of the disk itself, whatever the browser estimates', async () => {
    for (const key of keys) await keep(tab('one'), key, 5 * kMiB);
    disk.quota = 16 * kMiB;
    const store = await tab('one').create('d'.repeat(32), 8 * kMiB);
    expect(store.key).not.toBeNull();
    expect(store.file.size()).toBe(0);
    expect(disk.names.filter((name) => name.endsWith('.json'))).toEqual([`${keys[2]}.json`]);
  });

  it('may be memory for a small scan', async () => {
    disk.quota = kMiB;
    const store = await tab('one').create(keys[0], 2 * kMiB);
    expect(store.key).toBeNull();
    expect(store.file.write(new Uint8Array(100), 2 * kMiB - 100)).toBe(100);
    expect(disk.names).toEqual([]);
  });

  it('is missed with a sentence', async () => {
    disk.quota = 50e6;
    await expect(tab('one').create(keys[0], 100e6)).rejects.toMatchObject({
      failure: { code: 'room', name: 'room-short', args: { needed: 100, left: 50 } },
    });
    expect(disk.names).toEqual([]);
  });
});
