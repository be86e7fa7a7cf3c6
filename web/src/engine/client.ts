// The page's side of one engine worker: typed calls with progress and cancel, renders without waiting.

import { Heartbeat } from './heartbeat';
import type {
  EngineFailure,
  FaultStage,
  FromWorker,
  Recipe,
  RenderedFrame,
  Results,
  ScanSummary,
  ToWorker,
  ViewRequest,
} from './protocol';

/** What of a worker the client needs; a test passes its own. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface ClientEvents {
  ready(message: FromWorker & { type: 'ready' }): void;
  /** The engine is gone; the client has ended the worker. */
  failed(failure: EngineFailure): void;
  frame(frame: RenderedFrame): void;
  unrendered(sequence: number, failure: EngineFailure): void;
}

/** A call that was refused; `message` is one sentence for the user. */
export class EngineError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'EngineError';
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly onInspected?: (scan: ScanSummary) => void;
}

export type CallName = keyof Results;
/** The message of a call as its caller writes it: the client adds the id. */
export type CallMessage<Name extends CallName> = Omit<Extract<ToWorker, { readonly type: Name }>, 'id'>;

interface Call {
  readonly options: CallOptions;
  resolve(result: unknown): void;
  reject(error: EngineError): void;
}

export class EngineClient {
  readonly #calls = new Map<number, Call>();
  readonly #heartbeat = new Heartbeat();
  #nextId = 1;
  #requested = 0;
  #answered = 0;
  #dead = false;
  /** From the first word on. Before it, the worker's code may still be on its way over a slow net. */
  #alive = false;
  #ready = false;

  constructor(
    private readonly port: WorkerPort,
    private readonly events: ClientEvents,
  ) {
    port.onmessage = (event) => this.#receive(event.data);
    port.onerror = (event) => this.#fail({ code: 'worker', message: event.message || 'the engine worker stopped' });
  }

  /** Sequence number of the newest frame asked for. */
  get requested(): number {
    return this.#requested;
  }

  start(message: Omit<ToWorker & { type: 'start' }, 'type'>): void {
    this.#post({ ...message, type: 'start' });
    this.#post({ type: 'ping' });
  }

  call<Name extends CallName>(
    name: Name,
    message: Omit<CallMessage<Name>, 'type'>,
    options: CallOptions = {},
  ): Promise<Results[Name]> {
    if (this.#dead) return Promise.reject(new EngineError('stopped', 'the engine is not running'));
    const id = this.#nextId++;
    return new Promise<Results[Name]>((resolve, reject) => {
      const cancel = () => this.#post({ type: 'cancel', id });
      options.signal?.addEventListener('abort', cancel, { once: true });
      const settle = () => options.signal?.removeEventListener('abort', cancel);
      this.#calls.set(id, {
        options,
        resolve: (result) => (settle(), resolve(result as Results[Name])),
        reject: (error) => (settle(), reject(error)),
      });
      this.#post({ ...message, type: name, id } as unknown as ToWorker);
      if (options.signal?.aborted) cancel();
    });
  }

  render(recipe: Recipe, eventTime: number): void {
    this.#requested += 1;
    this.#post({ type: 'render', recipe, sequence: this.#requested, eventTime });
  }

  setView(view: ViewRequest): void {
    this.#post({ type: 'view', ...view });
  }

  drawn(number: number): void {
    this.#post({ type: 'drawn', number });
  }

  discard(stored: string): void {
    this.#post({ type: 'discard', stored });
  }

  fault(stage: FaultStage): void {
    this.#post({ type: 'fault', stage });
  }

  /** To be called once a `kTickMs`: asks a silent worker for a sign of life, and gives up one that gives none. */
  tick(): void {
    if (this.#dead || !this.#alive) return;
    const waiting = !this.#ready || this.#calls.size > 0 || this.#answered < this.#requested;
    switch (this.#heartbeat.tick(waiting)) {
      case 'ask':
        return this.#post({ type: 'ping' });
      case 'dead':
        return this.#fail({ code: 'silent', message: 'the engine does not answer any more' });
      case 'idle':
        return;
    }
  }

  terminate(): void {
    this.#dead = true;
    this.port.onmessage = null;
    this.port.onerror = null;
    this.port.terminate();
    this.#rejectAll(new EngineError('stopped', 'the engine was stopped'));
  }

  #post(message: ToWorker): void {
    if (!this.#dead) this.port.postMessage(message);
  }

  #receive(message: FromWorker): void {
    this.#alive = true;
    this.#heartbeat.heard();
    switch (message.type) {
      case 'frame':
        this.#answered = Math.max(this.#answered, message.sequence);
        return this.events.frame(message);
      case 'unrendered':
        this.#answered = Math.max(this.#answered, message.sequence);
        return this.events.unrendered(message.sequence, message.failure);
      case 'ready':
        this.#ready = true;
        return this.events.ready(message);
      case 'failed':
        return this.#fail(message.failure);
      case 'progress':
        return this.#calls.get(message.id)?.options.onProgress?.(message.done, message.total);
      case 'inspected':
        return this.#calls.get(message.id)?.options.onInspected?.(message.scan);
      case 'reply':
        return this.#take(message.id)?.resolve(message.result);
      case 'refused':
        return this.#take(message.id)?.reject(new EngineError(message.failure.code, message.failure.message));
      case 'pong':
        return;
    }
  }

  #take(id: number): Call | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }

  #fail(failure: EngineFailure): void {
    if (this.#dead) return;
    this.terminate();
    this.events.failed(failure);
  }

  #rejectAll(error: EngineError): void {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const call of calls) call.reject(error);
  }
}
