// Long work: what runs, waits or rests, how far it is, and the ways to stop it.

import { Halt } from '../engine/halt';
import type { Job } from './state';
import type { Store } from './store';

/** Work in the list, for the one who does it. */
export interface Work {
  readonly id: number;
  readonly signal: AbortSignal;
  readonly halt: Halt;
  /** A new file, or the same under another heading: counts from nothing. */
  begin(fileName: string, facts: string): void;
  change(change: Partial<Pick<Job, 'done' | 'total' | 'facts'>>): void;
  /** The engine keeps this scan open until the work has ended. */
  hold(scan: number): void;
  end(): void;
}

export type NewJob = Pick<Job, 'kind' | 'document' | 'scan' | 'fileName' | 'state'>;

interface Handles {
  readonly controller: AbortController;
  readonly halt: Halt;
  rested: number;
}

export class Jobs {
  readonly #handles = new Map<number, Handles>();
  #next = 1;

  constructor(
    private readonly store: Store,
    private readonly now: () => number = () => performance.now(),
  ) {}

  add(job: NewJob): Work {
    const id = this.#next++;
    const handles = { controller: new AbortController(), halt: new Halt(), rested: 0 };
    this.#handles.set(id, handles);
    const begun = { ...job, id, done: 0, total: 0, started: this.now(), facts: '' };
    this.store.set({ jobs: [...this.store.state.jobs, begun] });
    return {
      id,
      signal: handles.controller.signal,
      halt: handles.halt,
      begin: (fileName, facts) => this.#begin(id, fileName, facts),
      change: (change) => this.#change(id, change),
      hold: (scan) => this.#change(id, { scan }),
      end: () => this.#end(id),
    };
  }

  cancel(id: number): void {
    this.#handles.get(id)?.controller.abort();
  }

  /** Stops at the next step, until `resume`. */
  pause(id: number): void {
    const handles = this.#handles.get(id);
    if (!handles || this.#find(id)?.state !== 'running') return;
    handles.rested = this.now();
    this.#change(id, { state: 'paused' });
    handles.halt.set(true);
  }

  resume(id: number): void {
    const handles = this.#handles.get(id);
    const job = this.#find(id);
    if (!handles || job?.state !== 'paused') return;
    this.#change(id, { state: 'running', started: job.started + this.now() - handles.rested });
    handles.halt.set(false);
  }

  #begin(id: number, fileName: string, facts: string): void {
    const state = this.#find(id)?.state === 'paused' ? 'paused' : 'running';
    this.#change(id, { fileName, facts, state, done: 0, total: 0, started: this.now() });
  }

  #find(id: number): Job | undefined {
    return this.store.state.jobs.find((job) => job.id === id);
  }

  #change(id: number, change: Partial<Job>): void {
    const jobs = this.store.state.jobs.map((job) => (job.id === id ? { ...job, ...change } : job));
    this.store.set({ jobs });
  }

  #end(id: number): void {
    this.#handles.delete(id);
    this.store.set({ jobs: this.store.state.jobs.filter((job) => job.id !== id) });
  }
}

export const jobsOf = (jobs: readonly Job[], kind: Job['kind']): readonly Job[] =>
  jobs.filter((job) => job.kind === kind);
