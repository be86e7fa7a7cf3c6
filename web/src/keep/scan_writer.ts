// Turns the grade of a scan into what has to be written of it: the parts that are new since the last time.

import type { Recipe, StartReasons } from '../engine/protocol';
import type { Grading } from '../documents/grading';
import type { HistoryEntry, HistoryStacks } from '../documents/history';
import type { EntryPart, GradeIndex, GradingPart, Part, PartKey, PartKind } from './records';

/** All that is kept of a grade. */
export interface Grade {
  readonly grading: Grading;
  readonly stacks: HistoryStacks;
  /** The automatic start. */
  readonly start: Recipe | null;
  /** Why that is as it is; null where nobody knows any more. */
  readonly startReasons: StartReasons | null;
}

/** To be written together, or not at all; `written` is to be called once it is. */
export interface Plan {
  readonly index: GradeIndex;
  readonly puts: readonly Part[];
  readonly deletes: readonly PartKey[];
  readonly written: () => void;
}

/** Where a grade is among the parts already. */
export interface Numbering {
  readonly numbers: ReadonlyMap<Recipe | Grading, number>;
  readonly first: number;
  readonly timeline: readonly HistoryEntry[];
}

/** This many parts that nothing refers to any more may lie about: each step of a drag leaves two. */
const kMostDead = 100;

/** The steps in the order in which they were made, those undone last. */
export function timelineOf({ past, future }: HistoryStacks): HistoryEntry[] {
  return [...past, ...[...future].reverse()];
}

export class ScanWriter {
  #numbers: Map<Recipe | Grading, number>;
  #next: number;
  #first: number;
  #timeline: readonly HistoryEntry[];
  #sweepAt: number;

  /** `known`: what is there; nothing, if left out. */
  constructor(
    private readonly key: string,
    known: Numbering = { numbers: new Map(), first: 0, timeline: [] },
  ) {
    this.#numbers = new Map(known.numbers);
    this.#next = Math.max(0, ...known.numbers.values()) + 1;
    this.#first = known.first;
    this.#timeline = known.timeline;
    this.#sweepAt = known.numbers.size + kMostDead;
  }

  plan(grade: Grade): Plan {
    const { grading, stacks, start, startReasons } = grade;
    const added = new Map<Recipe | Grading, number>();
    const puts: Part[] = [];
    const number = (what: Recipe | Grading, kind: PartKind, value: () => unknown): number => {
      const known = this.#numbers.get(what) ?? added.get(what);
      if (known !== undefined) return known;
      const given = this.#next + added.size;
      added.set(what, given);
      puts.push({ key: [this.key, kind, given], value: value() });
      return given;
    };
    const recipeNumber = (recipe: Recipe) => number(recipe, 'recipe', () => JSON.stringify(recipe));
    const gradingNumber = (one: Grading) => number(one, 'grading', () => gradingPart(one, recipeNumber));

    const timeline = timelineOf(stacks);
    const first = this.#first + this.#dropped(timeline);
    timeline.forEach((entry, index) => {
      if (this.#timeline[first + index - this.#first] === entry) return;
      puts.push({ key: [this.key, 'entry', first + index], value: entryPart(entry, gradingNumber) });
    });
    const index: GradeIndex = {
      grading: gradingNumber(grading),
      start: start && recipeNumber(start),
      startReasons,
      crops: grading.crops.length,
      first,
      past: stacks.past.length,
      future: stacks.future.length,
    };
    const swept = this.#swept(grade, added);
    const deletes = this.#entriesOutside(first, first + timeline.length);
    deletes.push(...(swept ?? []).map(([key]) => key));
    const written = () => {
      for (const [what, given] of added) this.#numbers.set(what, given);
      for (const [, what] of swept ?? []) this.#numbers.delete(what);
      this.#next += added.size;
      this.#first = first;
      this.#timeline = timeline;
      if (swept) this.#sweepAt = this.#numbers.size + kMostDead;
    };
    return { index, puts, deletes, written };
  }

  /** How many of the oldest steps a full history has given up since the last time. */
  #dropped(timeline: readonly HistoryEntry[]): number {
    const oldest = timeline[0];
    return oldest ? Math.max(0, this.#timeline.indexOf(oldest)) : 0;
  }

  #entriesOutside(from: number, to: number): PartKey[] {
    const positions = this.#timeline.map((_, index) => this.#first + index);
    return positions.filter((at) => at < from || at >= to).map((at) => [this.key, 'entry', at]);
  }

  /** Parts that nothing refers to any more; null as long as there cannot be many. */
  #swept(grade: Grade, added: ReadonlyMap<Recipe | Grading, number>): (readonly [PartKey, Recipe | Grading])[] | null {
    if (this.#numbers.size + added.size <= this.#sweepAt) return null;
    const live = livePartsOf(grade);
    return [...this.#numbers]
      .filter(([what]) => !live.has(what))
      .map(([what, number]) => [[this.key, 'crops' in what ? 'grading' : 'recipe', number], what]);
  }
}

function livePartsOf({ grading, stacks, start }: Grade): ReadonlySet<Recipe | Grading> {
  const gradings = new Set([grading]);
  for (const { before, after } of timelineOf(stacks)) gradings.add(before).add(after);
  const live = new Set<Recipe | Grading>(start ? [start] : []);
  for (const one of gradings) {
    live.add(one);
    for (const recipe of one.crops) live.add(recipe);
    for (const { recipe } of one.snapshots) live.add(recipe);
  }
  return live;
}

function gradingPart({ crops, current, snapshots }: Grading, recipeNumber: (recipe: Recipe) => number): GradingPart {
  return {
    crops: crops.map(recipeNumber),
    current,
    snapshots: snapshots.map(({ name, recipe }) => [name, recipeNumber(recipe)] as const),
  };
}

function entryPart({ control, before, after, join }: HistoryEntry, gradingNumber: (one: Grading) => number): EntryPart {
  return { control, before: gradingNumber(before), after: gradingNumber(after), join };
}
