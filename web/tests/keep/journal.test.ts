import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CompletedRecipe, Recipe } from '../../src/engine/protocol';
import { JournalDatabase } from '../../src/keep/database';
import { Journal, type KeptScan, type TabMessage, kDelayMs } from '../../src/keep/journal';
import type { Head } from '../../src/keep/records';
import { type Grading, gradingOf, withRecipe } from '../../src/state/grading';
import { History } from '../../src/state/history';
import { withDensity } from '../../src/state/recipe';
import { testRecipe } from '../recipes';

const start = testRecipe();
const facts = {
  file: { name: 'a.tif', size: 3, lastModified: 5 },
  handle: null,
  storeKey: 'a',
  exporting: null,
  scan: { container: 'TIFF', width: 2, height: 1, channels: 3, bits: 16 },
} as const;

/** The clock that all tabs share. */
let time: number;
let tabs: Tab[];

/** One tab: a journal, and the grade that its page holds. */
class Tab {
  readonly heard: string[] = [];
  readonly history = new History();
  readonly journal: Journal;
  grading: Grading = gradingOf(start);
  gesture = false;
  fault: Error | null = null;
  lose: () => void = () => undefined;

  constructor(readonly name: string) {
    tabs.push(this);
    this.journal = new Journal({
      open: (onLost) => this.#open(onLost),
      complete: async (texts): Promise<CompletedRecipe[]> =>
        texts.map((text) => ({ ok: true, recipe: JSON.parse(text) as Recipe })),
      tab: name,
      tell: (message: TabMessage) => {
        for (const other of tabs) if (other !== this) other.journal.heard(message);
      },
      now: () => time,
      events: {
        failing: (error) => this.heard.push(`failing: ${(error as Error).message}`),
        recovered: () => this.heard.push('recovered'),
        overtaken: () => this.heard.push('overtaken'),
        writing: () => undefined,
        written: (key, revision) => this.heard.push(`${key} ${revision}`),
      },
    });
  }

  #open(onLost: () => void): Promise<JournalDatabase> {
    if (this.fault) return Promise.reject(this.fault);
    this.lose = onLost;
    return JournalDatabase.open(onLost);
  }

  get gamma(): number {
    return this.grading.crops[0]?.density.gamma ?? 0;
  }

  enter(key: string, kept: KeptScan | null = null): void {
    if (kept) {
      this.grading = kept.grade.grading;
      this.history.load(kept.grade.stacks);
    } else {
      this.grading = gradingOf(start);
      this.history.clear();
    }
    this.journal.enter(key, facts, kept, () => ({
      grading: this.grading,
      stacks: this.history.stacks,
      start,
      gesture: this.gesture,
    }));
  }

  edit(gamma: number): void {
    time += 10;
    const next = withRecipe(this.grading, withDensity(start, { gamma }));
    this.history.record('gamma', this.grading, next, time * 1000);
    this.grading = next;
    this.journal.edited();
  }

  async visit(key: string): Promise<void> {
    await this.journal.leave();
    this.enter(key, await this.journal.find(key));
  }
}

/** What a page that is opened now would find. */
async function kept(key: string): Promise<KeptScan | null> {
  return new Tab('reader').journal.find(key);
}

const gammaOf = (found: KeptScan | null) => found?.grade.grading.crops[0]?.density.gamma;

/** The work of the database that is under way; its clock is the real one. */
async function settled(tab: Tab): Promise<void> {
  const before = tab.heard.length;
  while (tab.heard.length === before) await new Promise((resolve) => setImmediate(resolve));
}

