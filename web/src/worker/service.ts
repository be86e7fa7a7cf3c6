// Answers the page's messages with the engine. Long work goes in steps, and messages are heard between the steps.

import type { CallMessage, ToWorker } from '../engine/calls';
import type { FaultStage, FromWorker, Recipe, RenderMessage, ScreenSpace } from '../engine/protocol';
import type { FramePort } from '../render/frames';
import { type EngineCalls, engineCalls } from './calls';
import { Calibration } from './calibration';
import type { Defer } from './defer';
import type { Engine, EngineFile } from './engine_module';
import { FramePublisher } from './frame_publisher';
import { FrameScheduler, type Published } from './frame_scheduler';
import { Job, type JobParts } from './long_work';
import { failureOf, isTrap, reasonOf, sentence } from './refusal';
import { ScanExports } from './scan_export';
import { ScanSessions } from './scan_session';
import type { Storage } from './stores';
import { Turns } from './turns';

export interface ServiceParts {
  readonly engine: Engine;
  readonly heap: Uint8Array;
  readonly storage: Storage;
  /** `between` runs between its reads, and may throw. */
  readonly openSource: (file: Blob, between: () => void) => EngineFile;
  readonly defer: Defer;
  /** Runs after a short rest. */
  readonly rest: (run: () => void) => void;
  /** Milliseconds since 1970, which mean the same in every thread. */
  readonly now: () => number;
  readonly post: (message: FromWorker) => void;
}

/** A call whose name is not known before it runs. */
type AnyCall = (asked: unknown, job: Job) => unknown;

export class EngineService {
  readonly #frames: FrameScheduler<RenderMessage>;
  readonly #publisher: FramePublisher;
  readonly #calls: EngineCalls;
  readonly #jobs = new Map<number, Job>();
  readonly #jobParts: JobParts;
  #fault: FaultStage | null = null;
  #stopped = false;

  constructor(private readonly parts: ServiceParts) {
    const fault = (stage: FaultStage) => this.#trapAt(stage);
    const { defer, rest } = parts;
    this.#publisher = new FramePublisher({ ...parts, fault });
    this.#frames = new FrameScheduler(defer, rest, (request, sharp) =>
      this.#guarded(() => this.#publisher.render(request, sharp)),
    );
    this.#jobParts = { ...parts, fault, turns: new Turns(defer, () => this.#frames.waiting) };
    const look = (recipe: Recipe) =>
      this.#frames.offer(() => this.#guarded(() => this.#publisher.renderOpening(JSON.stringify(recipe))));
    const sessions = new ScanSessions({ ...parts, look });
    const exports = new ScanExports(parts, sessions);
    const calibration = new Calibration(parts.engine, sessions);
    this.#calls = engineCalls({ ...parts, sessions, exports, calibration, frames: this.#publisher });
  }

  receive(message: ToWorker): void {
    if (this.#stopped) return;
    switch (message.type) {
      case 'call':
        return void this.#answer(message);
      case 'cancel':
        return this.#jobs.get(message.id)?.cancel();
      case 'halt':
        return this.#jobs.get(message.id)?.halt(message.on);
      case 'render':
        return this.#frames.request(message);
      case 'screen':
        return this.#connect(message.port, message.space);
      case 'discard':
        return void this.parts.storage.discard(message.stored);
      case 'ping':
        return this.parts.post({ type: 'pong' });
      case 'fault':
        return this.#armFault(message.stage);
      case 'start':
        return;
    }
  }

  /** What the screen before has not drawn it never will: the slots are free. */
  #connect(port: FramePort, space: ScreenSpace): void {
    this.#publisher.connect(port, space);
    port.onmessage = ({ data }) => this.#frames.drawn(data.number);
    this.#frames.drawn(Infinity);
  }

  async #answer({ id, name, asked, interrupt }: CallMessage): Promise<void> {
    const job = new Job(id, this.#jobParts, interrupt);
    this.#jobs.set(id, job);
    try {
      const result = await (this.#calls[name] as AnyCall)(asked, job);
      if (!this.#stopped) this.parts.post({ type: 'reply', id, result });
    } catch (error) {
      if (isTrap(error)) this.#stop(error);
      if (!this.#stopped) this.parts.post({ type: 'refused', id, failure: job.ended ?? failureOf(error) });
    } finally {
      this.#jobs.delete(id);
    }
  }

  #armFault(stage: FaultStage): void {
    this.#fault = stage;
    while (this.#fault === 'hang');
    this.#guarded(() => {
      if (stage === 'stack') this.parts.engine.overflowStack();
      if (stage === 'pool-stack') this.parts.engine.overflowPoolStack();
      return null;
    });
  }

  #trapAt(stage: FaultStage): void {
    if (this.#fault === stage) this.parts.engine.trap();
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
    for (const job of this.#jobs.values()) job.stop();
    const why = sentence('engine-trapped', { reason: reasonOf(error) });
    this.parts.post({ type: 'failed', failure: { code: 'trap', ...why } });
  }
}
