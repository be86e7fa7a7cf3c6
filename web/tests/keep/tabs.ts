// Tabs for tests of the journal: each has one, and the page whose grade it keeps; they share a clock and a database.

import { IDBFactory } from 'fake-indexeddb';
import type { CompletedRecipe, Recipe } from '../../src/engine/protocol';
import { JournalDatabase } from '../../src/keep/database';
import type { Found, KeptGrade } from '../../src/keep/finding';
import { Journal } from '../../src/keep/journal';
import type { JournalScan } from '../../src/keep/journal_scan';
import type { TabMessage } from '../../src/keep/scan_page';
import { type Grading, gradingOf, withRecipe } from '../../src/documents/grading';
import { History } from '../../src/documents/history';
import { withDensity } from '../../src/documents/recipe';
import { started, testRecipe } from '../recipes';

export const start = testRecipe();
export const startReasons = started(start).why;
export const facts = {
  file: { name: 'a.tif', size: 3, lastModified: 5 },
  handle: null,
  storeKey: 'a',
  exporting: null,
  scan: { container: 'TIFF', width: 2, height: 1, channels: 3, bits: 16 },
  picture: 'c0ffee00c0ffee00c0ffee00c0ffee00',
} as const;

/** The clock that all tabs share. */
export const clock = { time: 1000 };
let tabs: Tab[] = [];

/** As after the person has deleted all that the browser keeps. */
export function deleteAll(): void {
  globalThis.indexedDB = new IDBFactory();
}

export function startAnew(): void {
  deleteAll();
  clock.time = 1000;
  tabs = [];
}

export class Tab {
  readonly heard: string[] = [];
  readonly history = new History();
  readonly journal: Journal;
  scan: JournalScan | null = null;
  grading: Grading = gradingOf(start);
  gesture = false;
  fault: Error | null = null;
  /** What the engine says instead of an answer. */
  engineFault: Error | null = null;
  refuse: (text: string) => string | null = () => null;
  lose: () => void = () => undefined;

  constructor(readonly name: string) {
    tabs.push(this);
    this.journal = new Journal({
      open: (onLost) => this.#open(onLost),
      complete: (texts) => this.#complete(texts),
      tab: name,
      tell: (message: TabMessage) => {
        for (const other of tabs) if (other !== this) other.journal.heard(message);
      },
      now: () => clock.time,
      events: {
        failing: (error) => this.heard.push(`failing: ${(error as Error).message}`),
        recovered: () => this.heard.push('recovered'),
        writing: () => undefined,
        written: (key, revision) => this.heard.push(`${key} ${revision}`),
        deleted: (key) => this.heard.push(`deleted ${key}`),
      },
    });
  }

  #open(onLost: () => void): Promise<JournalDatabase> {
    if (this.fault) return Promise.reject(this.fault);
    this.lose = onLost;
    return JournalDatabase.open(onLost);
  }

  async #complete(texts: readonly string[]): Promise<CompletedRecipe[]> {
    if (this.engineFault) throw this.engineFault;
    return texts.map((text) => {
      const code = this.refuse(text);
      return code
        ? { ok: false, code, name: 'worker-failed', args: { reason: 'refused' } }
        : { ok: true, recipe: JSON.parse(text) as Recipe };
    });
  }

  get gamma(): number {
    return gammaOf(this.grading) ?? 0;
  }

  /** Where undo leads, the next first. */
  get undoes(): (number | undefined)[] {
    return this.history.stacks.past.map(({ before }) => gammaOf(before)).reverse();
  }

  enter(key: string, found: Found = { answer: 'absent' }): void {
    if (found.answer === 'kept') {
      this.#show(found);
    } else {
      this.grading = gradingOf(start);
      this.history.clear();
    }
    this.scan = this.journal.enter(key, facts, found, {
      read: () => ({ grading: this.grading, stacks: this.history.stacks, start, startReasons, gesture: this.gesture }),
      absorb: (insertion) => this.history.insert(insertion),
      found: (kept) => {
        this.heard.push('found');
        this.#show(kept);
        this.scan?.adopt(kept);
      },
      overtaken: () => this.heard.push('overtaken'),
      sealed: () => this.heard.push('sealed'),
    });
  }

  #show({ grade }: KeptGrade): void {
    this.grading = grade.grading;
    this.history.load(grade.stacks);
  }

  edit(gamma: number): void {
    clock.time += 10;
    const next = withRecipe(this.grading, withDensity(start, { gamma }));
    this.history.record('gamma', this.grading, next, clock.time * 1000);
    this.grading = next;
    this.scan?.edited();
  }

  async visit(key: string): Promise<void> {
    await this.leave();
    this.enter(key, await this.journal.find(key));
  }

  async leave(): Promise<void> {
    if (this.scan) await this.journal.leave(this.scan);
    this.scan = null;
  }

  /** The keys of the list. */
  async listed(count = 1000): Promise<string[]> {
    return (await this.journal.shelf.recent(count)).entries.map(({ key }) => key);
  }
}

const gammaOf = (grading: Grading) => grading.crops[0]?.density.gamma;

/** What a page that is opened now would find. */
export function find(key: string): Promise<Found> {
  return new Tab('reader').journal.find(key);
}

export async function kept(key: string): Promise<KeptGrade> {
  const found = await find(key);
  if (found.answer !== 'kept') throw new Error(`${key} is ${found.answer}`);
  return found;
}

export async function keptGamma(key: string): Promise<number | undefined> {
  return gammaOf((await kept(key)).grade.grading);
}

/** The gradings below the kept one, the next to undo first. */
export async function keptUndoes(key: string): Promise<(number | undefined)[]> {
  return (await kept(key)).grade.stacks.past.map(({ before }) => gammaOf(before)).reverse();
}

declare function setImmediate(run: (value: unknown) => void): void;

export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** The work of the database that is under way; its clock is the real one. */
export async function settled(tab: Tab): Promise<void> {
  const before = tab.heard.length;
  while (tab.heard.length === before) await turn();
}

/** Changes the head of a scan as somebody else would. */
export async function changeHead(key: string, change: (head: Record<string, unknown>) => unknown): Promise<void> {
  const database = await JournalDatabase.open(() => undefined);
  await database.update(key, (head) => change(head as Record<string, unknown>));
  database.close();
}

/** All records of a scan as they lie in the database. */
export async function recordsOf(key: string): Promise<unknown> {
  const database = await JournalDatabase.open(() => undefined);
  const stored = await database.read(key);
  database.close();
  return stored;
}
