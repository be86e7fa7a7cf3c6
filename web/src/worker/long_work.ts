// Work in steps: progress after each, and between two of them messages are heard, so that frames are rendered and cancel
// works.

import type { FaultStage, FromWorker } from '../engine/protocol';
import type { Defer } from './defer';
import type { Outcome, StepProgress } from './engine_module';
import { refuse, take } from './refusal';

export type LongStage = 'open' | 'export';

export interface LongWorkParts {
  readonly defer: Defer;
  readonly post: (message: FromWorker) => void;
  /** Traps in the engine where a test has asked for it. */
  readonly fault: (stage: FaultStage) => void;
}

/** At most one opening and one export, not both. */
export class LongWork {
  #running: { readonly id: number; readonly stage: LongStage } | null = null;
  #cancelled = false;
  #stopped = false;

  constructor(private readonly parts: LongWorkParts) {}

  get stage(): LongStage | null {
    return this.#running?.stage ?? null;
  }

  /** Of the call that runs; 0 if none does. */
  get id(): number {
    return this.#running?.id ?? 0;
  }

  /** Runs `work`, during which no other long work is taken on. */
  async exclusively<T>(id: number, stage: LongStage, work: () => Promise<T>): Promise<T> {
    if (this.stage === 'open') refuse('busy', 'a scan is being opened; cancel that or let it finish first');
    if (this.stage === 'export') refuse('busy', 'an export is running; cancel it or let it finish first');
    this.#running = { id, stage };
    this.#cancelled = false;
    try {
      return await work();
    } finally {
      this.#running = null;
    }
  }

  cancel(id: number): void {
    if (id === this.#running?.id) this.#cancelled = true;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** To be called after whatever took time. */
  check(): void {
    if (this.#stopped) refuse('stopped', 'the engine stopped');
    if (this.#cancelled) refuse('cancelled', 'cancelled');
  }

  /** Steps until finished. `between` runs after each step. */
  async steps(step: () => Outcome<StepProgress>, between: () => void = () => undefined): Promise<void> {
    const running = this.#running;
    if (!running) return;
    for (;;) {
      this.parts.fault(running.stage);
      const { done, total, finished } = take(step());
      this.parts.post({ type: 'progress', id: running.id, done, total });
      if (finished) return;
      between();
      await new Promise<void>((resolve) => this.parts.defer(resolve));
      this.check();
    }
  }
}
