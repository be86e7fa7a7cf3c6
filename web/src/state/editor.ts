// The editor behind the interface: the store, the edits, and one engine worker that can be replaced.

import { type CallOptions, EngineClient, EngineError, type WorkerPort } from '../engine/client';
import { FrameReader } from '../engine/frames';
import { Latency, type LatencyFigures } from '../engine/latency';
import type {
  Asked,
  CallName,
  EngineFailure,
  FaultStage,
  FromWorker,
  RenderedFrame,
  Result,
  ViewRequest,
  WorkerStats,
} from '../engine/protocol';
import { Edits } from './edits';
import { EngineLog } from './engine_log';
import { notifyOnce } from './notices';
import { uncropped, ungraded } from './recipe';
import { browserStore, saveSettings, type Settings } from '../keep/settings';
import { type EditorState, Store, type Task, initialState } from './store';

export interface ScreenCallbacks {
  readonly taken: () => void;
  readonly shown: (time: number) => void;
}

/** Where frames are drawn. */
export interface Screen {
  /** `taken` is called when the pixels may change again, `shown` when they are on screen, with the time since 1970. */
  draw(pixels: Uint8Array, frame: RenderedFrame, callbacks: ScreenCallbacks): void;
  clear(): void;
}

export interface EditorParts {
  readonly spawnWorker: () => WorkerPort;
  /** Address of the site's folder. */
  readonly base: string;
  /** The page's name among the tabs. */
  readonly tab: string;
}

/** Milliseconds from an input event to the publishing of its frame, and to the animation frame after its drawing. */
export interface PageStats extends WorkerStats {
  readonly latency: { readonly eventToPublished: LatencyFigures; readonly eventToScreen: LatencyFigures };
}

/** An engine that ran and is gone, and what it was at. */
export interface LostEngine {
  readonly failure: EngineFailure;
  readonly opening: Task | null;
  readonly exporting: Task | null;
}

export class Editor {
  readonly store = new Store();
  readonly log = new EngineLog();
  readonly #eventToPublished = new Latency();
  readonly #eventToScreen = new Latency();
  readonly edits = new Edits(this.store, (eventTime) => this.requestFrame(eventTime));
  /** Called when an engine that ran is gone. */
  onLost: (lost: LostEngine) => void = () => undefined;
  /** Called when an engine has started. */
  onStarted: () => void = () => undefined;
  /** Called after a frame is on screen. */
  onDrawn: (frame: RenderedFrame) => void = () => undefined;
  readonly #exports = new Set<string>();
  #client: EngineClient | null = null;
  #generation = 0;
  #reader = new FrameReader(null);
  #screen: Screen | null = null;
  #view: ViewRequest = { width: 2000, height: 2000, zoom: 0, centerX: 0.5, centerY: 0.5 };
  #lastFrame: RenderedFrame | null = null;
  /** Sequence number of the newest request that the engine could not answer with a frame. */
  #unrendered = 0;
  #settled: (() => void)[] = [];
  #waiting: ((started: boolean) => void)[] = [];

  constructor(private readonly parts: EditorParts) {}

  get state(): EditorState {
    return this.store.state;
  }

