// The engine as Embind exports it, typed. Mirrors wasm/bindings.cpp.

import type {
  Catalog,
  DeviceFacts,
  ChartFit,
  ChartReference,
  EngineFailure,
  EngineStats,
  FrameLook,
  PreviewDifference,
  FittedChart,
  PartedLights,
  ProofVerdict,
  RecipePart,
  ScanReadings,
  ScanSummary,
  Sentence,
  StartReasons,
  TableError,
  ViewRequest,
} from '../engine/protocol';

/** Errors cross the border as values; nothing throws. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & EngineFailure);

/**
 * A random-access file as C++ sees it, backed by an OPFS sync access handle, a Blob (reads only) or, in Node, a file
 * descriptor. `heap` is a view of the engine's heap: read into it or write from it. Both return the bytes moved; fewer
 * than asked is the end of the file. What is thrown reaches the user: its `sentence` (refusal.ts), or else its message.
 */
export interface EngineFile {
  size(): number;
  read(heap: Uint8Array, offset: number): number;
  write(heap: Uint8Array, offset: number): number;
  /** Cuts off what lies behind the first `bytes` bytes. */
  shorten(bytes: number): void;
}

export interface StepProgress {
  readonly done: number;
  readonly total: number;
  readonly finished: boolean;
}

/** `number` names the scan in all that is asked about it. It is never used again. */
export interface OpenOutcome {
  readonly number: number;
  readonly scan: ScanSummary;
}

export interface RenderOutcome {
  /** The number of the scan. */
  readonly scan: number;
  /** Of the rendered frame, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly slot: number;
  readonly offset: number;
  readonly renderMs: number;
  /** Whether that time went into the density planes as well. */
  readonly refilled: boolean;
  /** What part of the finished picture the frame shows: left, top, width, height, each 0..1 of the picture's sides. */
  readonly rect: readonly [number, number, number, number];
  /** The finished picture's size at full resolution. */
  readonly picture: { readonly width: number; readonly height: number };
  /** Whether a sharper frame of the same view can be had. */
  readonly coarse: boolean;
  /** Whether it is a draft: at half the resolution a side. */
  readonly draft: boolean;
}

export interface RecordOutcome {
  readonly record: string;
  readonly scan: ScanSummary;
}

export interface SmallOutcome {
  readonly width: number;
  readonly height: number;
  readonly offset: number;
}

export interface LinkOutcome {
  /** Each complete, as JSON. */
  readonly recipes: readonly string[];
  readonly parts: readonly RecipePart[];
  readonly proof: ProofVerdict;
}

/** The recipe complete, as JSON. */
export type ChartOutcome = Omit<FittedChart, 'recipe'> & { readonly recipe: string };
export type LightsOutcome = Omit<PartedLights, 'recipe'> & { readonly recipe: string };

export interface ImportOutcome {
  /** Each recipe complete, as JSON. */
  readonly grades: readonly { readonly name: string; readonly recipe: string }[];
  readonly remarks: readonly Sentence[];
}

export interface Engine {
  catalog(): Catalog;
  /**
   * Reads the header of `source`; both files stay in use until the scan is closed. The caller then steps until finished;
   * only then is the scan open. One opening at a time. `rows`: how many from the top; 0 opens all.
   */
  beginOpen(name: string, source: EngineFile, store: EngineFile, rows: number): Outcome<OpenOutcome>;
  /**
   * Decodes for about 30 ms. Refused as `partial` where the file ends early or is damaged: the sentence has how many rows
   * are `there`, of how many `rows`, and the `reason`.
   */
  openStep(): Outcome<StepProgress>;
  cancelOpen(): void;
  /** Reads only the header of `source`, and keeps nothing. */
  inspect(name: string, source: EngineFile): Outcome<ScanSummary>;
  /** Opens a scan from a complete store file, at once. */
  attach(record: string, store: EngineFile): Outcome<OpenOutcome>;
  /** While a scan is being opened: renders what has been decoded of it, coarse, fitted into a small view. */
  renderOpening(recipe: string, look: FrameLook): Outcome<RenderOutcome>;

  // These name an open scan by its number, and are refused as `stale` where it is closed.

