import { beforeEach, describe, expect, it } from 'vitest';
import { RecentScans } from '../../src/features/recent/recent_scans';
import { factsText, recordsFileName } from '../../src/features/recent/recent_text';
import type { Editor } from '../../src/workspace/editor';
import type { RecentScan } from '../../src/keep/recent';
import { Store } from '../../src/workspace/store';

const scan: RecentScan = {
  key: 'a',
  file: { name: 'a.tif', size: 1, lastModified: 0 },
  scan: { container: 'TIFF', width: 30, height: 20, channels: 3, bits: 16 },
  crops: 1,
  used: 0,
  storeKey: null,
  hasHandle: false,
  thumbnail: null,
  problem: null,
};

let store: Store;
let asked: number[];
let restored: boolean;
let recents: RecentScans;

beforeEach(() => {
  store = new Store();
  asked = [];
  restored = true;
  const shelf = {
    recent: async (count: number) => (asked.push(count), { entries: [scan], total: 120 }),
    recordsText: async () => '{}',
  };
  const remove = async () => async () => restored;
  recents = new RecentScans({ store } as unknown as Editor, { shelf, remove });
});

const newest = () => store.state.notices.at(-1);

const undo = async () => {
  newest()?.actions[0]?.run();
  await new Promise((resolve) => setTimeout(resolve));
};

describe('the list of recent scans', () => {
  it('grows page by page', async () => {
    await recents.refresh();
    await recents.more();
    expect(asked).toEqual([50, 100]);
    expect(store.state).toMatchObject({ recent: [scan], recentTotal: 120 });
  });

  it('offers to undo a removal', async () => {
    await recents.remove(scan);
    expect(newest()).toMatchObject({ kind: 'info', text: 'The grade of a.tif was removed.' });
    expect(newest()?.actions[0]?.label).toBe('Undo removal');
    const before = asked.length;
    await undo();
    expect(asked.length).toBe(before + 1);
  });

  it('says so where it cannot be undone', async () => {
    await recents.remove(scan);
    restored = false;
    await undo();
    expect(newest()).toMatchObject({ kind: 'error' });
    expect(newest()?.text).toContain('graded again meanwhile');
  });

  it('says what is wrong with a grade that cannot be read', () => {
    expect(factsText({ ...scan, crops: 2 })).toContain('30 × 20, 2 crops');
    expect(factsText({ ...scan, problem: 'it is damaged' })).toBe('Could not be read: it is damaged');
    expect(factsText({ key: 'b', name: 'b', used: null, problem: 'it is no record', newer: false })).toContain(
      'it is no record',
    );
    expect(recordsFileName('roll.3.tif')).toBe('roll.3.easelight-records.json');
  });
});