declare function setImmediate(run: (value: unknown) => void): void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  globalThis.indexedDB = new IDBFactory();
  time = 1000;
  tabs = [];
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
    expect(gammaOf(found)).toBe(3);
    expect(found?.grade.stacks.past.map(({ before }) => before.crops[0]?.density.gamma)).toEqual([1.6, 2]);
    expect(found?.grade.start).toEqual(start);
    expect(found?.head).toMatchObject({ tab: 'one', revision: 1, file: facts.file, storeKey: 'a' });
    expect(await kept('b')).toBeNull();
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
    expect(gammaOf(await kept('a'))).toBeGreaterThan(2);
  });

  it('writes no more often than that', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    await tab.journal.flush();
    for (let moved = 0; moved < 100; moved += 1) {
      tab.edit(2 + moved / 1000);
      vi.advanceTimersByTime(kDelayMs / 10);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await tab.journal.flush();
    expect(tab.heard.length).toBeLessThan(14);
    expect(gammaOf(await kept('a'))).toBe(2.099);
  });

  it('keeps several scans, and what was edited last before another came on screen', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    tab.edit(2);
    await tab.visit('b');
    tab.edit(3);
    await tab.visit('a');
    expect(tab.gamma).toBe(2);
    expect((await tab.journal.shelf.recent()).map(({ key }) => key).sort()).toEqual(['a', 'b']);
    expect(gammaOf(await kept('b'))).toBe(3);
  });

  it('removes the scans beyond the limit that were opened longest ago, but not the open one', async () => {
    const tab = new Tab('one');
    for (let scan = 0; scan < 202; scan += 1) {
      time += 1;
      await tab.visit(`scan-${scan}`);
      await tab.journal.flush();
    }
    await tab.journal.shelf.prune(tab.journal.key);
    const keys = (await tab.journal.shelf.recent()).map(({ key }) => key);
    expect(keys).toHaveLength(200);
    expect(keys).not.toContain('scan-1');
    expect(keys[0]).toBe('scan-201');
  });

  it('says nothing of an edit where only the opening is new', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    tab.edit(2);
    await tab.visit('a');
    await tab.journal.flush();
    expect((await kept('a'))?.revision).toBe(1);
  });

  it('remembers an export that runs', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    await tab.journal.flush();
    tab.journal.exporting('a.tif');
    await vi.waitFor(async () => expect((await kept('a'))?.head?.exporting).toEqual({ name: 'a.tif', tab: 'one' }));
    tab.journal.exporting(null);
    await vi.waitFor(async () => expect((await kept('a'))?.head?.exporting).toBeNull());
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

  it('of which one has the later edit: that wins, and the other says so', async () => {
    other.edit(3);
    await other.journal.flush();
    expect(one.heard.at(-1)).toBe('overtaken');
    expect(gammaOf(await kept('a'))).toBe(3);
  });

  it('do not mix their parts', async () => {
    other.edit(3);
    other.edit(4);
    await other.journal.flush();
    one.edit(5);
    await one.journal.flush();
    const found = await kept('a');
    expect(gammaOf(found)).toBe(5);
    expect(found?.grade.stacks.past.map(({ after }) => after.crops[0]?.density.gamma)).toEqual([2, 5]);
    expect(other.heard.at(-1)).toBe('overtaken');
  });

  it('do not overwrite a later edit with an earlier one that was slower to be written', async () => {
    one.edit(3);
    other.edit(4);
    await other.journal.flush();
    expect(one.heard).not.toContain('overtaken');
    await one.journal.flush();
    expect(one.heard.at(-1)).toBe('overtaken');
    expect(gammaOf(await kept('a'))).toBe(4);
  });

  it('do not overwrite an edit with an automatic start', async () => {
    const late = new Tab('late');
    late.enter('a');
    await late.journal.flush();
    expect(late.heard).toEqual(['overtaken']);
    expect(gammaOf(await kept('a'))).toBe(2);
  });
});

describe('a disk that fails', () => {
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
    await new Promise((resolve) => setImmediate(resolve));
    expect(tab.heard).toHaveLength(2);
    tab.edit(3);
    tab.fault = null;
    vi.advanceTimersByTime(1000);
    await settled(tab);
    await tab.journal.flush();
    expect(tab.heard).toContain('recovered');
    expect(gammaOf(await kept('a'))).toBe(3);
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
    expect(gammaOf(await kept('a'))).toBe(2);
  });

  it('is written anew after the browser has removed what it kept', async () => {
    const tab = new Tab('one');
    tab.enter('a');
    tab.edit(2);
    await tab.journal.flush();
    globalThis.indexedDB = new IDBFactory();
    tab.lose();
    vi.advanceTimersByTime(kDelayMs);
    await settled(tab);
    expect(gammaOf(await kept('a'))).toBe(2);
  });
});

describe('a record that cannot be read', () => {
  async function damage(change: (head: Head) => unknown): Promise<void> {
    const tab = new Tab('one');
    tab.enter('a');
    tab.edit(2);
    await tab.journal.flush();
    const database = await JournalDatabase.open(() => undefined);
    await database.update('a', (head) => change(head as Head));
    database.close();
  }

  it('is set aside and said, and the scan can be graded anew', async () => {
    await damage((head) => ({ ...head, first: 'x' }));
    await expect(kept('a')).rejects.toThrow('it is damaged');
    expect(await kept('a')).toBeNull();
    const tab = new Tab('two');
    tab.enter('a');
    tab.edit(3);
    await tab.journal.flush();
    expect(gammaOf(await kept('a'))).toBe(3);
  });

  it('of a newer version is set aside, too', async () => {
    await damage((head) => ({ ...head, schema: 2 }));
    await expect(kept('a')).rejects.toThrow('newer version');
  });

  it('spoils no list', async () => {
    await damage((head) => ({ ...head, scan: null }));
    expect(await new Tab('two').journal.shelf.recent()).toEqual([]);
  });
});
