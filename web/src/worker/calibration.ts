// Calibration: the engine reads patches off a scan, some tiles a step, and fits to them at once.

import type { ChartCorners, ChartFit, ChartReference, FittedChart, Recipe, Triple } from '../engine/protocol';
import type { Engine } from './engine_module';
import { type Job, Lane } from './long_work';
import { isTrap, take } from './refusal';
import type { ScanSessions } from './scan_session';

export interface ChartToFit {
  readonly scan: number;
  /** What the fit starts from; film base, print curve and what is not fitted stay as they are. */
  readonly recipe: Recipe;
  readonly corners: ChartCorners;
  readonly reference: ChartReference;
  readonly fit: ChartFit;
}

export interface FlatToRead {
  readonly scan: number;
  /** How its codes are read. */
  readonly recipe: Recipe;
}

/** The corners of a whole frame. */
const kWhole = [0, 0, 1, 0, 1, 1, 0, 1];

export class Calibration {
  /** The engine reads one at a time. */
  readonly #lane = new Lane('chart-busy');

  constructor(
    private readonly engine: Engine,
    private readonly sessions: ScanSessions,
  ) {}

  fitChart({ scan, recipe, corners, reference, fit }: ChartToFit, job: Job): Promise<FittedChart> {
    const start = JSON.stringify(recipe);
    const places = corners.flatMap(({ x, y }) => [x, y]);
    return this.#lane.run(async () => {
      const fitted = await this.#read(scan, start, places, job, () => this.engine.fitChart(start, reference, fit));
      return { ...fitted, recipe: JSON.parse(fitted.recipe) as Recipe };
    });
  }

  flatLight({ scan, recipe }: FlatToRead, job: Job): Promise<Triple> {
    return this.#lane.run(() => this.#read(scan, JSON.stringify(recipe), kWhole, job, () => this.engine.flatLight()));
  }

  /** Reads the patches between some corners to their end, and takes what is made of them. */
  #read<T>(
    scan: number,
    recipe: string,
    places: readonly number[],
    job: Job,
    finish: () => Parameters<typeof take<T>>[0],
  ): Promise<T> {
    const { engine } = this;
    return this.sessions.during(scan, async () => {
      try {
        take(engine.beginChart(scan, recipe, places));
        await job.steps('chart', () => engine.chartStep());
        return take(finish());
      } catch (error) {
        if (!isTrap(error)) engine.cancelChart();
        throw error;
      }
    });
  }
}
