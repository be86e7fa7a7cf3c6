// What the page and the engine's worker say to each other; what can be asked of the worker is in calls.ts.

import type { FrameFacts, ScreenSpace } from '../render/frames';
import type { Sentence } from '../i18n/sentence';
import type { ErrorName } from '../i18n/text';
import type { Recipe, RecipePart, ScanSummary, StartReasons } from './engine_types';

/** Every page holds a Web Lock of this and its own name for as long as it lives. */
export const kTabLockPrefix = 'easelight-tab-';

export type { ErrorName, Recipe, RecipePart, ScanSummary, ScreenSpace, Sentence, StartReasons };
export type FilmKind = Recipe['film'];
export type Triple = Recipe['density']['base'];
export type Curve = Recipe['print']['curves']['rgb'];
export type CustomPrimaries = Exclude<Recipe['input']['space'], string>;

/** Both ends included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** What the engine knows by name; sent once when it is ready. */
export interface Catalog {
  readonly version: string;
  /** Those that read and write files, with their versions: "LibRaw 0.22.2". */
  readonly libraries: readonly string[];
  readonly films: readonly { readonly kind: FilmKind; readonly recipe: Recipe }[];
  /** What is allowed, of each key of a recipe that holds a number, or several: "density.gamma". */
  readonly ranges: readonly ({ readonly key: string } & Range)[];
  readonly spaces: readonly {
    readonly name: string;
    readonly title: string;
    readonly use: 'input' | 'working' | 'output';
  }[];
  /** The spaces that files can be written in, those of grays among them. */
  readonly outputs: readonly { readonly name: string; readonly title: string }[];
  /** How film may have been scanned, and films: what the automatic start can be told. */
  readonly setups: readonly { readonly name: string; readonly title: string }[];
  readonly stocks: readonly { readonly name: string; readonly title: string }[];
  readonly matrices: readonly { readonly name: string; readonly values: readonly [Triple, Triple, Triple] }[];
  readonly curves: readonly {
    readonly name: string;
    readonly curves: { readonly rgb: Curve; readonly r: Curve; readonly g: Curve; readonly b: Curve };
    readonly interpolation: 'monotone' | 'linear';
    /** The gamma that suits the curve's own contrast; a start, applied with the curve. */
    readonly gamma: number;
  }[];
  /** Charts of 24 patches that a scan can be fitted to. */
  readonly references: readonly { readonly name: string; readonly title: string }[];
}

/** Of the upright scan's width and height, 0..1. */
export interface PlaceInScan {
  readonly x: number;
  readonly y: number;
}

/** The outer corners of a chart's patches: at A1, A6, D6 and D1. */
export type ChartCorners = readonly [PlaceInScan, PlaceInScan, PlaceInScan, PlaceInScan];

/** One of the catalog's, or the text of a CGATS or IT8 file. */
export type ChartReference = { readonly name: string } | { readonly title: string; readonly text: string };

/** What is fitted to a chart; core/calibration/chart_fit.h. */
export type ChartFit = 'matrix' | 'primaries' | 'both';

export interface FittedPatch {
  /** "A1" to "D6". */
  readonly name: string;
  /** How much the fit minds it. */
  readonly weight: number;
  /** Of the scan's own channels, and how far they scatter. */
  readonly density: Triple;
  readonly spread: number;
  /** How far from the reference, in print density. */
  readonly errorBefore: number;
  readonly errorAfter: number;
  /** Of the reference and of both results: sRGB codes of 255. */
  readonly target: Triple;
  readonly before: Triple;
  readonly after: Triple;
}

/** What parts the lights of three flat frames; core/calibration/sensor_crosstalk.h. */
export interface PartedLights {
  /** With the input space that was found. */
  readonly recipe: Recipe;
  /** From the scan's light to that of the three lights. */
  readonly matrix: readonly [Triple, Triple, Triple];
  /** How much it magnifies noise. */
  readonly condition: number;
}

export interface FittedChart {
  readonly recipe: Recipe;
  readonly patches: readonly FittedPatch[];
  /** The root of the mean square of print density, by the patches' weights. */
  readonly errorBefore: number;
  readonly errorAfter: number;
  /** Of the fitted matrices, the larger one: how much they magnify noise. */
  readonly condition: number;
}

/** A recipe that the automatic start has been put into. */
export interface AutomaticStart {
  readonly recipe: Recipe;
  readonly why: StartReasons;
}

