// Every change of the recipe goes through here: it reaches the store, the history and the engine in one place.

import type { Recipe } from '../engine/protocol';
import { History, type Join } from './history';
import type { Store } from './store';

/** Asks for a frame of the current recipe. `eventTime` is the time stamp of the input event behind it, or 0. */
export type RequestFrame = (eventTime: number) => void;

interface Gesture {
  readonly control: string;
  readonly before: Recipe;
}

export class Edits {
  readonly history = new History();
  #gesture: Gesture | null = null;

  constructor(
    private readonly store: Store,
    private readonly requestFrame: RequestFrame,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** A step within a gesture, such as one `input` event of a drag: shown, not yet in the history. */
  preview(control: string, recipe: Recipe, eventTime: number): void {
    const current = this.store.state.recipe;
    if (!current) return;
    if (this.#gesture?.control !== control) {
      this.#finishGesture();
      this.#gesture = { control, before: current };
    }
    this.#show(recipe, eventTime);
  }

  /** The end of a gesture, or a change made at once. */
  commit(control: string, recipe: Recipe, eventTime: number, join: Join = 'never'): void {
    const current = this.store.state.recipe;
    if (!current) return;
    if (this.#gesture && this.#gesture.control !== control) this.#finishGesture();
    const before = this.#gesture?.before ?? current;
    this.#gesture = null;
    this.history.record(control, before, recipe, this.now(), join);
    if (recipe === current) this.#publishHistory();
    else this.#show(recipe, eventTime);
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
    this.#gesture = null;
    this.history.clear();
    this.#show(recipe, 0);
  }

  undo(): void {
    this.#finishGesture();
    const recipe = this.history.undo();
    if (recipe) this.#show(recipe, this.now());
  }

  redo(): void {
    this.#finishGesture();
    const recipe = this.history.redo();
    if (recipe) this.#show(recipe, this.now());
  }

  #finishGesture(): void {
    const gesture = this.#gesture;
    const current = this.store.state.recipe;
    this.#gesture = null;
    if (gesture && current) this.history.record(gesture.control, gesture.before, current, this.now());
    this.#publishHistory();
  }

  #show(recipe: Recipe, eventTime: number): void {
    const gesture = this.#gesture !== null && this.#gesture.before !== recipe;
    this.store.set({ recipe, canUndo: gesture || this.history.canUndo, canRedo: !gesture && this.history.canRedo });
    this.requestFrame(eventTime);
  }

  #publishHistory(): void {
    this.store.set({ canUndo: this.history.canUndo, canRedo: this.history.canRedo });
  }
}
