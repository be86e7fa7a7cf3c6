// Answers the page's messages with the engine. Long work goes in steps, and messages are heard between the steps.

import type { EngineFailure, FromWorker, RenderedFrame, Results, ToWorker } from '../engine/protocol';
import type { Defer } from './defer';
import type { Engine, EngineFile, Outcome, StepProgress } from './engine_module';
import { FrameScheduler } from './frame_scheduler';
import type { OwnFile } from './files';
import type { Storage } from './storage';

type Render = Extract<ToWorker, { type: 'render' }>;
type Open = Extract<ToWorker, { type: 'open' }>;
type Export = Extract<ToWorker, { type: 'export' }>;

export interface ServiceParts {
  readonly engine: Engine;
  /** The engine's heap; it never grows, so one view is enough. */
  readonly heap: Uint8Array;
  readonly storage: Storage;
  readonly openSource: (file: Blob) => EngineFile;
  readonly defer: Defer;
  readonly post: (message: FromWorker, transfer?: Transferable[]) => void;
}

/** A refusal on its way to the reply. */
class Refused extends Error {
  constructor(readonly failure: EngineFailure) {
    super(failure.message);
  }
}

const kHistogramValues = 3 * 256;
const kMime = { tiff: 'image/tiff', png: 'image/png', jpeg: 'image/jpeg' } as const;

export class EngineService {
  readonly #frames: FrameScheduler<Render>;
  readonly #cancelled = new Set<number>();
  #store: OwnFile | null = null;
  #opening: number | null = null;
  #exporting: number | null = null;
  #stopped = false;

  constructor(private readonly parts: ServiceParts) {
    this.#frames = new FrameScheduler(parts.defer, (request) => this.#render(request));
  }

  receive(message: ToWorker): void {
    if (this.#stopped) return;
    switch (message.type) {
      case 'render':
        return this.#frames.request(message);
      case 'drawn':
        return this.#frames.drawn(message.sequence);
      case 'view':
        return this.#guard(() => void this.parts.engine.setView(message.maxWidth, message.maxHeight));
      case 'cancel':
        if (message.id === this.#opening || message.id === this.#exporting) this.#cancelled.add(message.id);
        return;
      case 'discard':
        return void this.parts.storage.discard(message.stored);
      case 'open':
        return this.#answer<'open'>(message.id, () => this.#open(message));
      case 'export':
        return this.#answer<'export'>(message.id, () => this.#export(message));
      case 'close':
        return this.#answer<'close'>(message.id, () => this.#close());
      case 'automatic':
        return this.#answer<'automatic'>(message.id, () =>
          JSON.parse(take(this.parts.engine.automatic(message.film, JSON.stringify(message.recipe)))),
        );
      case 'pickBase':
        return this.#answer<'pickBase'>(message.id, () =>
          take(this.parts.engine.pickBase(JSON.stringify(message.recipe), message.x, message.y)),
        );
      case 'stats':
        return this.#answer<'stats'>(message.id, () => this.parts.engine.stats());
      case 'start':
        return;
    }
  }

