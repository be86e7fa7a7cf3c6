import { beforeEach, describe, expect, it } from 'vitest';
import { StorageWatch } from '../../src/features/recovery/storage_watch';
import type { ScanSummary } from '../../src/engine/protocol';
import type { Editor } from '../../src/workspace/editor';
import { Store, initialState } from '../../src/workspace/store';

let store: Store;
let watch: StorageWatch;
let done: string[];
let stored: boolean;

beforeEach(() => {
  const engine = { ...initialState.engine, status: 'ready' } as const;
  const scan = { name: 'a.tif' } as ScanSummary;
  store = new Store({ ...initialState, engine, scan, file: new File([], 'a.tif'), storeKey: 'key' });
  done = [];
  stored = true;
  const editor = { store, call: async () => stored };
  Object.defineProperty(editor, 'state', { get: () => store.state });
  const reopen = async () => {
    done.push('reopen');
    return (stored = true);
  };
  const journal = { check: async () => void done.push('check'), flush: async () => undefined };
  watch = new StorageWatch(editor as unknown as Editor, { reopen }, journal, () => done.push('choose'));
});

const newest = () => store.state.notices.at(-1);

describe('StorageWatch', () => {
  it('says nothing while all is there', async () => {
    await watch.look();
    expect(done).toEqual(['check']);
    expect(store.state.notices).toEqual([]);
  });

  it('opens a scan again whose store was deleted, and says so once', async () => {
    stored = false;
    await watch.look();
    expect(done).toEqual(['check', 'reopen']);
    expect(newest()).toMatchObject({ kind: 'info' });
    expect(newest()?.text).toContain('a.tif and its grade are written again');
    store.set({ notices: [] });
    await watch.look();
    expect(store.state.notices).toEqual([]);
  });

  it('says what to do where the file is not there, once', async () => {
    stored = false;
    store.set({ file: null });
    await watch.look();
    expect(done).toEqual(['check']);
    expect(newest()?.text).toContain('choose its file');
    newest()?.actions[0]?.run();
    expect(done).toContain('choose');
    store.set({ notices: [] });
    await watch.look();
    expect(store.state.notices).toEqual([]);
  });

  it('says that only the grade had to be written again', async () => {
    watch.deleted();
    await new Promise((resolve) => setTimeout(resolve));
    expect(done).toEqual(['check']);
    expect(newest()?.text).toContain('was deleted');
  });

  it('waits for the end of an export', async () => {
    stored = false;
    store.set({ exporting: { fileName: 'a.png', done: 0, total: 1, started: 0, facts: '' } });
    await watch.look();
    expect(done).toEqual([]);
    store.set({ exporting: null });
    await watch.look();
    expect(done).toEqual(['check', 'reopen']);
  });
});
