// Work in steps: exact progress after each, and between two of them frames are rendered and cancel works.

import { type Interrupt, isInterrupted } from '../engine/interrupt';
import type { EngineFailure, ErrorName, FaultStage, FromWorker } from '../engine/protocol';
import type { Outcome, StepProgress } from './engine_module';
import { refuse, Refused, sentence, take } from './refusal';
import type { Turns } from './turns';

export type LongStage = 'open' | 'export' | 'check' | 'chart';

export interface JobParts {
  readonly turns: Turns;
  readonly post: (message: FromWorker) => void;
  /** Traps in the engine where a test has asked for it. */
  readonly fault: (stage: FaultStage) => void;
}

const kCancelled: EngineFailure = { code: 'cancelled', ...sentence('cancelled') };

/** A call of the page's while it is being answered. */
export class Job {
  #ended: EngineFailure | null = null;
  /** While it is halted: what lets it go on. */
  #halted: { readonly passed: Promise<void>; readonly pass: () => void } | null = null;

  constructor(
    readonly id: number,
    private readonly parts: JobParts,
    private readonly interrupt: Interrupt,
  ) {}

  /** Why it is to end, if it is. */
  get ended(): EngineFailure | null {
    if (isInterrupted(this.interrupt)) this.#ended ??= kCancelled;
    return this.#ended;
  }

  cancel(): void {
    this.#ended ??= kCancelled;
    this.halt(false);
  }

  /** Steps wait while it is on. */
  halt(on: boolean): void {
    this.#halted?.pass();
    this.#halted = null;
    if (!on) return;
    let pass = () => {};
    const passed = new Promise<void>((resolve) => (pass = resolve));
    this.#halted = { passed, pass };
  }

  /** The engine is gone. */
  stop(): void {
    this.#ended = { code: 'stopped', ...sentence('engine-stopped') };
    this.halt(false);
  }

  /** To be called after whatever took time. */
  check(): void {
    if (this.ended) throw new Refused(this.ended);
  }

  /** Steps until finished. `between` runs after each step. */
  async steps(
    stage: LongStage,
    step: () => Outcome<StepProgress>,
    between: () => void = () => undefined,
  ): Promise<void> {
    for (;;) {
      this.parts.fault(stage);
      const { done, total, finished } = take(step());
      this.parts.post({ type: 'progress', id: this.id, done, total });
      if (finished) return;
      between();
      await this.parts.turns.next();
      await this.#halted?.passed;
      this.check();
    }
  }
}

/** Work of which the engine does one at a time. */
export class Lane {
  #busy = false;

  /** `reason`: why more of it is refused meanwhile. */
  constructor(private readonly reason: ErrorName) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy) refuse('busy', this.reason);
    this.#busy = true;
    try {
      return await work();
    } finally {
      this.#busy = false;
    }
  }
}
