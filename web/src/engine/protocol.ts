// The messages between the page and the engine worker. The only file that both sides import.

/** A recipe as the page holds it: the canonical keys of the model, complete (no key left out). */
export interface Recipe {
  readonly safelight: 1;
  readonly film: FilmKind;
  readonly input: { readonly space: string | CustomPrimaries; readonly encoding: 'auto' | 'linear' | 'srgb' | number };
  readonly working: string;
  readonly density: {
    readonly base: Triple;
    readonly matrix: readonly [Triple, Triple, Triple];
    readonly gamma: number;
    readonly channelGamma: Triple;
    readonly exposure: number;
    readonly gains: Triple;
  };
  readonly print: {
    readonly interpolation: 'monotone' | 'linear';
    readonly curves: { readonly rgb: Curve; readonly r: Curve; readonly g: Curve; readonly b: Curve };
    readonly glare: number;
  };
  readonly geometry: {
    readonly crop: readonly [number, number, number, number];
    readonly rotate: 0 | 90 | 180 | 270;
    readonly flip: boolean;
    readonly straighten: number;
  };
  readonly names: { readonly matrix: string; readonly curve: string; readonly note: string };
}

export type FilmKind = 'color-negative' | 'bw-negative' | 'color-slide' | 'bw-slide' | 'digital';
export type Triple = readonly [number, number, number];
export type Curve = readonly (readonly [number, number])[];
export interface CustomPrimaries {
  readonly primaries: readonly [readonly [number, number], readonly [number, number], readonly [number, number]];
  readonly white: readonly [number, number];
}

/** What the engine knows by name; sent once when it is ready. */
export interface Catalog {
  readonly version: string;
  readonly films: readonly { readonly kind: FilmKind; readonly title: string; readonly recipe: Recipe }[];
  readonly spaces: readonly {
    readonly name: string;
    readonly title: string;
    readonly use: 'input' | 'working' | 'output';
  }[];
  readonly matrices: readonly { readonly name: string; readonly values: readonly [Triple, Triple, Triple] }[];
  readonly curves: readonly {
    readonly name: string;
    readonly curves: { readonly rgb: Curve; readonly r: Curve; readonly g: Curve; readonly b: Curve };
    readonly interpolation: 'monotone' | 'linear';
    /** The gamma that suits the curve's own contrast; a start, applied with the curve. */
    readonly gamma: number;
  }[];
}

/** What an opened scan is. `width` and `height` are upright: the file's orientation tag has been applied. */
export interface ScanSummary {
  readonly name: string;
  readonly container: string;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly bits: number;
  readonly fileBytes: number;
  readonly storeBytes: number;
  /** One sentence on how `encoding: auto` reads this file, for the interface. */
  readonly encodingNote: string;
  readonly profile: string;
}

export interface ExportOptions {
  readonly format: 'tiff' | 'png' | 'jpeg';
  readonly depth: 8 | 16;
  readonly compression: 'none' | 'deflate';
  readonly quality: number;
  /** Name of an output space: "srgb", "display-p3", ... */
  readonly space: string;
  /** The output space's own curve, or another. */
  readonly encoding: 'own' | 'linear' | 'srgb' | number;
}

/** The numbers of the engine panel and of `safelight.stats()`. */
export interface EngineStats {
  readonly engine: { readonly version: string; readonly threads: number };
  readonly heapBytes: number;
  readonly regions: readonly {
    readonly name: string;
    readonly budget: number;
    readonly used: number;
    readonly peak: number;
  }[];
  readonly renderAllocations: number;
  readonly renderMs: number;
  readonly framesPublished: number;
  readonly view: { readonly width: number; readonly height: number };
}

export interface EngineFailure {
  readonly code: string;
  readonly message: string;
}

/** Page to worker. Calls with an `id` are answered by one `reply` with the same id; `render` is answered by frames. */
export type ToWorker =
  /** The first message: the address of the site's folder, which holds `engine/`. */
  | { readonly type: 'start'; readonly base: string }
  | { readonly type: 'open'; readonly id: number; readonly file: File }
  | { readonly type: 'close'; readonly id: number }
  | { readonly type: 'render'; readonly recipe: Recipe; readonly sequence: number; readonly eventTime: number }
  /** The page has drawn (or will never draw) this frame and those before it: their slots are free. */
  | { readonly type: 'drawn'; readonly sequence: number }
  | { readonly type: 'view'; readonly maxWidth: number; readonly maxHeight: number }
  | { readonly type: 'automatic'; readonly id: number; readonly film: FilmKind; readonly recipe: Recipe }
  | { readonly type: 'pickBase'; readonly id: number; readonly recipe: Recipe; readonly x: number; readonly y: number }
  | { readonly type: 'export'; readonly id: number; readonly recipe: Recipe; readonly options: ExportOptions }
  | { readonly type: 'cancel'; readonly id: number }
  /** The page is done with an exported file. */
  | { readonly type: 'discard'; readonly stored: string }
  | { readonly type: 'stats'; readonly id: number };

/** What the calls with an `id` are answered with. */
export interface Results {
  readonly open: ScanSummary;
  readonly close: null;
  readonly automatic: Recipe;
  readonly pickBase: Triple;
  readonly export: ExportedFile;
  readonly stats: EngineStats;
}

/** A finished export. `stored` names the file on disk behind `file`, to be discarded; null where it is in memory. */
export interface ExportedFile {
  readonly file: Blob;
  readonly stored: string | null;
}

/** Worker to page. */
export type FromWorker =
  | {
      readonly type: 'ready';
      readonly catalog: Catalog;
      /** The engine's heap where it is shared; frames and the reading flag lie in it. Null: frames come as messages. */
      readonly memory: SharedArrayBuffer | null;
      /** Byte offset of an Int32 that holds the frame slot the page is reading, or -1 (Atomics). */
      readonly readingFlag: number;
    }
  | { readonly type: 'failed'; readonly failure: EngineFailure }
  | { readonly type: 'reply'; readonly id: number; readonly result: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly failure: EngineFailure }
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | RenderedFrame;

export interface RenderedFrame {
  readonly type: 'frame';
  readonly sequence: number;
  readonly eventTime: number;
  readonly width: number;
  readonly height: number;
  readonly renderMs: number;
  /** Shared memory: byte offset of width * height RGBA8 pixels, and the slot (0 or 1) they are in. */
  readonly slot: number;
  readonly offset: number;
  /** Without shared memory: the pixels. */
  readonly pixels: ArrayBuffer | null;
  /** 3 x 256 counts of the rendered frame's 8-bit codes: red, green, blue. */
  readonly histogram: Uint32Array;
}
