import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { kDelayMs } from '../../src/keep/journal';
import {
  Tab,
  changeHead,
  clock,
  deleteAll,
  facts,
  find,
  kept,
  keptGamma,
  keptUndoes,
  settled,
  start,
  startAnew,
  turn,
} from './tabs';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  startAnew();
});

afterEach(() => vi.useRealTimers());

describe('Journal', () => {
  it('keeps a grade with its history, and gives it back', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    tab.edit(2);
    tab.edit(3);
    await tab.journal.flush();
    const found = await kept('a');
    expect(await keptGamma('a')).toBe(3);
    expect(await keptUndoes('a')).toEqual([2, 1.6]);
    expect(found.grade.start).toEqual(start);
    expect(found.head).toMatchObject({ tab: 'one', revision: 1, file: facts.file, storeKey: 'a' });
    expect(await find('b')).toEqual({ answer: 'absent' });
  });

  it('finds the grades of other files of the same picture, the last opened first', async () => {
    const tab = new Tab('one');
    expect(await tab.journal.sharing('a', facts.picture)).toEqual([]);
    for (const key of ['a', 'b']) {
      clock.time += 10;
      tab.enter(key);
      await tab.journal.flush();
    }
    const keysFor = async (key: string, picture: string) =>
      (await tab.journal.sharing(key, picture)).map((scan) => scan.key);
    expect(await keysFor('c', facts.picture)).toEqual(['b', 'a']);
    // A file that has a grade of its own needs no other.
    expect(await keysFor('a', facts.picture)).toEqual([]);
    expect(await keysFor('c', 'another')).toEqual([]);
    await changeHead('b', (head) => ({ ...head, schema: 'none' }));
    expect(await keysFor('c', facts.picture)).toEqual(['a']);
  });

  it('gives a record back to the file that it was of', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    await tab.journal.flush();
    const [before] = await tab.journal.sharing('c', facts.picture);
    if (!before) throw new Error('nothing is kept');
    const renamed = { ...before, file: { ...before.file, name: 'renamed.tif' } };
    await tab.journal.shelf.giveBack(renamed, null);
    expect((await kept('a')).head?.file.name).toBe('renamed.tif');
    await tab.journal.shelf.giveBack(before, null);
    expect((await kept('a')).head?.file).toEqual(facts.file);
  });

  it('begins to write within a quarter of a second of a change, also in the middle of a drag', async () => {
    expect(kDelayMs).toBeLessThanOrEqual(200);
    const tab = new Tab('one');
    tab.enter('a');
    await tab.journal.flush();
    tab.gesture = true;
    for (let moved = 0; moved < 250; moved += 10) {
      tab.edit(2 + moved / 1000);
      vi.advanceTimersByTime(10);
    }
    await settled(tab);
    expect(await keptGamma('a')).toBeGreaterThan(2);
  });

  it('writes no more often than that', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    await tab.journal.flush();
    for (let moved = 0; moved < 100; moved += 1) {
      tab.edit(2 + moved / 1000);
      vi.advanceTimersByTime(kDelayMs / 10);
      await turn();
    }
    await tab.journal.flush();
    expect(tab.heard.length).toBeLessThan(14);
    expect(await keptGamma('a')).toBe(2.099);
  });

  it('keeps several scans, and what was edited last before another came on screen', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    tab.edit(2);
    await tab.visit('b');
    tab.edit(3);
    await tab.visit('a');
    expect(tab.gamma).toBe(2);
    expect((await tab.listed()).sort()).toEqual(['a', 'b']);
    expect(await keptGamma('b')).toBe(3);
  });

  it('keeps several scans that are open at once, each by its own edits', async () => {
    const [one, other] = [new Tab('one'), new Tab('other')];
    one.enter('a');
    const a = one.scan;
    one.edit(2);
    // The same page, with a document for each scan.
    Object.assign(other, { journal: one.journal });
    other.enter('b');
    other.edit(3);
    await one.journal.flush();
    one.edit(4);
    await one.journal.flush();
    expect([await keptGamma('a'), await keptGamma('b')]).toEqual([4, 3]);
    expect([a?.revision, other.scan?.revision]).toEqual([2, 1]);
  });

  it('says nothing of an edit where only the opening is new', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    tab.edit(2);
    await tab.visit('a');
    await tab.journal.flush();
    expect((await kept('a')).head?.revision).toBe(1);
  });

  it('remembers an export that runs', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    await tab.journal.flush();
    tab.scan?.exporting({ name: 'a.tif', orders: '[]' });
    await vi.waitFor(async () =>
      expect((await kept('a')).head?.exporting).toEqual({ name: 'a.tif', tab: 'one', orders: '[]' }),
    );
    tab.scan?.exporting(null);
    await vi.waitFor(async () => expect((await kept('a')).head?.exporting).toBeNull());
  });
});

