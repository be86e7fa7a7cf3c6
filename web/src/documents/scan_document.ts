// A scan of the page, open or only listed, with all that is graded and seen of it. Immutable: a change makes another.

import type { Recipe, ScanReadings, ScanSummary, StartReasons } from '../engine/protocol';
import { type View, fitView } from '../render/placement';
import type { ChartWork } from './chart';
import { type Grading, currentRecipe } from './grading';
import { type Tool, kHand } from './tool';

/** How the scan is read is not certain, and nobody has said it yet. */
export interface ReadingDoubt {
  readonly readings: ScanReadings;
  /** The picture that comes of each, developed by its own automatic start; null until it is there. */
  readonly pictures: readonly [Blob | null, Blob | null];
}

/** A grade of the same picture that is kept of another file. */
export interface Twin {
  readonly key: string;
  /** Of that file. */
  readonly name: string;
  /** When it was last opened, in milliseconds since 1970. */
  readonly used: number;
  readonly thumbnail: Blob | null;
}

/** Of the scan that a document is of; of none before the first is open. */
export interface DocumentState {
  /** Null as long as the scan is only listed. */
  readonly scan: ScanSummary | null;
  /** By which the engine knows the scan; 0 where it does not have it open. */
  readonly scanNumber: number;
  /** The scan's file, where there is one, and the key of its store: either opens it again. */
  readonly file: File | null;
  readonly storeKey: string | null;
  /** What tells the scan from others; its grade is kept under it. */
  readonly scanKey: string | null;
  readonly grading: Grading | null;
  /** Of the crop on screen; follows `grading`. */
  readonly recipe: Recipe | null;
  /** The last automatic start; what a slider returns to on a double click. */
  readonly start: Recipe | null;
  /** Why that is as it is; null where nobody knows any more. */
  readonly startReasons: StartReasons | null;
  readonly doubt: ReadingDoubt | null;
  /** One of them may be meant, and nobody has said it yet; empty where there is no question. */
  readonly twins: readonly Twin[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Shows the scan as it is instead of the grade. */
  readonly compare: boolean;
  readonly tool: Tool;
  /** The work on a chart in the scan, from the first on; it outlives the tool. */
  readonly chart: ChartWork | null;
  readonly view: View;
}

export interface ScanDocument extends DocumentState {
  /** No other document of the page ever has it. */
  readonly id: number;
  readonly name: string;
}

/** What can be set of it; the rest is derived. */
export type DocumentChange = Partial<Omit<ScanDocument, 'id' | 'recipe'>>;

export const noDocument: DocumentState = {
  scan: null,
  scanNumber: 0,
  file: null,
  storeKey: null,
  scanKey: null,
  grading: null,
  recipe: null,
  start: null,
  startReasons: null,
  doubt: null,
  twins: [],
  canUndo: false,
  canRedo: false,
  compare: false,
  tool: kHand,
  chart: null,
  view: fitView,
};

export function documentWith(document: ScanDocument, change: DocumentChange): ScanDocument {
  const keys = Object.keys(change) as (keyof DocumentChange)[];
  if (keys.every((key) => Object.is(document[key], change[key]))) return document;
  const { grading } = change;
  const derived = grading === undefined ? {} : { recipe: grading && currentRecipe(grading) };
  return { ...document, ...change, ...derived };
}
