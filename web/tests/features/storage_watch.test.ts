import { beforeEach, describe, expect, it } from 'vitest';
import { StorageWatch } from '../../src/features/recovery/storage_watch';
import type { Editor } from '../../src/workspace/editor';
import { Jobs } from '../../src/workspace/jobs';
import { initialState } from '../../src/workspace/state';
import { Store } from '../../src/workspace/store';
import { showDocument, testScan } from '../documents/shown';

let store: Store;
let watch: StorageWatch;
let done: string[];
let stored: boolean;

beforeEach(() => {
  const engine = { ...initialState.engine, status: 'ready' } as const;
  const scan = { ...testScan, name: 'a.tif' };
  store = new Store({ engine });
  showDocument(store, { scan, scanNumber: 1, file: new File([], 'a.tif'), storeKey: 'key' });
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
    store.changeShown({ file: null });
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
    const work = new Jobs(store).add({ kind: 'export', document: 1, scan: 1, fileName: 'a.png', state: 'running' });
    await watch.look();
    expect(done).toEqual([]);
    work.end();
    await watch.look();
    expect(done).toEqual(['check', 'reopen']);
  });
});
