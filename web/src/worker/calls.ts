// What the page can ask of the engine: one entry a call. Its name, what it is asked with and what it is answered with are
// said here and nowhere else; the page takes them as types (engine/protocol.ts).
//
// A refusal is thrown (refusal.ts). All that is asked about a scan names it by its number, and is refused as `stale` once
// that scan is closed.

import type {
  AutomaticStart,
  ChartCorners,
  CompletedRecipe,
  FilmKind,
  GradingLink,
  ImportedGrades,
  PartedLights,
  Recipe,
  RecipePart,
  SoftProofOptions,
  ScanReadings,
  SmallPicture,
  TableOptions,
  Triple,
  WorkerStats,
  WrittenTable,
} from '../engine/protocol';
import type { Calibration, ChartToFit, FlatToRead } from './calibration';
import type { Engine } from './engine_module';
import { MemoryFile } from './files';
import type { FramePublisher } from './frame_publisher';
import type { Job } from './long_work';
import { take } from './refusal';
import type { ScanExports, ScanToExport } from './scan_export';
import type { ScanSessions, ScanToOpen } from './scan_session';

export interface CallParts {
  readonly engine: Engine;
  /** The engine's. */
  readonly heap: Uint8Array;
  readonly sessions: ScanSessions;
  readonly exports: ScanExports;
  readonly calibration: Calibration;
  readonly frames: Pick<FramePublisher, 'copy' | 'drafts'>;
}

const textOf = (recipe: Recipe) => JSON.stringify(recipe);
const recipeOf = (text: string): Recipe => JSON.parse(text);

function cornersOf(numbers: readonly number[] | null): ChartCorners | null {
  const at = (index: number) => ({ x: numbers?.[2 * index] ?? 0, y: numbers?.[2 * index + 1] ?? 0 });
  return numbers && [at(0), at(1), at(2), at(3)];
}

