// Every change of what is graded in a document goes through here: it reaches the document, the history and the engine in
// one place. Who waits for an answer about a document keeps its edits, and so cannot change another one with it.

import type { Recipe } from '../engine/protocol';
import { type Grading, gradingOf, withRecipe } from './grading';
import { History, type HistoryEntry, type HistoryStacks, type Insertion, type Join, isSameGrade } from './history';
import { type DocumentChange, type DocumentState, noDocument } from './scan_document';
import { viewAfter } from './view';

/** Asks for a frame of the current recipe. `eventTime` is the time stamp of the input event behind it, or 0. */
export type RequestFrame = (eventTime: number) => void;

/** Where the document lies. */
export interface DocumentPlace {
  readonly id: number;
  /** Null where it is closed: nothing can be edited any more. */
  read(): DocumentState | null;
  write(change: DocumentChange): void;
}

interface Gesture {
  readonly control: string;
  readonly before: Grading;
}

export class Edits {
  readonly history = new History();
  /** Called after every change of the grading or of its history. */
  onChange: () => void = () => undefined;
  #gesture: Gesture | null = null;

  constructor(
    private readonly place: DocumentPlace,
    private readonly requestFrame: RequestFrame,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Of the document; 0 where there is none. */
  get document(): number {
    return this.place.id;
  }

  /** The document as it is now; of one that is closed, nothing. */
  get state(): DocumentState {
    return this.place.read() ?? noDocument;
  }

  change(change: DocumentChange): void {
    this.place.write(change);
  }

  /** Whether a hand is on a control: a gesture that is not in the history yet. */
  get gesturing(): boolean {
    return this.#gesture !== null;
  }

  /** The history; a gesture that has not ended counts as if it ended now. */
  get stacks(): HistoryStacks {
    const { stacks } = this.history;
    const gesture = this.#gesture;
    const after = this.state.grading;
    if (!gesture || !after || gesture.before === after) return stacks;
    const entry: HistoryEntry = { ...gesture, after, time: this.now(), join: 'never' };
    return { past: [...stacks.past, entry], future: [] };
  }

  /** A step within a gesture, such as one `input` event of a drag: shown, not yet in the history. */
  preview(control: string, recipe: Recipe, eventTime: number): void {
    const current = this.state.grading;
    if (!current) return;
    if (this.#gesture?.control !== control) {
      this.#finishGesture();
      this.#gesture = { control, before: current };
    }
    this.#show(withRecipe(current, recipe), eventTime);
  }

  /** The end of a gesture, or a change made at once. */
  commit(control: string, recipe: Recipe, eventTime: number, join: Join = 'never'): void {
    const { grading } = this.state;
    if (grading) this.commitGrading(control, withRecipe(grading, recipe), eventTime, join);
  }

  /** The same for more than the recipe on screen: crops and snapshots that come or go, several recipes at once. */
  commitGrading(control: string, grading: Grading, eventTime: number, join: Join = 'never'): void {
    const current = this.state.grading;
    if (!current) return;
    if (this.#gesture && this.#gesture.control !== control) this.#finishGesture();
    const before = this.#gesture?.before ?? current;
    this.#gesture = null;
    this.history.record(control, before, grading, this.now(), join);
    if (grading === current) this.#publishHistory();
    else this.#show(grading, eventTime);
  }

  /** Puts another crop on screen. That changes no grade: there is nothing to undo. */
  select(crop: number): void {
    this.#finishGesture();
    const { grading } = this.state;
    if (grading && crop in grading.crops && crop !== grading.current) this.#show({ ...grading, current: crop }, 0);
  }

  /** Takes back a gesture that has not been committed. */
  cancel(control: string): void {
    if (this.#gesture?.control !== control) return;
    const before = this.#gesture.before;
    this.#gesture = null;
    this.#show(before, this.now());
  }

  /** A new start, as after opening a scan: no entry, and nothing to undo. */
  restart(recipe: Recipe): void {
    this.resume(gradingOf(recipe), { past: [], future: [] });
  }

  /** Goes on where someone was. */
  resume(grading: Grading, stacks: HistoryStacks): void {
    this.#gesture = null;
    this.history.load(stacks);
    this.#show(grading, 0);
  }

  undo(): void {
    this.#finishGesture();
    const grading = this.history.undo();
    if (grading) this.#show(grading, this.now());
  }

  redo(): void {
    this.#finishGesture();
    const grading = this.history.redo();
    if (grading) this.#show(grading, this.now());
  }

  /** Back to a grade that was on screen: through the history where that leads to it, else as a step of its own. */
  goBackTo(control: string, grade: Grading): void {
    this.#finishGesture();
    const { grading } = this.state;
    if (!grading || isSameGrade(grading, grade)) return;
    if (this.history.goTo(grade)) this.#show(grade, this.now());
    else this.commitGrading(control, grade, this.now());
  }

  /** What was made elsewhere becomes part of the history. It is on disk already: nothing is to be kept. */
  absorb(insertion: Insertion): void {
    this.history.insert(insertion);
    this.place.write({ canUndo: this.#gesture !== null || this.history.canUndo });
  }

  #finishGesture(): void {
    const gesture = this.#gesture;
    const current = this.state.grading;
    this.#gesture = null;
    if (gesture && current) this.history.record(gesture.control, gesture.before, current, this.now());
    this.#publishHistory();
  }

  #show(grading: Grading, eventTime: number): void {
    const gesture = this.#gesture !== null && this.#gesture.before !== grading;
    const { grading: before, view: seen } = this.state;
    const view = before ? viewAfter(seen, before, grading) : seen;
    this.place.write({
      grading,
      view,
      canUndo: gesture || this.history.canUndo,
      canRedo: !gesture && this.history.canRedo,
    });
    this.requestFrame(eventTime);
    this.onChange();
  }

  #publishHistory(): void {
    this.place.write({ canUndo: this.history.canUndo, canRedo: this.history.canRedo });
    this.onChange();
  }
}