/** How a color profile is used; core/color/output_profile.h. */
export interface Rendering {
  readonly intent: 'perceptual' | 'relative' | 'saturation' | 'absolute';
  /** Black point compensation: black becomes the darkest that the device has. */
  readonly blackPoint: boolean;
}

/** What a color profile is for. */
export interface DeviceFacts {
  /** As the profile says it; may be empty. */
  readonly name: string;
  /** Of `cmyk` there are soft proofs only. */
  readonly colors: 'gray' | 'rgb' | 'cmyk';
}

export interface SoftProofOptions extends Rendering {
  /** Paper and ink as they are; else paper is as white as the screen. */
  readonly paperWhite: boolean;
}

/** The rendering is by the color profile that takes the place of the space, where there is one. */
export interface ExportOptions extends Rendering {
  readonly format: 'tiff' | 'png' | 'jpeg';
  readonly depth: 8 | 16;
  readonly compression: 'none' | 'deflate';
  readonly quality: number;
  /** Pixels of the longer side, to which a larger picture is reduced; 0 keeps its size. */
  readonly longest: number;
  /** Name of one of the catalog's outputs: "srgb", "display-p3", ... */
  readonly space: string;
  /** The output space's own curve, or another. */
  readonly encoding: 'own' | 'linear' | 'srgb' | number;
  /** The grading link that the file keeps in its metadata; empty keeps none. */
  readonly link: string;
  /** Carries over what the scan's file says of camera, lens, exposure, dates and authors. */
  readonly camera: boolean;
  /** Carries over where the picture was taken; only together with `camera`. */
  readonly location: boolean;
}

/** A grade as a table for other programs; core/tables/table.h. */
export interface TableOptions {
  readonly format: 'clf' | 'cube1d' | 'cube3d' | 'hald';
  /** Entries of a 1D table, nodes a side of a lattice; 0 takes the format's own. */
  readonly size: number;
  /** Without print curve and glare. */
  readonly inversionOnly: boolean;
  /** Of `cube3d`: spreads densities before the lattice. */
  readonly shaper: boolean;
  /** Name of an output or working space. */
  readonly space: string;
}

/** How far a table is from the developed picture, of full scale. */
export interface TableError {
  readonly largest: number;
  readonly mean: number;
}

export interface WrittenTable extends TableError {
  readonly file: Blob;
}

/** The numbers of the engine panel and of `easelight.stats()`. */
export interface EngineStats {
  readonly engine: { readonly version: string; readonly threads: number };
  readonly heapBytes: number;
  /** The most pixels of a view, for which the heap has room. */
  readonly viewPixels: number;
  readonly regions: readonly {
    readonly name: string;
    readonly budget: number;
    readonly used: number;
    readonly peak: number;
  }[];
  readonly renderAllocations: number;
  readonly renderMs: number;
  /** By stage, of the last one; 0 before the first. */
  readonly openingMs: { readonly decode: number; readonly store: number };
  readonly automaticMs: number;
  readonly exportMs: { readonly read: number; readonly develop: number; readonly encode: number };
  readonly framesPublished: number;
  readonly view: { readonly width: number; readonly height: number };
}

export interface WorkerStats extends EngineStats {
  /** Frames at half the resolution, published because full ones take this device too long. */
  readonly drafts: number;
}

/** Why the engine did not do what it was asked for, as a sentence for people. */
export interface EngineFailure extends Sentence {
  /** What kind of failure it is, for the page to act on. */
  readonly code: string;
}

/** What of the finished picture is wanted on screen. */
export interface ViewRequest {
  /** Of the viewer, in device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per pixel of the finished picture; 0 fits the whole of it. */
  readonly zoom: number;
  /** The point of the picture in the middle of the viewer, 0..1. */
  readonly centerX: number;
  readonly centerY: number;
}

/** How the engine makes frames. */
export interface FrameLook {
  readonly screen: ScreenSpace;
  /** Name of an output space: pixels whose colors it does not hold have 0 for their fourth byte. Empty marks none. */
  readonly warnOutside: string;
}

/** How far what frames show is from what an export would hold, in codes of the export, over random pixels. */
export interface PreviewDifference {
  readonly pixels: number;
  readonly largest: number;
  /** What white is: 255 or 65535. */
  readonly maxCode: number;
}

/**
 * Where a fault can be put in, for tests of recovery. The last three come at once: `hang` never answers again, and a
 * stack overflows in the engine's own thread, or in one of its pool.
 */