  /** Text to keep beside the scan's store file, with which `attach` opens it again; and all that is known of the scan. */
  record(scan: number): Outcome<RecordOutcome>;
  /** An export of the scan goes on, and needs its store file until it ends. */
  closeScan(scan: number): Outcome<null>;
  /**
   * Renders a view of the scan with a recipe (JSON) into the frame slot that is not published, and publishes it. The
   * viewer has at most 4 194 304 pixels in all; past 1:1 the frame holds one pixel a pixel, and the page enlarges. With
   * `allowCoarse`, a view whose densities are not in memory yet is rendered at a third of its resolution first; with
   * `draft`, densities that are there at half of it.
   */
  render(
    scan: number,
    recipe: string,
    view: ViewRequest,
    allowCoarse: boolean,
    draft: boolean,
    look: FrameLook,
  ): Outcome<RenderOutcome>;
  /** The automatic start for a kind of film; keeps the given recipe's input, geometry and names. Returns JSON. */
  automatic(scan: number, film: string, recipe: string): Outcome<{ recipe: string; why: StartReasons }>;
  /** How likely each reading of the scan is, as this kind of film; null where the file's word holds. */
  readings(scan: number, film: string): Outcome<ScanReadings | null>;
  /** The film base of a recipe (JSON), as another one reads the same codes. */
  rereadBase(scan: number, current: string, wanted: string): Outcome<readonly [number, number, number]>;
  /** Renders a small picture, at `offset` in the heap until the next; the view's densities are read again after it. */
  renderSmall(scan: number, recipe: string, longest: number): Outcome<SmallOutcome>;
  /** The film base [r, g, b] around a point of the final picture, both 0..1. */
  pickBase(scan: number, recipe: string, x: number, y: number): Outcome<readonly [number, number, number]>;
  /**
   * Starts an export; the caller steps until finished. One at a time, beside an opening and frames of any scan. A color
   * profile takes the place of the space by name.
   */
  beginExport(
    scan: number,
    recipe: string,
    options: string,
    profile: Uint8Array | null,
    output: EngineFile,
  ): Outcome<{ readonly width: number; readonly height: number }>;

  /** Starts the check that an export would hold what frames show; the caller steps until finished. Not beside an export. */
  beginCheck(scan: number, recipe: string, options: string, profile: Uint8Array | null): Outcome<null>;
  checkStep(): Outcome<StepProgress>;
  cancelCheck(): void;
  /** What the last check has found. */
  check(): Outcome<PreviewDifference>;
  exportStep(): Outcome<StepProgress>;
  cancelExport(): void;
  /** What a color profile is for; what is over 4 MiB is refused before it is copied into the heap. */
  deviceFacts(profile: Uint8Array): Outcome<DeviceFacts>;
  /** From now on frames show a print by the profile's device, or (null) the picture. `options`: JSON. */
  setSoftProof(profile: Uint8Array | null, options: string): Outcome<null>;
  /** Where in the upright scan a chart lies: x and y of each corner; null where none is to be seen. At once. */
  findChart(scan: number, recipe: string): Outcome<readonly number[] | null>;
  /**
   * Starts reading the patches of a chart whose corners are these places (x and y of each, as in ChartCorners), for a
   * grade; the caller steps until finished, and then fits. One at a time, beside whatever else is under way.
   */
  beginChart(scan: number, recipe: string, corners: readonly number[]): Outcome<null>;
  chartStep(): Outcome<StepProgress>;
  /** A reference's text over 1 MiB is refused before it is copied into the heap. */
  fitChart(recipe: string, reference: ChartReference, fit: ChartFit): Outcome<ChartOutcome>;
  cancelChart(): void;
  /** In place of a fit: what the three channels see of a flat frame, all of which was read. */
  flatLight(): Outcome<readonly [number, number, number]>;
  /** The input space of what was seen under red, green and blue light, one after the other, set in a grade. */
  partLights(recipe: string, lights: readonly number[]): Outcome<LightsOutcome>;
  /** 3 x 256 counts of the last frame: byte offset into the heap of Uint32 values. */
  histogramOffset(): number;
  /** Parses, validates and completes a recipe (absent keys take defaults). Returns JSON with every key. */
  completeRecipe(recipe: string): Outcome<string>;
  /** The fragment of a link, from "#" on, that holds these parts of the recipes (JSON each) and proves them. */
  makeLink(recipes: readonly string[], parts: readonly RecipePart[]): Outcome<string>;
  /** Reads any text as a link. What is over 16 KiB is refused before it is copied into the heap. */
  readLink(text: string): Outcome<LinkOutcome>;
  /** `current` with the parts of `other`. Returns JSON with every key. */
  combine(current: string, other: string, parts: readonly RecipePart[]): Outcome<string>;
  /** The grades of a file, ours or another program's. What is over 4 MiB is refused before it is copied into the heap. */
  importGrades(text: string): Outcome<ImportOutcome>;
  /**
   * Writes the grade as a table; `options` as JSON. What the recipe calls `auto` is what the scan says. At once, in up to
   * a second.
   */
  writeTable(scan: number, recipe: string, options: string, output: EngineFile): Outcome<TableError>;
  stats(): EngineStats;
  /** For tests of recovery: the engine traps at once. */
  trap(): void;
  /** For the same: calls itself until the stack of this thread, or of one of a pool, has no room. */
  overflowStack(): void;
  overflowPoolStack(): void;
  delete(): void;
}

export interface EngineModule {
  /** `firstScan`: the number of the first scan. */
  readonly Engine: new (threads: number, firstScan: number) => Engine;
  readonly HEAPU8: Uint8Array;
}

export type CreateEngineModule = (options: Record<string, unknown>) => Promise<EngineModule>;
