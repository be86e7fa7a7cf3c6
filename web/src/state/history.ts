// Undo and redo: two stacks, one entry a gesture.
//
// An entry keeps the gradings before and after. Gradings are immutable and share what a change does not touch, so an
// entry costs a few hundred bytes and undoing is exact by construction.

import type { Grading } from './grading';

export const kCoalesceMs = 500;
const kMaxEntries = 1000;

/**
 * Whether a change joins the last entry, if that is of the same control and no older than `kCoalesceMs`: a keyboard
 * step joins steps; a double click joins whatever its first click did; anything else stands alone.
 */
export type Join = 'never' | 'steps' | 'always';

export interface HistoryEntry {
  readonly control: string;
  readonly before: Grading;
  readonly after: Grading;
  readonly time: number;
  readonly join: Join;
}

/** The stacks as data, the newest entry last. */
export interface HistoryStacks {
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
}

export class History {
  #past: HistoryEntry[] = [];
  #future: HistoryEntry[] = [];

  get stacks(): HistoryStacks {
    return { past: [...this.#past], future: [...this.#future] };
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  get length(): number {
    return this.#past.length;
  }

  record(control: string, before: Grading, after: Grading, time: number, join: Join = 'never'): void {
    if (before === after) return;
    this.#future = [];
    const last = this.#past.at(-1);
    if (last && joins(last, control, time, join)) {
      this.#past[this.#past.length - 1] = { ...last, after, time };
      return;
    }
    this.#past.push({ control, before, after, time, join });
    if (this.#past.length > kMaxEntries) this.#past.shift();
  }

  undo(): Grading | null {
    const entry = this.#past.pop();
    if (!entry) return null;
    this.#future.push({ ...entry, join: 'never' });
    return entry.before;
  }

  redo(): Grading | null {
    const entry = this.#future.pop();
    if (!entry) return null;
    this.#past.push(entry);
    return entry.after;
  }

  clear(): void {
    this.load({ past: [], future: [] });
  }

  load({ past, future }: HistoryStacks): void {
    this.#past = [...past];
    this.#future = [...future];
  }
}

function joins(last: HistoryEntry, control: string, time: number, join: Join): boolean {
  if (last.control !== control || time - last.time > kCoalesceMs) return false;
  return join === 'always' || (join === 'steps' && last.join === 'steps');
}