export type FaultStage = 'open' | 'render' | 'export' | 'check' | 'chart' | 'hang' | 'stack' | 'pool-stack';

/** What a frame is wanted of. */
export interface RenderWanted {
  readonly scan: number;
  readonly recipe: Recipe;
  /** What the frame will be a picture of: the same number, the same scan and geometry. */
  readonly subject: number;
  /** When the input event behind it happened, in milliseconds since 1970, or 0. */
  readonly eventTime: number;
  /** As FrameLook has it. */
  readonly warnOutside: string;
}

export interface RenderMessage extends RenderWanted {
  readonly type: 'render';
  readonly view: ViewRequest;
  readonly sequence: number;
}

/** A frame as it was when it was asked for, perhaps made smaller. */
export interface FrameCopy {
  readonly frame: FrameFacts;
  /** Of the copy. */
  readonly width: number;
  readonly height: number;
  /** RGBA8. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** What a grading link holds. */
export interface GradingLink {
  /** 1 to 64, complete. Where only some parts are meant, the others are at the defaults of the kind of film. */
  readonly recipes: readonly Recipe[];
  /** The parts that a receiver takes; all five for a whole grade. */
  readonly parts: readonly RecipePart[];
  readonly proof: ProofVerdict;
}

/** What a file of grades holds. */
export interface ImportedGrades {
  /** One or more, complete; each with the name of the scan that it was made for, which may be empty. */
  readonly grades: readonly { readonly name: string; readonly recipe: Recipe }[];
  /** What of the file the recipes do not follow. */
  readonly remarks: readonly Sentence[];
}

/** Whether this engine makes of the link's recipes what its maker's engine made. */
export interface ProofVerdict {
  readonly state: 'verified' | 'different' | 'none';
  /** Of 65535, over eight sample pixels of the first recipe; null where the link gives nothing to compare. */
  readonly largestDifference: number | null;
  /** For people: "verified: same pixels". */
  readonly sentence: Sentence;
}

/** One of many: what is wrong with a recipe leaves the others as they are. */
export type CompletedRecipe =
  | { readonly ok: true; readonly recipe: Recipe }
  /** `unsupported`: a later version may know it. The sentence names the key, the value and the limit. */
  | ({ readonly ok: false } & EngineFailure);

/** One way to read a scan's codes. */
export interface ScanReading {
  readonly encoding: Recipe['input']['encoding'];
  readonly name: Sentence;
  /** 0..1; of both together 1. */
  readonly likelihood: number;
}

/** What a scan's densities say where its file leaves the encoding in doubt. */
export interface ScanReadings {
  /** What `auto` means comes first. */
  readonly readings: readonly [ScanReading, ScanReading];
  readonly likelier: 0 | 1;
  /** Whether nobody need be asked. */
  readonly sure: boolean;
  readonly sentence: Sentence;
}

/** A picture of its own, which is no frame on the screen. */
export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  /** RGBA8, in sRGB. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

export interface OpenedScan {
  /** Names the scan in all that is asked about it, until it is closed. No other scan of this page ever has it. */
  readonly number: number;
  readonly scan: ScanSummary;
  /** Tells the scan from others, whether or not its store is kept; null where files are not looked at. */
  readonly identity: string | null;
  /** Names the scan's store, with which it can be opened again; null where it is kept in memory. */
  readonly key: string | null;
  /** Whether the store was there already, and nothing had to be decoded. */
  readonly attached: boolean;
  /** Whether the window looks like a private one; it need not be. */
  readonly looksPrivate: boolean;
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
      readonly heapBytes: number;
      readonly viewPixels: number;
      /** Whether frames reach the screen where they lie in the engine's heap; otherwise as copies. */
      readonly shared: boolean;
      /** Why scans are held in memory and not on disk; null where they are on disk. */
      readonly diskless: Sentence | null;
    }
  | { readonly type: 'failed'; readonly failure: EngineFailure }
  | { readonly type: 'reply'; readonly id: number; readonly result: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly failure: EngineFailure }
  /** Before decoding: what the file to open is, and what its store will take. */
  | { readonly type: 'inspected'; readonly id: number; readonly scan: ScanSummary }
  /** The number that the scan will have once it is open. Frames of it may come before. */
  | { readonly type: 'begun'; readonly id: number; readonly scan: number }
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  /** The engine could not render what was asked for; `stale` where the scan is closed. */
  | { readonly type: 'unrendered'; readonly sequence: number; readonly failure: EngineFailure }
  | { readonly type: 'pong' };
