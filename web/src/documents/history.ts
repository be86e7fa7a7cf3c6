// Undo and redo: two stacks, one entry a gesture, as many as there are bytes for.
//
// An entry keeps the gradings before and after. Gradings are immutable and share what a change does not touch, so an
// entry costs little more than the recipe that is new in it, and undoing is exact by construction.

import type { Recipe } from '../engine/protocol';
import type { Grading } from './grading';

export const kCoalesceMs = 500;
/** What a history may hold, as text: about five thousand steps of a slider. Beyond, the oldest step goes. */
export const kMostHistoryBytes = 4 << 20;
/** Of an entry without its recipes. */
const kEntryBytes = 200;

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

/** Steps that were made elsewhere and go into the past, before the entry at this place. */
export interface Insertion {
  readonly at: number;
  readonly steps: readonly HistoryEntry[];
}

export function withInserted({ past, future }: HistoryStacks, { at, steps }: Insertion): HistoryStacks {
  return { past: [...past.slice(0, at), ...steps, ...past.slice(at)], future };
}

export class History {
  #past: HistoryEntry[] = [];
  #future: HistoryEntry[] = [];
  #bytes = 0;

  constructor(private readonly mostBytes = kMostHistoryBytes) {}

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
    this.#bytes -= bytesOf(this.#future);
    this.#future = [];
    const last = this.#past.at(-1);
    if (last && joins(last, control, time, join)) {
      this.#past.pop();
      this.#bytes -= bytesOf([last]);
      this.#push({ ...last, after, time });
    } else {
      this.#push({ control, before, after, time, join });
    }
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

  /** Undoes or redoes until this grade is reached. False where the history does not lead to it: then nothing changes. */
  goTo(grade: Grading): boolean {
    const undone = this.#past.map(({ before }) => isSameGrade(before, grade)).lastIndexOf(true);
    const redone = this.#future.map(({ after }) => isSameGrade(after, grade)).lastIndexOf(true);
    if (undone >= 0) while (this.#past.length > undone) this.undo();
    else if (redone >= 0) while (this.#future.length > redone) this.redo();
    return undone >= 0 || redone >= 0;
  }

  clear(): void {
    this.load({ past: [], future: [] });
  }

  load({ past, future }: HistoryStacks): void {
    this.#past = [...past];
    this.#future = [...future];
    this.#bytes = bytesOf(past) + bytesOf(future);
    this.#fit();
  }

  insert(insertion: Insertion): void {
    this.load(withInserted(this.stacks, insertion));
  }

  #push(entry: HistoryEntry): void {
    this.#past.push(entry);
    this.#bytes += bytesOf([entry]);
    this.#fit();
  }

  /** The newest step stays, however large it is. */
  #fit(): void {
    let gone = 0;
    while (this.#bytes > this.mostBytes && gone < this.#past.length - 1) {
      this.#bytes -= bytesOf(this.#past.slice(gone, gone + 1));
      gone += 1;
    }
    if (gone > 0) this.#past = this.#past.slice(gone);
  }
}

/** Which crop is on screen is no part of the grade. */
export function isSameGrade(one: Grading, other: Grading): boolean {
  return one.crops === other.crops && one.snapshots === other.snapshots;
}

function joins(last: HistoryEntry, control: string, time: number, join: Join): boolean {
  if (last.control !== control || time - last.time > kCoalesceMs) return false;
  return join === 'always' || (join === 'steps' && last.join === 'steps');
}

function bytesOf(entries: readonly HistoryEntry[]): number {
  return entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
}

/** What an entry has that the one before it has not. */
function entryBytes({ before, after }: HistoryEntry): number {
  const shared = new Set(recipesOf(before));
  const own = new Set(recipesOf(after).filter((recipe) => !shared.has(recipe)));
  const lists = after.crops.length + after.snapshots.length;
  return [...own].reduce((sum, recipe) => sum + recipeBytes(recipe), kEntryBytes + 8 * lists);
}

const recipesOf = ({ crops, snapshots }: Grading): Recipe[] => [...crops, ...snapshots.map(({ recipe }) => recipe)];

const kBytes = new WeakMap<Recipe, number>();

function recipeBytes(recipe: Recipe): number {
  const known = kBytes.get(recipe) ?? JSON.stringify(recipe).length;
  kBytes.set(recipe, known);
  return known;
}