  /** Starts the engine, or replaces the one that runs or has failed. */
  startEngine(): void {
    this.#client?.terminate();
    this.#lastFrame = null;
    this.#unrendered = 0;
    const { catalog, heapBytes } = this.state.engine;
    const engine = { ...initialState.engine, catalog, heapBytes };
    this.store.set({ engine, scanNumber: 0, opening: null, exporting: null });
    this.#client = new EngineClient(this.parts.spawnWorker(), {
      ready: (message) => this.#ready(message),
      failed: (failure) => this.#failed(failure),
      frame: (frame) => this.#draw(frame),
      unrendered: (sequence, failure) => this.#notRendered(sequence, failure),
    });
    const { base, tab } = this.parts;
    this.#client.start({ base, tab, generation: this.#generation++, keep: [...this.#exports] });
  }

  /** Whether the engine runs; while it is being loaded, waits for the answer. */
  async engineStarted(): Promise<boolean> {
    if (this.state.engine.status !== 'loading') return this.state.engine.status === 'ready';
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** A call made while the engine is being loaded waits for it: its worker hears nothing before. */
  async call<Name extends CallName>(name: Name, asked: Asked<Name>, options?: CallOptions): Promise<Result<Name>> {
    const started = await this.engineStarted();
    if (!started || !this.#client) throw new EngineError('stopped', 'the engine is not running');
    return this.#client.call(name, asked, options);
  }

  /** An exported file is being copied: a new engine must leave it alone, until it is discarded. */
  keepExport(stored: string): void {
    this.#exports.add(stored);
  }

  discardExport(stored: string): void {
    this.#exports.delete(stored);
    this.#client?.discard(stored);
  }

  requestFrame(eventTime: number): void {
    const { recipe, scanNumber, compare, tool, offer, engine } = this.state;
    if (!recipe || scanNumber === 0 || engine.status !== 'ready') return;
    const graded = offer && !offer.before && offer.preview ? offer.preview : recipe;
    const shown = compare && engine.catalog ? (ungraded(engine.catalog, graded) ?? graded) : graded;
    this.#client?.render(scanNumber, tool.name === 'crop' ? uncropped(shown) : shown, eventTime);
  }

  setView(view: ViewRequest): void {
    const keys = Object.keys(view) as (keyof ViewRequest)[];
    if (keys.every((key) => view[key] === this.#view[key])) return;
    this.#view = view;
    this.#client?.setView(view);
    this.requestFrame(0);
  }

  /** To be called once a `kTickMs`. */
  tick(): void {
    this.#client?.tick();
  }

  async fault(stage: FaultStage): Promise<void> {
    if (await this.engineStarted()) this.#client?.fault(stage);
  }

  setScreen(screen: Screen | null): void {
    this.#screen = screen;
  }

  clearScreen(): void {
    this.#screen?.clear();
    this.store.set({ frame: null });
  }

  setCompare(compare: boolean): void {
    this.store.set({ compare });
    this.requestFrame(0);
  }

  change(settings: Partial<Settings>): void {
    const changed = { ...this.state.settings, ...settings };
    this.store.set({ settings: changed });
    saveSettings(browserStore(), changed);
  }

  async stats(): Promise<PageStats> {
    // A worker that is still loading the engine hears nothing else.
    await this.engineStarted();
    const stats = await this.call('stats', {});
    const latency = { eventToPublished: this.#eventToPublished.figures, eventToScreen: this.#eventToScreen.figures };
    return { ...stats, latency };
  }

  /** Resolves once every frame that was asked for is on screen, sharp. */
  async shown(): Promise<void> {
    while (this.state.scan && !this.#isCurrent()) await new Promise<void>((resolve) => this.#settled.push(resolve));
  }

  /** A copy of the newest frame, once it is `shown`. */
  async frame(): Promise<(Omit<RenderedFrame, 'pixels'> & { readonly pixels: Uint8ClampedArray }) | null> {
    await this.shown();
    if (!this.state.scan) return null;
    const frame = this.#lastFrame;
    if (!frame) return null;
    return { ...frame, pixels: this.#reader.read(frame, (pixels) => new Uint8ClampedArray(pixels)) };
  }

  /** Looks at the newest frame where it lies; it stays the engine's. Null before the first. */
  look<T>(use: (pixels: Uint8Array, frame: RenderedFrame) => T): T | null {
    const frame = this.#lastFrame;
    return frame && this.#reader.read(frame, (pixels) => use(pixels, frame));
  }

  #isCurrent(): boolean {
    const requested = this.#client?.requested ?? 0;
    if (requested === 0) return this.state.engine.status === 'failed';
    if (this.#unrendered >= requested) return true;
    return this.#lastFrame !== null && this.#lastFrame.sequence >= requested && !this.#lastFrame.coarse;
  }

  #ready({ catalog, heapBytes, memory, diskless }: FromWorker & { type: 'ready' }): void {
    this.#reader = new FrameReader(memory);
    this.#client?.setView(this.#view);
    const shared = memory !== null;
    this.store.set({ engine: { status: 'ready', failure: '', catalog, heapBytes, shared, diskless } });
    if (diskless) this.log.add(`scans are held in memory: ${diskless}`);
    this.onStarted();
    this.#answerWaiting(true);
  }

  #failed(failure: EngineFailure): void {
    const { engine, opening, exporting } = this.state;
    const ran = engine.status === 'ready';
    const failed = { ...engine, status: 'failed', failure: failure.message } as const;
    this.store.set({ engine: failed, opening: null, exporting: null });
    this.log.add(`engine lost: ${failure.message}`);
    this.#answerWaiting(false);
    if (ran) this.onLost({ failure, opening, exporting });
    this.#settle();
  }

  #notRendered(sequence: number, failure: EngineFailure): void {
    this.#unrendered = sequence;
    // What is closed is not to be seen any more.
    if (failure.code === 'stale') return this.#settle();
    this.log.add(`not rendered: ${failure.message}`);
    notifyOnce(this.store, { kind: 'error', text: `The picture could not be rendered: ${failure.message}` });
    this.#settle();
  }

  #answerWaiting(started: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(started);
  }

  #draw(frame: RenderedFrame): void {
    const client = this.#client;
    const callbacks = {
      taken: () => client?.drawn(frame.number),
      shown: (time: number) => {
        if (client === this.#client) this.#shown(frame, time);
      },
    };
    if (!this.#isWanted(frame)) return callbacks.taken();
    if (this.#screen) {
      const screen = this.#screen;
      this.#reader.read(frame, (pixels) => screen.draw(pixels, frame, callbacks));
    } else {
      callbacks.taken();
    }
    this.store.set({ frame });
    this.onDrawn(frame);
  }

  /** Of the scan on screen, or a look at one that is being opened while there is none. */
  #isWanted({ scan, sequence }: RenderedFrame): boolean {
    const { scanNumber } = this.state;
    return scan === scanNumber || (scanNumber === 0 && sequence === 0);
  }

  #shown(frame: RenderedFrame, time: number): void {
    if (frame.eventTime > 0) {
      const event = performance.timeOrigin + frame.eventTime;
      this.#eventToPublished.add(frame.published - event);
      this.#eventToScreen.add(time - event);
    }
    if (frame.sequence > 0) this.#lastFrame = frame;
    this.#settle();
  }

  #settle(): void {
    const waiting = this.#settled;
    this.#settled = [];
    for (const resolve of waiting) resolve();
  }
}
