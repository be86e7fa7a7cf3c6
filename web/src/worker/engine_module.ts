// The engine as Embind exports it, typed. Mirrors wasm/bindings.cpp.

import type { Catalog, EngineStats, ScanSummary } from '../engine/protocol';

/** Errors cross the border as values; nothing throws. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * A random-access file as C++ sees it, backed by an OPFS sync access handle, a Blob (reads only) or, in Node, a file
 * descriptor. `heap` is a view of the engine's heap: read into it or write from it. Both return the bytes moved; fewer
 * than asked is the end of the file. A thrown error's message reaches the user.
 */
export interface EngineFile {
  size(): number;
  read(heap: Uint8Array, offset: number): number;
  write(heap: Uint8Array, offset: number): number;
}

export interface StepProgress {
  readonly done: number;
  readonly total: number;
  readonly finished: boolean;
}

export interface RenderOutcome {
  readonly width: number;
  readonly height: number;
  readonly slot: number;
  readonly offset: number;
  readonly renderMs: number;
}

export interface Engine {
  catalog(): Catalog;
  /** Reads the header of `source`; both files stay in use until closeScan. The caller then steps until finished. */
  beginOpen(name: string, source: EngineFile, store: EngineFile): Outcome<ScanSummary>;
  /** Decodes for about 30 ms. What was open before stays open, and renders, until this one has finished. */
  openStep(): Outcome<StepProgress>;
  cancelOpen(): void;
  closeScan(): void;
  /** Largest rendered frame, in pixels; at most 4 194 304 in all. */
  setView(maxWidth: number, maxHeight: number): Outcome<null>;
  /** Renders the open scan with a recipe (JSON) into the frame slot that is not published, and publishes it. */
  render(recipe: string): Outcome<RenderOutcome>;
  /** 3 x 256 counts of the last frame: byte offset into the heap of Uint32 values. */
  histogramOffset(): number;
  /** Byte offset of the Int32 reading flag. */
  readingFlagOffset(): number;
  /** The automatic start for a kind of film; keeps the given recipe's input, geometry and names. Returns JSON. */
  automatic(film: string, recipe: string): Outcome<string>;
  /** The film base [r, g, b] around a point of the final picture, both 0..1. */
  pickBase(recipe: string, x: number, y: number): Outcome<readonly [number, number, number]>;
  beginExport(
    recipe: string,
    options: string,
    output: EngineFile,
  ): Outcome<{ readonly width: number; readonly height: number }>;
  exportStep(): Outcome<StepProgress>;
  cancelExport(): void;
  /** Parses, validates and completes a recipe (absent keys take defaults). Returns JSON with every key. */
  completeRecipe(recipe: string): Outcome<string>;
  stats(): EngineStats;
  delete(): void;
}

export interface EngineModule {
  readonly Engine: new (threads: number) => Engine;
  readonly HEAPU8: Uint8Array;
}

export type CreateEngineModule = (options: Record<string, unknown>) => Promise<EngineModule>;
