// The one store of the page: an immutable state and those who listen to it.

import type { Catalog, GradingLink, Recipe, RecipePart, ScanSummary } from '../engine/protocol';
import { type FramePart, type View, fitView } from '../render/placement';
import type { Clipping } from '../render/protocol';
import { type Grading, currentRecipe } from '../documents/grading';
import type { Notice } from './notices';
import type { RecentEntry } from '../keep/recent';
import { type Settings, defaultSettings } from '../keep/settings';
import { type Tool, kHand } from '../documents/tool';

export interface EngineState {
  readonly status: 'loading' | 'ready' | 'failed';
  /** Why the engine does not run; one sentence. */
  readonly failure: string;
  readonly catalog: Catalog | null;
  readonly heapBytes: number;
  /** Whether frames come through shared memory. */
  readonly shared: boolean;
  /** Why scans are held in memory and not on disk; empty where they are on disk. */
  readonly diskless: string;
}

/** A long task of the engine as the interface shows it. */
export interface Task {
  readonly fileName: string;
  readonly done: number;
  readonly total: number;
  /** performance.now() at its start. */
  readonly started: number;
  /** What the file is and what it will take, once that is known. */
  readonly facts: string;
}

/** Which shape a crop keeps while it is drawn. */
export type AspectName = 'free' | 'original' | '1:1' | '5:4' | '4:3' | '3:2' | '16:9';

export interface Unkept {
  /** A sentence on what is wrong, and one on what that means. */
  readonly text: string;
  /** A newer version of the editor is needed: loading the page again may bring it. */
  readonly newer: boolean;
}

export type DialogName = 'export' | 'recent' | 'settings' | 'shortcuts' | 'share' | 'compare-grades';

/** A grade from outside that is looked at and waits for the user's word. */
export interface Offer {
  readonly link: GradingLink;
  /** Where it came from, for people. */
  readonly origin: string;
  /** Opens the picture that carried it; null where it came alone. */
  readonly openPicture: (() => void) | null;
  /** Which of the link's recipes is shown. */
  readonly index: number;
  /** What is to be taken of it. */
  readonly parts: readonly RecipePart[];
  /** The present recipe with those parts; null until the engine has made it. */
  readonly preview: Recipe | null;
  /** Shows the present grade all the same. */
  readonly before: boolean;
}

export interface EditorState {
  readonly engine: EngineState;
  readonly scan: ScanSummary | null;
  /** By which the engine knows the scan; 0 where it does not have it open. */
  readonly scanNumber: number;
  /** The open scan's file, where there is one, and the key of its store: a restarted engine opens it again. */
  readonly file: File | null;
  readonly storeKey: string | null;
  /** What tells the open scan from others; its grade is kept under it. */
  readonly scanKey: string | null;
  readonly grading: Grading | null;
  /** Of the crop on screen; follows `grading`. */
  readonly recipe: Recipe | null;
  /** The last automatic start; what a slider returns to on a double click. */
  readonly start: Recipe | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly opening: Task | null;
  readonly exporting: Task | null;
  /** Counts the screens; each takes canvases of its own. */
  readonly screen: number;
  /** Of the frame on screen, what its place depends on. */
  readonly frame: FramePart | null;
  /** Of the frame on screen, which values are cut off. */
  readonly clipping: Clipping | null;
  /** Shows the scan as it is instead of the grade. */
  readonly compare: boolean;
  readonly tool: Tool;
  readonly aspect: AspectName;
  readonly offer: Offer | null;
  readonly view: View;
  /** Device pixels per pixel of the picture: as shown, and where the picture fits the window. */
  readonly zoom: number;
  readonly fitZoom: number;
  readonly settings: Settings;
  /** Said where the page itself uses far more memory than when the scan was opened; empty otherwise. */
  readonly memoryWarning: string;
  readonly enginePanel: boolean;
  readonly dialog: DialogName | null;
  /** The oldest first. */
  readonly notices: readonly Notice[];
  /** Scans that were graded before, the last opened first: as many as the list shows, and how many there are. */
  readonly recent: readonly RecentEntry[];
  readonly recentTotal: number;
  /** Why the grade is not being kept at present; null as long as it is. */
  readonly unkept: Unkept | null;
  /** Whether the browser has promised not to delete what is kept by itself; null as long as it was not asked. */
  readonly persisted: boolean | null;
  /** The window looks like a private one, with which all that is kept goes. */
  readonly looksPrivate: boolean;
}

export const initialState: EditorState = {
  engine: { status: 'loading', failure: '', catalog: null, heapBytes: 0, shared: false, diskless: '' },
  scan: null,
  scanNumber: 0,
  file: null,
  storeKey: null,
  scanKey: null,
  grading: null,
  recipe: null,
  start: null,
  canUndo: false,
  canRedo: false,
  opening: null,
  exporting: null,
  screen: 0,
  frame: null,
  clipping: null,
  compare: false,
  tool: kHand,
  aspect: 'free',
  offer: null,
  view: fitView,
  zoom: 0,
  fitZoom: 1,
  settings: defaultSettings,
  memoryWarning: '',
  enginePanel: false,
  dialog: null,
  notices: [],
  recent: [],
  recentTotal: 0,
  unkept: null,
  persisted: null,
  looksPrivate: false,
};

/** What can be set; the rest is derived. */
export type StateChange = Partial<Omit<EditorState, 'recipe'>>;

export class Store {
  #state: EditorState;
  readonly #listeners = new Set<() => void>();

  /** `report` hears of listeners that throw; the page takes it for an error that nobody caught. */
  constructor(
    state: EditorState = initialState,
    private readonly report = throwLater,
  ) {
    this.#state = state;
  }

  get state(): EditorState {
    return this.#state;
  }

  /** Replaces some keys; listeners hear of it only if a value differs. */
  set(change: StateChange): void {
    const keys = Object.keys(change) as (keyof StateChange)[];
    if (keys.every((key) => Object.is(this.#state[key], change[key]))) return;
    const { grading } = change;
    const derived = grading === undefined ? {} : { recipe: grading && currentRecipe(grading) };
    this.#state = { ...this.#state, ...change, ...derived };
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        this.report(error);
      }
    }
  }

  /** Returns the call that ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