  #render(request: Render): boolean {
    let published = false;
    this.#guard(() => {
      const outcome = this.parts.engine.render(JSON.stringify(request.recipe));
      // Without an open scan there is nothing to show; a recipe of the page's own making is always valid.
      if (!outcome.ok) return;
      const { heap } = this.parts;
      const { width, height, slot, offset, renderMs } = outcome.value;
      const shared = typeof SharedArrayBuffer !== 'undefined' && heap.buffer instanceof SharedArrayBuffer;
      const pixels = shared ? null : new Uint8Array(heap.subarray(offset, offset + width * height * 4)).buffer;
      const counts = new Uint32Array(heap.buffer, this.parts.engine.histogramOffset(), kHistogramValues);
      const frame: RenderedFrame = {
        type: 'frame',
        sequence: request.sequence,
        eventTime: request.eventTime,
        width,
        height,
        renderMs,
        slot,
        offset,
        pixels,
        histogram: new Uint32Array(counts),
      };
      this.parts.post(frame, pixels ? [pixels] : []);
      published = true;
    });
    return published;
  }

  async #open({ id, file }: Open): Promise<Results['open']> {
    const { engine, storage } = this.parts;
    if (this.#opening !== null) refuse('busy', 'another scan is being opened');
    if (this.#exporting !== null) refuse('busy', 'an export is running; cancel it or let it finish first');
    this.#opening = id;
    let store: OwnFile | null = null;
    try {
      store = await storage.createStore();
      const summary = take(engine.beginOpen(file.name, this.parts.openSource(file), store.file));
      try {
        await this.#steps(id, () => engine.openStep());
      } catch (error) {
        if (!isTrap(error)) engine.cancelOpen();
        throw error;
      }
      this.#store?.dispose();
      this.#store = store;
      store = null;
      return summary;
    } finally {
      this.#opening = null;
      this.#cancelled.delete(id);
      store?.dispose();
    }
  }

  async #export({ id, recipe, options }: Export): Promise<Results['export']> {
    const { engine, storage } = this.parts;
    if (this.#opening !== null) refuse('busy', 'a scan is being opened');
    if (this.#exporting !== null) refuse('busy', 'another export is running');
    this.#exporting = id;
    const output = await storage.createOutput(kMime[options.format]).catch((error: unknown) => {
      this.#exporting = null;
      throw error;
    });
    try {
      take(engine.beginExport(JSON.stringify(recipe), JSON.stringify(options), output.file));
      try {
        await this.#steps(id, () => engine.exportStep());
      } catch (error) {
        if (!isTrap(error)) engine.cancelExport();
        throw error;
      }
      return await output.finish();
    } catch (error) {
      output.dispose();
      throw error;
    } finally {
      this.#exporting = null;
      this.#cancelled.delete(id);
    }
  }

  #close(): null {
    if (this.#opening !== null || this.#exporting !== null) refuse('busy', 'the scan is in use');
    this.parts.engine.closeScan();
    this.#store?.dispose();
    this.#store = null;
    return null;
  }

  /** Steps until finished. Messages are heard between two steps, so that frames are rendered and cancel works. */
  async #steps(id: number, step: () => Outcome<StepProgress>): Promise<void> {
    for (;;) {
      const { done, total, finished } = take(step());
      this.parts.post({ type: 'progress', id, done, total });
      if (finished) return;
      await new Promise<void>((resolve) => this.parts.defer(resolve));
      if (this.#stopped) refuse('stopped', 'the engine stopped');
      if (this.#cancelled.has(id)) refuse('cancelled', 'cancelled');
    }
  }

  #answer<Name extends keyof Results>(id: number, work: () => Results[Name] | Promise<Results[Name]>): void {
    const run = async () => {
      try {
        const result = await work();
        if (!this.#stopped) this.parts.post({ type: 'reply', id, result });
      } catch (error) {
        if (isTrap(error)) this.#stop(error);
        if (!this.#stopped) this.parts.post({ type: 'refused', id, failure: failureOf(error) });
      }
    };
    void run();
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#stop(error);
    }
  }

  #stop(error: unknown): void {
    if (this.#stopped) return;
    this.#stopped = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.parts.post({ type: 'failed', failure: { code: 'trap', message: `the engine stopped (${reason})` } });
  }
}

function failureOf(error: unknown): EngineFailure {
  if (error instanceof Refused) return error.failure;
  return { code: 'error', message: error instanceof Error ? error.message : String(error) };
}

/**
 * What leaves a module that cannot be trusted any more: a C++ exception that nobody caught arrives as a number, a trap
 * or an abort as a RuntimeError.
 */
function isTrap(error: unknown): boolean {
  return typeof error === 'number' || error instanceof WebAssembly.RuntimeError;
}

function take<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Refused({ code: outcome.code, message: outcome.message });
}

function refuse(code: string, message: string): never {
  throw new Refused({ code, message });
}
