// Fits to a chart: the engine reads the patches off the scan, some tiles a step, and fits the grade to them at once.

import type { ChartCorners, ChartFit, ChartReference, FittedChart, Recipe } from '../engine/protocol';
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

export class ChartFits {
  readonly #lane = new Lane('chart-busy');

  constructor(
    private readonly engine: Engine,
    private readonly sessions: ScanSessions,
  ) {}

  run(wanted: ChartToFit, job: Job): Promise<FittedChart> {
    return this.#lane.run(() => this.sessions.during(wanted.scan, () => this.#fit(wanted, job)));
  }

  async #fit({ scan, recipe, corners, reference, fit }: ChartToFit, job: Job): Promise<FittedChart> {
    const { engine } = this;
    const start = JSON.stringify(recipe);
    try {
      const places = corners.flatMap(({ x, y }) => [x, y]);
      take(engine.beginChart(scan, start, places));
      await job.steps('chart', () => engine.chartStep());
      const fitted = take(engine.fitChart(start, reference, fit));
      return { ...fitted, recipe: JSON.parse(fitted.recipe) as Recipe };
    } catch (error) {
      if (!isTrap(error)) engine.cancelChart();
      throw error;
    }
  }
}
