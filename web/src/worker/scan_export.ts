// Exports: the engine writes a file of our own, band by band, and the page gets it as a Blob.

import type { ExportOptions, ExportedFile, PreviewDifference, Recipe } from '../engine/protocol';
import type { Engine } from './engine_module';
import { type Job, Lane } from './long_work';
import { isTrap, take } from './refusal';
import type { ScanSessions } from './scan_session';
import type { Storage } from './stores';

export interface ScanToExport {
  readonly scan: number;
  readonly recipe: Recipe;
  readonly options: ExportOptions;
}

export interface ExportParts {
  readonly engine: Engine;
  readonly storage: Storage;
}

const kMime = { tiff: 'image/tiff', png: 'image/png', jpeg: 'image/jpeg' } as const;

export class ScanExports {
  readonly #lane = new Lane('export-busy');

  constructor(
    private readonly parts: ExportParts,
    private readonly sessions: ScanSessions,
  ) {}

  /** Goes on to its end where the scan is closed meanwhile. */
  run(wanted: ScanToExport, job: Job): Promise<ExportedFile> {
    return this.#lane.run(() => this.sessions.during(wanted.scan, () => this.#export(wanted, job)));
  }

  /** In the memory of an export, so beside none. */
  check(wanted: ScanToExport, job: Job): Promise<PreviewDifference> {
    return this.#lane.run(() => this.sessions.during(wanted.scan, () => this.#check(wanted, job)));
  }

  async #check({ scan, recipe, options }: ScanToExport, job: Job): Promise<PreviewDifference> {
    const { engine } = this.parts;
    try {
      take(engine.beginCheck(scan, JSON.stringify(recipe), JSON.stringify(options)));
      await job.steps('check', () => engine.checkStep());
      return take(engine.check());
    } catch (error) {
      if (!isTrap(error)) engine.cancelCheck();
      throw error;
    }
  }

  async #export({ scan, recipe, options }: ScanToExport, job: Job): Promise<ExportedFile> {
    const { engine, storage } = this.parts;
    const output = await storage.createOutput(kMime[options.format]);
    try {
      job.check();
      take(engine.beginExport(scan, JSON.stringify(recipe), JSON.stringify(options), output.file));
      await job.steps('export', () => engine.exportStep());
      return await output.finish();
    } catch (error) {
      if (!isTrap(error)) engine.cancelExport();
      await output.dispose();
      throw error;
    }
  }
}
