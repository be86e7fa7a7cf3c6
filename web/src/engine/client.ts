// The page's side of one engine worker: typed calls with progress and cancel, renders without waiting.

import { sentenceText } from '../i18n/sentence';
import type { FramePort } from '../render/frames';
import type { Halt } from './halt';
import { Heartbeat } from './heartbeat';
import { interrupt, makeInterrupt } from './interrupt';
import type { Asked, CallMessage, CallName, Result, ToWorker } from './calls';
import type {
  EngineFailure,
  FaultStage,
  FromWorker,
  RenderWanted,
  ScanSummary,
  ScreenSpace,
  Sentence,
  ViewRequest,
} from './protocol';

/** What of a worker the client needs; a test passes its own. */
export interface WorkerPort {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface ClientEvents {
  ready(message: FromWorker & { type: 'ready' }): void;
  /** The engine is gone; the client has ended the worker. */
  failed(failure: EngineFailure): void;
  unrendered(sequence: number, failure: EngineFailure): void;
}

/** A call that was refused. As of a DOMException, the name says which error it is, and the message says it in words. */
export class EngineError extends Error implements EngineFailure {
  constructor(
    readonly code: string,
    override readonly name: string,
    readonly args: Sentence['args'] = {},
  ) {
    super(sentenceText({ name, args }));
  }
}

/** `reason`: the browser's words, if it has any. */
const workerStopped = (reason: string): Sentence =>
  reason ? { name: 'engine-worker', args: { reason } } : { name: 'engine-worker-stopped', args: {} };

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly halt?: Halt;
  readonly onProgress?: (done: number, total: number) => void;
  readonly onInspected?: (scan: ScanSummary) => void;
  /** The scan that is being opened will have this number. */
  readonly onBegun?: (scan: number) => void;
}

interface Call {
  readonly options: CallOptions;
  resolve(result: unknown): void;
  reject(error: EngineError): void;
}

export class EngineClient {
  readonly #calls = new Map<number, Call>();
  readonly #heartbeat = new Heartbeat();
  #view: ViewRequest = { width: 2000, height: 2000, zoom: 0, centerX: 0.5, centerY: 0.5 };
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
    port.onerror = ({ message }) => this.#fail({ code: 'worker', ...workerStopped(message) });
  }

  /** Sequence number of the newest frame asked for. */
  get requested(): number {
    return this.#requested;
  }

  start(message: Omit<ToWorker & { type: 'start' }, 'type'>): void {
    this.#post({ ...message, type: 'start' });
    this.#post({ type: 'ping' });
  }

  call<Name extends CallName>(name: Name, asked: Asked<Name>, options: CallOptions = {}): Promise<Result<Name>> {
    if (this.#dead) return Promise.reject(new EngineError('stopped', 'stopped'));
    const id = this.#nextId++;
    return new Promise<Result<Name>>((resolve, reject) => {
      const flag = options.signal ? makeInterrupt() : null;
      const cancel = () => {
        interrupt(flag);
        this.#post({ type: 'cancel', id });
      };
      options.signal?.addEventListener('abort', cancel, { once: true });
      const settle = () => options.signal?.removeEventListener('abort', cancel);
      this.#calls.set(id, {
        options,
        resolve: (result) => (settle(), resolve(result as Result<Name>)),
        reject: (error) => (settle(), reject(error)),
      });
      this.#post({ type: 'call', id, name, asked, interrupt: flag } as CallMessage);
      options.halt?.tell((on) => this.#post({ type: 'halt', id, on }));
      if (options.signal?.aborted) cancel();
    });
  }

  render(wanted: RenderWanted): void {
    this.#requested += 1;
    this.#post({ type: 'render', ...wanted, view: this.#view, sequence: this.#requested });
  }

  /** A frame that answers this request, or a later one, has come to the screen. */
  answered(sequence: number): void {
    this.#answered = Math.max(this.#answered, sequence);
  }

  /** Frames go over this port from now on; it belongs to the worker then. */
  connectScreen(port: FramePort & Transferable, space: ScreenSpace): void {
    this.#post({ type: 'screen', port, space }, [port]);
  }

  /** What of the picture is to be rendered from now on. */
  setView(view: ViewRequest): void {
    this.#view = view;
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
        return this.#fail({ code: 'silent', name: 'engine-silent', args: {} });
      case 'idle':
        return;
    }
  }

  terminate(): void {
    this.#dead = true;
    this.port.onmessage = null;
    this.port.onerror = null;
    this.port.terminate();
    this.#rejectAll(new EngineError('stopped', 'engine-stopped'));
  }

  #post(message: ToWorker, transfer: Transferable[] = []): void {
    if (!this.#dead) this.port.postMessage(message, transfer);
  }

  #receive(message: FromWorker): void {
    this.#alive = true;
    this.#heartbeat.heard();
    switch (message.type) {
      case 'unrendered':
        this.answered(message.sequence);
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
      case 'begun':
        return this.#calls.get(message.id)?.options.onBegun?.(message.scan);
      case 'reply':
        return this.#take(message.id)?.resolve(message.result);
      case 'refused':
        return this.#refuse(message.id, message.failure);
      case 'pong':
        return;
    }
  }

  #refuse(id: number, { code, name, args }: EngineFailure): void {
    this.#take(id)?.reject(new EngineError(code, name, args));
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
