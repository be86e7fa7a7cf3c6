// What must not be lost: grades that cannot be read, or not now, or not by this version.

import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JournalDatabase, kMostThumbnails } from '../../src/keep/database';
import { kVersion } from '../../src/keep/migrations';
import { isScan } from '../../src/keep/recent';
import { Tab, changeHead, clock, find, kept, keptGamma, keptUndoes, recordsOf, startAnew } from './tabs';

/** A graded scan, and nobody has it open. */
async function graded(key = 'a', gamma = 2): Promise<void> {
  const tab = new Tab('first');
  tab.enter(key);
  tab.edit(gamma);
  await tab.leave();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  startAnew();
});

afterEach(() => vi.useRealTimers());

describe('an engine that is stopped while a grade is read', () => {
  it('is no verdict: nothing is changed, and the grade is read the next time', async () => {
    await graded();
    const before = await recordsOf('a');
    const tab = new Tab('two');
    tab.engineFault = new Error('the engine was stopped');
    await expect(tab.journal.find('a')).rejects.toThrow('the engine was stopped');
    expect(await recordsOf('a')).toEqual(before);
    tab.engineFault = null;
    await tab.visit('a');
    expect(tab.gamma).toBe(2);
    expect((await tab.journal.shelf.entry('a'))?.problem).toBeNull();
  });
});

describe('a grade that cannot be read', () => {
  const damages = {
    'its head': (head: Record<string, unknown>) => ({ ...head, first: 'x' }),
    'the number of its grading': (head: Record<string, unknown>) => ({ ...head, grading: 99 }),
  };

  for (const [what, damage] of Object.entries(damages)) {
    it(`stays as it is when ${what} is damaged, is listed, and gives way to a new one under a key of its own`, async () => {
      await graded();
      await changeHead('a', damage);
      const before = await recordsOf('a');
      const tab = new Tab('two');
      await tab.visit('a');
      await tab.journal.flush();
      expect(await recordsOf('a')).toEqual(before);
      await vi.waitFor(async () => expect((await tab.journal.shelf.entry('a'))?.problem).toMatch(/damaged|missing/));
      tab.edit(3);
      await tab.journal.flush();
      expect(await keptGamma('a')).toBe(3);
      const [first, second] = (await tab.journal.shelf.recent(10)).entries;
      const aside = [first, second].find((entry) => entry?.problem !== null);
      expect(aside).toMatchObject({ problem: expect.stringMatching(/damaged|missing/) as string });
      const text = await tab.journal.shelf.recordsText(aside?.key ?? '');
      const { head, parts } = before as { head: object; parts: { key: [string, string, number]; value: unknown }[] };
      expect(JSON.parse(text)).toMatchObject({
        head: { ...head, key: aside?.key },
        parts: parts.map(({ key: [, kind, number], value }) => ({ key: [aside?.key, kind, number], value })),
      });
    });
  }

  it('is one with a recipe that the engine refuses', async () => {
    await graded();
    const tab = new Tab('two');
    tab.refuse = () => 'out-of-range';
    expect(await tab.journal.find('a')).toMatchObject({ answer: 'unreadable' });
    // A mark is no sentence for life.
    tab.refuse = () => null;
    expect(await tab.journal.find('a')).toMatchObject({ answer: 'kept' });
    await vi.waitFor(async () => expect((await tab.journal.shelf.entry('a'))?.problem).toBeNull());
  });

  it('keeps a damaged history, too, when the grade goes on', async () => {
    await graded();
    await changeHead('a', (head) => ({ ...head, first: 7 }));
    const before = await recordsOf('a');
    const tab = new Tab('two');
    await tab.visit('a');
    expect(tab.gamma).toBe(2);
    expect(await recordsOf('a')).toMatchObject({ parts: (before as { parts: unknown[] }).parts });
    tab.edit(3);
    await tab.journal.flush();
    expect(await keptUndoes('a')).toEqual([2]);
    const aside = (await tab.listed()).find((key) => key !== 'a');
    expect((await recordsOf(aside ?? '')) as object).toMatchObject({ head: { first: 7, past: 1 } });
  });
});

describe('a grade that could not be read when its scan was opened', () => {
  it('is shown as soon as it can be, where nothing was edited meanwhile', async () => {
    await graded();
    const tab = new Tab('two');
    tab.fault = new Error('late');
    await tab.visit('a');
    tab.fault = null;
    await tab.journal.flush();
    expect(tab.heard).toContain('found');
    expect(tab.gamma).toBe(2);
    expect((await kept('a')).head).toMatchObject({ tab: 'first', revision: 1 });
  });

  it('becomes a step of the history where something was', async () => {
    await graded();
    const tab = new Tab('two');
    tab.fault = new Error('late');
    await tab.visit('a');
    tab.edit(3);
    tab.edit(4);
    tab.fault = null;
    await tab.journal.flush();
    expect(await keptGamma('a')).toBe(4);
    expect(await keptUndoes('a')).toEqual([3, 1.6, 2, 1.6]);
    expect(tab.undoes).toEqual([3, 1.6, 2, 1.6]);
  });

  it('is not overwritten either while the engine does not answer', async () => {
    await graded();
    const before = await recordsOf('a');
    const tab = new Tab('two');
    tab.fault = new Error('late');
    await tab.visit('a');
    tab.edit(3);
    tab.fault = null;
    tab.engineFault = new Error('the engine was stopped');
    await tab.journal.flush();
    expect(tab.heard.at(-1)).toBe('failing: the engine was stopped');
    expect(await recordsOf('a')).toEqual(before);
    tab.engineFault = null;
    await tab.journal.flush();
    expect(await keptUndoes('a')).toEqual([1.6, 2, 1.6]);
  });

  it('does not keep a scan from being opened when the database never answers', async () => {
    await graded();
    const tab = new Tab('two');
    vi.spyOn(JournalDatabase.prototype, 'read').mockReturnValueOnce(new Promise(() => undefined));
    const finding = tab.journal.find('a');
    await vi.advanceTimersByTimeAsync(5000);
    expect(await finding).toMatchObject({ answer: 'unknown' });
    vi.restoreAllMocks();
  });
});

