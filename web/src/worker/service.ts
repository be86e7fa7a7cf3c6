// Answers the page's messages with the engine. Long work goes in steps, and messages are heard between the steps.

import type { CompletedRecipe, FaultStage, FromWorker, Recipe, Results, ToWorker } from '../engine/protocol';
import type { Defer } from './defer';
import type { Engine, EngineFile } from './engine_module';
import { FramePublisher, type RenderMessage } from './frame_publisher';
import { FrameScheduler, type Published } from './frame_scheduler';
import { LongWork } from './long_work';
import { failureOf, isTrap, refuse, take } from './refusal';
import { ScanSession } from './scan_session';
import type { Storage } from './stores';

type Export = Extract<ToWorker, { type: 'export' }>;

export interface ServiceParts {
  readonly engine: Engine;
  readonly heap: Uint8Array;
  readonly storage: Storage;
  readonly openSource: (file: Blob) => EngineFile;
  readonly defer: Defer;
  /** Runs after a short rest. */
  readonly rest: (run: () => void) => void;
  /** Milliseconds since 1970, which mean the same in every thread. */
  readonly now: () => number;
  readonly post: (message: FromWorker, transfer?: Transferable[]) => void;
}

const kMime = { tiff: 'image/tiff', png: 'image/png', jpeg: 'image/jpeg' } as const;

const textOf = (recipe: Recipe) => JSON.stringify(recipe);

export class EngineService {
  readonly #frames: FrameScheduler<RenderMessage>;
  readonly #publisher: FramePublisher;
  readonly #work: LongWork;
  readonly #session: ScanSession;
  #fault: FaultStage | null = null;
  #stopped = false;

  constructor(private readonly parts: ServiceParts) {
    const fault = (stage: FaultStage) => this.#trapAt(stage);
    const { defer, rest } = parts;
    this.#publisher = new FramePublisher({ ...parts, fault });
    this.#work = new LongWork({ ...parts, fault });
    this.#frames = new FrameScheduler(defer, rest, (request, sharp) =>
      this.#guarded(() => this.#publisher.render(request, sharp)),
    );
    const look = (recipe: unknown) =>
      this.#frames.offer(() => this.#guarded(() => this.#publisher.renderOpening(JSON.stringify(recipe))));
    this.#session = new ScanSession({ ...parts, look }, this.#work);
  }

  receive(message: ToWorker): void {
    if (this.#stopped) return;
    const { engine, storage, post } = this.parts;
    switch (message.type) {
      case 'render':
        return this.#frames.request(message);
      case 'drawn':
        return this.#frames.drawn(message.number);
      case 'view':
        return this.#publisher.setView(message);
      case 'cancel':
        return this.#work.cancel(message.id);
      case 'discard':
        return void storage.discard(message.stored);
      case 'open':
        return this.#answer<'open'>(message.id, () =>
          this.#work.exclusively(message.id, 'open', () => this.#session.open(message)),
        );
      case 'export':
        return this.#answer<'export'>(message.id, () =>
          this.#work.exclusively(message.id, 'export', () => this.#export(message)),
        );
      case 'close':
        return this.#answer<'close'>(message.id, () => this.#close());
      case 'automatic':
        return this.#answer<'automatic'>(message.id, () =>
          JSON.parse(take(engine.automatic(message.film, JSON.stringify(message.recipe)))),
        );
      case 'complete':
        return this.#answer<'complete'>(message.id, () => message.recipes.map((text) => this.#complete(text)));
      case 'pickBase':
        return this.#answer<'pickBase'>(message.id, () =>
          take(engine.pickBase(JSON.stringify(message.recipe), message.x, message.y)),
        );
      case 'makeLink':
        return this.#answer<'makeLink'>(message.id, () => ({
          fragment: take(engine.makeLink(message.recipes.map(textOf), message.parts)),
        }));
      case 'readLink':
        return this.#answer<'readLink'>(message.id, () => {
          const link = take(engine.readLink(message.text));
          return { ...link, recipes: link.recipes.map((recipe) => JSON.parse(recipe)) };
        });
      case 'combine':
        return this.#answer<'combine'>(message.id, () =>
          JSON.parse(take(engine.combine(textOf(message.current), textOf(message.other), message.parts))),
        );
      case 'stats':
        return this.#answer<'stats'>(message.id, () => ({
          ...engine.stats(),
          drafts: this.#publisher.drafts,
        }));
      case 'ping':
        return post({ type: 'pong' });
      case 'fault':
        return this.#armFault(message.stage);
      case 'start':
        return;
    }
  }

  async #export({ recipe, options }: Export): Promise<Results['export']> {
    const { engine, storage } = this.parts;
    const output = await storage.createOutput(kMime[options.format]);
    try {
      this.#work.check();
      take(engine.beginExport(JSON.stringify(recipe), JSON.stringify(options), output.file));
      try {
        await this.#work.steps(() => engine.exportStep());
      } catch (error) {
        if (!isTrap(error)) engine.cancelExport();
        throw error;
      }
      return await output.finish();
    } catch (error) {
      await output.dispose();
      throw error;
    }
  }

  #complete(text: string): CompletedRecipe {
    const outcome = this.parts.engine.completeRecipe(text);
    return outcome.ok ? { ok: true, recipe: JSON.parse(outcome.value) } : { ok: false, message: outcome.message };
  }

  #close(): Promise<null> {
    if (this.#work.stage) refuse('busy', 'the scan is in use');
    return this.#session.close();
  }

  #armFault(stage: FaultStage): void {
    this.#fault = stage;
    while (this.#fault === 'hang');
  }

  #trapAt(stage: FaultStage): void {
    if (this.#fault === stage) this.parts.engine.trap();
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

  #guarded(render: () => Published | null): Published | null {
    try {
      return render();
    } catch (error) {
      this.#stop(error);
      return null;
    }
  }

  #stop(error: unknown): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#work.stop();
    const reason = error instanceof Error ? error.message : String(error);
    this.parts.post({ type: 'failed', failure: { code: 'trap', message: `the engine stopped (${reason})` } });
  }
}
