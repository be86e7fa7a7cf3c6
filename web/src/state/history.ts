// Undo and redo of recipes: two stacks, one entry a gesture.
//
// An entry keeps the recipes before and after. Recipes are immutable and share what a change does not touch, so an
// entry costs a few hundred bytes and undoing is exact by construction.

import type { Recipe } from '../engine/protocol';

export const kCoalesceMs = 500;
const kMaxEntries = 1000;

/**
 * Whether a change joins the last entry, if that is of the same control and no older than `kCoalesceMs`: a keyboard
 * step joins steps; a double click joins whatever its first click did; anything else stands alone.
 */
export type Join = 'never' | 'steps' | 'always';

interface Entry {
  readonly control: string;
  readonly before: Recipe;
  readonly after: Recipe;
  readonly time: number;
  readonly join: Join;
}

export class History {
  #past: Entry[] = [];
  #future: Entry[] = [];

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  get length(): number {
    return this.#past.length;
  }

  record(control: string, before: Recipe, after: Recipe, time: number, join: Join = 'never'): void {
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

  undo(): Recipe | null {
    const entry = this.#past.pop();
    if (!entry) return null;
    this.#future.push({ ...entry, join: 'never' });
    return entry.before;
  }

  redo(): Recipe | null {
    const entry = this.#future.pop();
    if (!entry) return null;
    this.#past.push(entry);
    return entry.after;
  }

  clear(): void {
    this.#past = [];
    this.#future = [];
  }
}

function joins(last: Entry, control: string, time: number, join: Join): boolean {
  if (last.control !== control || time - last.time > kCoalesceMs) return false;
  return join === 'always' || (join === 'steps' && last.join === 'steps');
}
