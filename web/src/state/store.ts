// The one store of the page: an immutable state and those who listen to it.

import type { Catalog, Recipe, ScanSummary } from '../engine/protocol';

export interface EngineState {
  readonly status: 'loading' | 'ready' | 'failed';
  /** False: it has left a call without an answer for long. It may be busy, or gone without a word. */
  readonly answering: boolean;
  /** Why the engine does not run; one sentence. */
  readonly failure: string;
  readonly catalog: Catalog | null;
  /** Whether frames come through shared memory. */
  readonly shared: boolean;
}

/** A long task of the engine as the interface shows it. */
export interface Task {
  readonly fileName: string;
  readonly done: number;
  readonly total: number;
  /** performance.now() at its start. */
  readonly started: number;
}

/** The newest frame on screen. */
export interface FrameInfo {
  readonly sequence: number;
  readonly width: number;
  readonly height: number;
  readonly renderMs: number;
  readonly eventToFrameMs: number;
  readonly histogram: Uint32Array;
}

export interface Notice {
  readonly kind: 'error' | 'info';
  readonly text: string;
}

export type DialogName = 'export' | 'shortcuts';

export interface EditorState {
  readonly engine: EngineState;
  readonly scan: ScanSummary | null;
  /** The open scan's file: a restarted engine opens it again. */
  readonly file: File | null;
  readonly recipe: Recipe | null;
  /** The last automatic start; what a slider returns to on a double click. */
  readonly start: Recipe | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly opening: Task | null;
  readonly exporting: Task | null;
  readonly frame: FrameInfo | null;
  /** Shows the scan as it is instead of the grade. */
  readonly compare: boolean;
  /** The next click in the picture picks the film base. */
  readonly picking: boolean;
  /** Magnification relative to fitting the window; 1 fits. */
  readonly magnification: number;
  /** Device pixels per scan pixel, for the status line. */
  readonly zoom: number;
  readonly enginePanel: boolean;
  readonly dialog: DialogName | null;
  readonly notice: Notice | null;
}

export const initialState: EditorState = {
  engine: { status: 'loading', answering: true, failure: '', catalog: null, shared: false },
  scan: null,
  file: null,
  recipe: null,
  start: null,
  canUndo: false,
  canRedo: false,
  opening: null,
  exporting: null,
  frame: null,
  compare: false,
  picking: false,
  magnification: 1,
  zoom: 0,
  enginePanel: false,
  dialog: null,
  notice: null,
};

export class Store {
  #state: EditorState;
  readonly #listeners = new Set<() => void>();

  constructor(state: EditorState = initialState) {
    this.#state = state;
  }

  get state(): EditorState {
    return this.#state;
  }

  /** Replaces some keys; listeners hear of it only if a value differs. */
  set(change: Partial<EditorState>): void {
    const keys = Object.keys(change) as (keyof EditorState)[];
    if (keys.every((key) => Object.is(this.#state[key], change[key]))) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }

  /** Returns the call that ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