export function engineCalls({ engine, heap, sessions, exports, calibration, frames }: CallParts) {
  return {
    open: (scan: ScanToOpen, job: Job) => sessions.open(scan, job),

    /** Whether the scan's store is still where it was. */
    isStored: ({ scan }: { readonly scan: number }) => sessions.isStored(scan),

    close: ({ scan }: { readonly scan: number }) => sessions.close(scan),

    export: (wanted: ScanToExport, job: Job) => exports.run(wanted, job),

    /** Whether what frames show is what that export would hold. */
    checkPreview: (wanted: ScanToExport, job: Job) => exports.check(wanted, job),

    /** The automatic start for a kind of film, put into a recipe. */
    automatic: (asked: { readonly scan: number; readonly film: FilmKind; readonly recipe: Recipe }): AutomaticStart => {
      const { recipe, why } = take(engine.automatic(asked.scan, asked.film, textOf(asked.recipe)));
      return { recipe: recipeOf(recipe), why };
    },

    readings: ({ scan, film }: { readonly scan: number; readonly film: FilmKind }): ScanReadings | null =>
      take(engine.readings(scan, film)),

    rereadBase: ({ scan, current, wanted }: RecipesToReread): Triple =>
      take(engine.rereadBase(scan, textOf(current), textOf(wanted))),

    small: ({ scan, recipe, longest }: SmallToRender): SmallPicture => {
      const { width, height, offset } = take(engine.renderSmall(scan, textOf(recipe), longest));
      const pixels = new Uint8ClampedArray(heap.subarray(offset, offset + width * height * 4));
      return { width, height, pixels };
    },

    pickBase: ({ scan, recipe, x, y }: PlaceInPicture): Triple => take(engine.pickBase(scan, textOf(recipe), x, y)),

    /** A guess at where in the scan a chart lies; null where none is to be seen. */
    findChart: ({ scan, recipe }: { readonly scan: number; readonly recipe: Recipe }) =>
      cornersOf(take(engine.findChart(scan, textOf(recipe)))),

    /** A grade fitted to the chart in a scan. */
    fitChart: (wanted: ChartToFit, job: Job) => calibration.fitChart(wanted, job),

    /** What the three channels see of a frame without film. */
    flatLight: (wanted: FlatToRead, job: Job) => calibration.flatLight(wanted, job),

    /** The input space of a camera or scanner that sees this of red, of green and of blue light. */
    partLights: ({ recipe, lights }: LightsToPart): PartedLights => {
      const parted = take(engine.partLights(textOf(recipe), lights.flat()));
      return { ...parted, recipe: recipeOf(parted.recipe) };
    },

    /** Validates and completes recipes that come from outside the page, each as JSON. */
    complete: ({ recipes }: { readonly recipes: readonly string[] }): readonly CompletedRecipe[] =>
      recipes.map((text) => {
        const outcome = engine.completeRecipe(text);
        return outcome.ok ? { ok: true, recipe: recipeOf(outcome.value) } : outcome;
      }),

    deviceFacts: ({ profile }: { readonly profile: Uint8Array }) => take(engine.deviceFacts(profile)),

    /** Frames that are rendered from now on show a print, or (null) the picture. */
    setProof: ({ profile, options }: ProofToShow) => take(engine.setSoftProof(profile, JSON.stringify(options))),

    /** The grade as a table for other programs: some megabytes, held in memory. */
    table: ({ scan, recipe, options }: TableToWrite): WrittenTable => {
      const file = new MemoryFile();
      const error = take(engine.writeTable(scan, textOf(recipe), JSON.stringify(options), file));
      return { file: new Blob([file.contents]), ...error };
    },

    makeLink: ({ recipes, parts }: { readonly recipes: readonly Recipe[]; readonly parts: readonly RecipePart[] }) => ({
      fragment: take(engine.makeLink(recipes.map(textOf), parts)),
    }),

    /** Any text: a whole address, or its fragment with or without "#". */
    readLink: ({ text }: { readonly text: string }): GradingLink => {
      const link = take(engine.readLink(text));
      return { ...link, recipes: link.recipes.map(recipeOf) };
    },

    /** The text of a file: our recipes, or another program's presets. */
    importGrades: ({ text }: { readonly text: string }): ImportedGrades => {
      const { grades, remarks } = take(engine.importGrades(text));
      return { grades: grades.map(({ name, recipe }) => ({ name, recipe: recipeOf(recipe) })), remarks };
    },

    /** `current` with the parts of `other`. */
    combine: ({ current, other, parts }: RecipesToCombine) =>
      recipeOf(take(engine.combine(textOf(current), textOf(other), parts))),

    /** Of the newest frame, if it is of this scan; `longest` pixels a side at most, or (null) as it is. */
    copyFrame: ({ scan, longest }: { readonly scan: number; readonly longest: number | null }) =>
      frames.copy(scan, longest),

    stats: (): WorkerStats => ({ ...engine.stats(), drafts: frames.drafts }),
  };
}

export type EngineCalls = ReturnType<typeof engineCalls>;

interface PlaceInPicture {
  readonly scan: number;
  readonly recipe: Recipe;
  /** Of the finished picture, 0..1. */
  readonly x: number;
  readonly y: number;
}

interface ProofToShow {
  readonly profile: Uint8Array | null;
  readonly options: SoftProofOptions;
}

interface RecipesToReread {
  readonly scan: number;
  readonly current: Recipe;
  readonly wanted: Recipe;
}

interface SmallToRender {
  readonly scan: number;
  readonly recipe: Recipe;
  /** Of its sides, in pixels: 16 to 512. */
  readonly longest: number;
}

interface LightsToPart {
  readonly recipe: Recipe;
  readonly lights: readonly [Triple, Triple, Triple];
}

interface TableToWrite {
  readonly scan: number;
  readonly recipe: Recipe;
  readonly options: TableOptions;
}

interface RecipesToCombine {
  readonly current: Recipe;
  readonly other: Recipe;
  readonly parts: readonly RecipePart[];
}
