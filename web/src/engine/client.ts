// The page's side of one engine worker: typed calls with progress and cancel, renders without waiting.

import type { EngineFailure, FromWorker, Recipe, RenderedFrame, Results, ToWorker } from './protocol';

/** What of a worker the client needs; a test passes its own. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface ClientEvents {
  ready(message: FromWorker & { type: 'ready' }): void;
  failed(failure: EngineFailure): void;
  frame(frame: RenderedFrame): void;
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
}

export type CallName = keyof Results;
/** The message of a call as its caller writes it: the client adds the id. */
export type CallMessage<Name extends CallName> = Omit<Extract<ToWorker, { readonly type: Name }>, 'id'>;

interface Call {
  readonly asked: number;
  resolve(result: unknown): void;
  reject(error: EngineError): void;
  readonly onProgress: CallOptions['onProgress'];
}

export class EngineClient {
  readonly #calls = new Map<number, Call>();
  #nextId = 1;
  #sequence = 0;
  #dead = false;
  #heard = 0;

  constructor(
    private readonly port: WorkerPort,
    private readonly events: ClientEvents,
    private readonly now: () => number = () => performance.now(),
  ) {
    port.onmessage = (event) => this.#receive(event.data);
    port.onerror = (event) => this.#fail({ code: 'worker', message: event.message || 'the engine worker stopped' });
  }

  /** Sequence number of the newest frame asked for. */
  get requested(): number {
    return this.#sequence;
  }

  /** How long, in ms, an unanswered call has waited without a word from the worker. */
  get silence(): number {
    const [oldest] = this.#calls.values();
    return oldest ? this.now() - Math.max(oldest.asked, this.#heard) : 0;
  }

  start(base: string): void {
    this.port.postMessage({ type: 'start', base });
  }

  call<Name extends CallName>(
    name: Name,
    message: Omit<CallMessage<Name>, 'type'>,
    options: CallOptions = {},
  ): Promise<Results[Name]> {
    if (this.#dead) return Promise.reject(new EngineError('stopped', 'the engine is not running'));
    const id = this.#nextId++;
    return new Promise<Results[Name]>((resolve, reject) => {
      const cancel = () => this.port.postMessage({ type: 'cancel', id });
      options.signal?.addEventListener('abort', cancel, { once: true });
      const settle = () => options.signal?.removeEventListener('abort', cancel);
      this.#calls.set(id, {
        asked: this.now(),
        resolve: (result) => (settle(), resolve(result as Results[Name])),
        reject: (error) => (settle(), reject(error)),
        onProgress: options.onProgress,
      });
      this.port.postMessage({ ...message, type: name, id } as unknown as ToWorker);
      if (options.signal?.aborted) cancel();
    });
  }

  render(recipe: Recipe, eventTime: number): void {
    this.#sequence += 1;
    this.#post({ type: 'render', recipe, sequence: this.#sequence, eventTime });
  }

  setView(maxWidth: number, maxHeight: number): void {
    this.#post({ type: 'view', maxWidth, maxHeight });
  }

  drawn(sequence: number): void {
    this.#post({ type: 'drawn', sequence });
  }

  discard(stored: string): void {
    this.#post({ type: 'discard', stored });
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
    this.#heard = this.now();
    switch (message.type) {
      case 'frame':
        return this.events.frame(message);
      case 'ready':
        return this.events.ready(message);
      case 'failed':
        return this.#fail(message.failure);
      case 'progress':
        return this.#calls.get(message.id)?.onProgress?.(message.done, message.total);
      case 'reply':
        return this.#take(message.id)?.resolve(message.result);
      case 'refused':
        return this.#take(message.id)?.reject(new EngineError(message.failure.code, message.failure.message));
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