describe('two tabs', () => {
  let one: Tab;
  let other: Tab;

  beforeEach(async () => {
    one = new Tab('one');
    other = new Tab('other');
    one.enter('a');
    one.edit(2);
    await one.journal.flush();
    await other.visit('a');
    expect(other.gamma).toBe(2);
  });

  it('of which one has the later edit: that wins, and the other says so, once', async () => {
    other.edit(3);
    await other.journal.flush();
    other.edit(4);
    await other.journal.flush();
    expect(one.heard.filter((said) => said === 'overtaken')).toHaveLength(1);
    expect(await keptGamma('a')).toBe(4);
  });

  it('do not mix their parts; the grade that loses is in the history of the other', async () => {
    other.edit(3);
    other.edit(4);
    await other.journal.flush();
    one.edit(5);
    await one.journal.flush();
    expect(await keptGamma('a')).toBe(5);
    expect(await keptUndoes('a')).toEqual([2, 4, 3, 2, 1.6]);
    expect(one.undoes).toEqual([2, 4, 3, 2, 1.6]);
    expect(other.heard.at(-1)).toBe('overtaken');
  });

  it('do not overwrite a later edit with an earlier one that was slower to be written, and lose neither', async () => {
    one.edit(3);
    other.edit(4);
    await other.journal.flush();
    expect(one.heard).not.toContain('overtaken');
    await one.journal.flush();
    expect(one.heard.at(-1)).toBe('overtaken');
    expect(await keptGamma('a')).toBe(4);
    expect(await keptUndoes('a')).toEqual([2, 3, 2, 1.6]);
    // The winner has it, too, without an edit of its own.
    await vi.waitFor(() => expect(other.undoes).toEqual([2, 3, 2, 1.6]));
    expect(other.gamma).toBe(4);
    other.edit(6);
    await other.journal.flush();
    expect(await keptUndoes('a')).toEqual([4, 2, 3, 2, 1.6]);
  });

  it('grade in turns without telling the same steps twice', async () => {
    for (const gamma of [3, 4, 5]) {
      for (const tab of [one, other]) {
        tab.edit(gamma + (tab === one ? 0 : 0.5));
        await tab.journal.flush();
      }
    }
    expect(await keptGamma('a')).toBe(5.5);
    const undoes = await keptUndoes('a');
    for (const gamma of [3, 3.5, 4, 4.5, 5]) expect(undoes).toContain(gamma);
    expect(undoes.length).toBeLessThan(20);
  });

  it('give an automatic start the edit that is there', async () => {
    const late = new Tab('late');
    late.enter('a');
    await late.journal.flush();
    expect(late.heard).toEqual(['found']);
    expect(late.gamma).toBe(2);
    expect(await keptGamma('a')).toBe(2);
  });

  it('keep a scan that the other has removed from its list, once it is edited', async () => {
    await one.journal.remove('a');
    other.edit(3);
    await other.journal.flush();
    expect(other.heard.some((said) => said.startsWith('deleted'))).toBe(false);
    expect(await keptGamma('a')).toBe(3);
  });
});

describe('a database that fails', () => {
  it('is said once for each attempt, tried again later and later, and said when it works again', async () => {
    const tab = new Tab('one');
    tab.fault = new Error('no');
    tab.enter('a');
    tab.edit(2);
    await tab.journal.flush();
    expect(tab.heard).toEqual(['failing: no']);
    vi.advanceTimersByTime(1000);
    await settled(tab);
    expect(tab.heard).toHaveLength(2);
    vi.advanceTimersByTime(1000);
    await turn();
    expect(tab.heard).toHaveLength(2);
    tab.edit(3);
    tab.fault = null;
    vi.advanceTimersByTime(1000);
    await settled(tab);
    await tab.journal.flush();
    expect(tab.heard).toContain('recovered');
    expect(await keptGamma('a')).toBe(3);
  });

  it('does not lose the grade of a scan that was left meanwhile', async () => {
    const tab = new Tab('one');
    tab.fault = new Error('no');
    tab.enter('a');
    tab.edit(2);
    await tab.visit('b');
    await tab.visit('a');
    expect(tab.gamma).toBe(2);
    await tab.visit('b');
    tab.fault = null;
    await tab.journal.flush();
    expect(await keptGamma('a')).toBe(2);
  });

  it('is asked again after it has failed to open', async () => {
    const tab = new Tab('one');
    tab.fault = new Error('late');
    expect(await tab.journal.find('a')).toEqual({ answer: 'unknown', reason: 'late' });
    tab.fault = null;
    expect(await tab.journal.find('a')).toEqual({ answer: 'absent' });
  });
});

describe('storage that is deleted under the page', () => {
  it('is noticed when the browser closes the database, and the grade is written again', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    tab.edit(2);
    await tab.journal.flush();
    deleteAll();
    tab.lose();
    vi.advanceTimersByTime(kDelayMs);
    await settled(tab);
    await tab.journal.flush();
    expect(tab.heard.filter((said) => said === 'deleted a')).toHaveLength(1);
    expect(await keptGamma('a')).toBe(2);
  });

  it('is noticed by a look where the database itself is still there', async () => {
    const [tab, other] = [new Tab('one'), new Tab('other')];
    tab.enter('a');
    tab.edit(2);
    await tab.journal.flush();
    await tab.journal.check();
    expect(tab.heard).toEqual(['a 1']);
    // Behind the journal's back: nobody is told.
    await other.journal.shelf.remove('a');
    await tab.journal.check();
    await tab.journal.flush();
    expect(tab.heard).toEqual(['a 1', 'a 2', 'deleted a']);
    expect(await keptGamma('a')).toBe(2);
  });
});
