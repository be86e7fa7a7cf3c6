import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProfileShelf } from '../../src/keep/color_profiles';

const paper = { id: 'b', name: 'Baryta', colors: 'rgb' } as const;
const press = { id: 'a', name: 'Web press', colors: 'cmyk' } as const;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('kept profiles', () => {
  it('are listed by name at the next visit, with their bytes', async () => {
    const shelf = new ProfileShelf();
    await shelf.put(press, new Uint8Array([1, 2]));
    await shelf.put(paper, new Uint8Array([3]));
    const later = new ProfileShelf();
    expect(await later.list()).toEqual([paper, press]);
    expect(await later.bytes('a')).toEqual(new Uint8Array([1, 2]));
    await later.remove('a');
    expect(await shelf.list()).toEqual([paper]);
    expect(await shelf.bytes('a')).toBeNull();
  });

  it('are left out where they are not understood', async () => {
    await new ProfileShelf().put(paper, new Uint8Array([3]));
    const database = await openDB('easelight-profiles');
    await database.put('facts', { id: 'x', name: 'Strange', colors: 'xyz' }, 'x');
    await database.put('facts', 7, 'y');
    await database.put('bytes', 'no bytes', 'b');
    database.close();
    expect(await new ProfileShelf().list()).toEqual([paper]);
    expect(await new ProfileShelf().bytes('b')).toBeNull();
  });

  it('last as long as the page where the browser keeps nothing', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
    const shelf = new ProfileShelf();
    await shelf.put(paper, new Uint8Array([3]));
    expect(await shelf.list()).toEqual([paper]);
    expect(await shelf.bytes('b')).toEqual(new Uint8Array([3]));
    await shelf.remove('b');
    expect(await shelf.list()).toEqual([]);
    vi.unstubAllGlobals();
  });
});