describe('what a newer version wrote', () => {
  it('is left untouched: a record', async () => {
    await graded();
    await changeHead('a', (head) => ({ ...head, schema: kVersion + 1, grain: 1 }));
    const before = await recordsOf('a');
    const tab = new Tab('two');
    expect(await tab.journal.find('a')).toMatchObject({ answer: 'newer' });
    await tab.visit('a');
    tab.edit(3);
    tab.scan?.exporting({ name: 'a.tif', orders: null });
    await tab.journal.flush();
    expect(await recordsOf('a')).toEqual(before);
  });

  it('is left untouched: a recipe with a key that this one does not know', async () => {
    await graded();
    const before = await recordsOf('a');
    const tab = new Tab('two');
    tab.refuse = () => 'unsupported';
    await tab.visit('a');
    tab.edit(3);
    await tab.journal.flush();
    expect(await recordsOf('a')).toEqual(before);
    expect((await tab.journal.shelf.entry('a'))?.problem).toBeNull();
  });

  it('is left untouched also by a page that had the scan open before', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    tab.edit(2);
    await tab.journal.flush();
    await changeHead('a', (head) => ({ ...head, schema: kVersion + 1, revision: 2, tab: 'newer' }));
    const before = await recordsOf('a');
    tab.edit(3);
    await tab.journal.flush();
    expect(tab.heard.at(-1)).toBe('sealed');
    expect(await recordsOf('a')).toEqual(before);
  });

  it('is left untouched: a database', async () => {
    await graded();
    (await openDB('easelight-journal', kVersion + 1)).close();
    const tab = new Tab('two');
    expect(await tab.journal.find('a')).toMatchObject({ answer: 'newer' });
    await tab.visit('a');
    tab.edit(3);
    await tab.journal.flush();
    const newer = await openDB('easelight-journal', kVersion + 1);
    expect(await newer.count('heads')).toBe(1);
    expect(await newer.get('heads', 'a')).toMatchObject({ tab: 'first', revision: 1 });
    newer.close();
  });
});

describe('many scans', () => {
  it('are all kept, and listed by pages, the last opened first', async () => {
    const tab = new Tab('one');
    for (let scan = 0; scan < 230; scan += 1) {
      clock.time += 1;
      await tab.visit(`scan-${scan}`);
      await tab.journal.flush();
    }
    const page = await tab.journal.shelf.recent(50);
    expect(page.total).toBe(230);
    expect(page.entries.map(({ key }) => key)).toEqual(Array.from({ length: 50 }, (_, at) => `scan-${229 - at}`));
    expect(await tab.listed()).toHaveLength(230);
  });

  it('are listed even if a head says neither what it is nor when it was', async () => {
    await graded('a');
    await graded('b');
    await changeHead('a', ({ key }) => ({ key }));
    const [first, second] = (await new Tab('two').journal.shelf.recent(10)).entries;
    expect(first?.key).toBe('b');
    expect(second).toMatchObject({ key: 'a', name: 'a scan without a name', used: null, problem: 'it is damaged' });
    expect(second && isScan(second)).toBe(false);
  });

  it('are removed by hand, and come back whole', async () => {
    await graded();
    const before = await recordsOf('a');
    const tab = new Tab('two');
    await tab.journal.shelf.keepThumbnail('a', new Blob(['picture']));
    const restore = await tab.journal.remove('a');
    expect(await tab.listed()).toEqual([]);
    expect(await find('a')).toEqual({ answer: 'absent' });
    expect(await restore()).toBe(true);
    expect(await recordsOf('a')).toEqual(before);
    const entry = await tab.journal.shelf.entry('a');
    expect(entry && isScan(entry) && entry.thumbnail).toBeTruthy();
  });

  it('are not put back over a grade that was made meanwhile', async () => {
    await graded();
    const tab = new Tab('two');
    const restore = await tab.journal.remove('a');
    await graded('a', 5);
    expect(await restore()).toBe(false);
    expect(await keptGamma('a')).toBe(5);
  });

  it('have small pictures up to a number, the newest', async () => {
    const database = await JournalDatabase.open(() => undefined);
    for (let scan = 0; scan < kMostThumbnails + 3; scan += 1) {
      await database.putThumbnail(`scan-${scan}`, new Blob(['x']), scan);
    }
    database.close();
    const raw = await openDB('easelight-journal');
    const keys = await raw.getAllKeys('thumbnails');
    raw.close();
    expect(keys).toHaveLength(kMostThumbnails);
    expect(keys).not.toContain('scan-2');
    expect(keys).toContain('scan-3');
  });
});
