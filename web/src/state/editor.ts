// The editor behind the interface: the store, the edits, and one engine worker that can be replaced.

import {
  type CallMessage,
  type CallName,
  type CallOptions,
  EngineClient,
  EngineError,
  type WorkerPort,
} from '../engine/client';
import { FrameQueue, FrameReader } from '../engine/frames';
import { Latency } from '../engine/latency';
import type { EngineFailure, EngineStats, FromWorker, RenderedFrame, Results } from '../engine/protocol';
import { Edits } from './edits';
import { ungraded } from './recipe';
import { type EditorState, Store, initialState } from './store';

/** Where frames are drawn. */
export interface Screen {
  draw(pixels: Uint8Array, width: number, height: number): void;
}

export interface EditorParts {
  readonly spawnWorker: () => WorkerPort;
  /** Address of the site's folder. */
  readonly base: string;
  /** Runs before the next frame of the display. */
  readonly schedule: (draw: () => void) => void;
}

export interface PageStats extends EngineStats {
  readonly eventToFrameMs: number;
  readonly eventToFrameMedianMs: number;
}

/** A worker that the system has killed says nothing: after this long without an answer the page offers a restart. */
const kSilenceMs = 20_000;

export class Editor {
  readonly store = new Store();
  readonly latency = new Latency();
  readonly edits = new Edits(this.store, (eventTime) => this.requestFrame(eventTime));
  readonly #frames: FrameQueue;
  #client: EngineClient | null = null;
  #reader = new FrameReader(null);
  #screen: Screen | null = null;
  #view = { width: 2000, height: 2000 };
  #lastFrame: RenderedFrame | null = null;
  #settled: (() => void)[] = [];
  #waiting: ((started: boolean) => void)[] = [];

  constructor(private readonly parts: EditorParts) {
    this.#frames = new FrameQueue(parts.schedule, (frame) => this.#draw(frame));
  }

  get state(): EditorState {
    return this.store.state;
  }

  /** Starts the engine, or replaces one that has failed. */
  startEngine(): void {
    this.#client?.terminate();
    this.#frames.clear();
    this.#lastFrame = null;
    this.store.set({ engine: { ...initialState.engine, catalog: this.state.engine.catalog } });
    this.#client = new EngineClient(this.parts.spawnWorker(), {
      ready: (message) => this.#ready(message),
      failed: (failure) => this.#failed(failure),
      frame: (frame) => this.#frames.push(frame),
    });
    this.#client.start(this.parts.base);
  }

  /** Whether the engine runs; while it is being loaded, waits for the answer. */
  async engineStarted(): Promise<boolean> {
    if (this.state.engine.status !== 'loading') return this.state.engine.status === 'ready';
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  call<Name extends CallName>(
    name: Name,
    message: Omit<CallMessage<Name>, 'type'>,
    options?: CallOptions,
  ): Promise<Results[Name]> {
    if (!this.#client) return Promise.reject(new EngineError('stopped', 'the engine is not running'));
    return this.#client.call(name, message, options);
  }

  discardExport(stored: string): void {
    this.#client?.discard(stored);
  }

  requestFrame(eventTime: number): void {
    const { recipe, scan, compare, engine } = this.state;
    if (!recipe || !scan || engine.status !== 'ready') return;
    const shown = compare && engine.catalog ? (ungraded(engine.catalog, recipe) ?? recipe) : recipe;
    this.#client?.render(shown, eventTime);
  }

  /** The largest frame that is useful, in device pixels. */
  setView(width: number, height: number): void {
    if (width === this.#view.width && height === this.#view.height) return;
    this.#view = { width, height };
    this.#client?.setView(width, height);
    this.requestFrame(0);
  }

  /** To be called now and then. */
  checkEngine(): void {
    const client = this.#client;
    const { engine } = this.state;
    if (!client || engine.status !== 'ready') return;
    // Frames come only while the page is visible; a question of our own is answered in any case.
    const waiting = client.requested > (this.#lastFrame?.sequence ?? 0);
    if (waiting && client.silence === 0) this.call('stats', {}).catch(() => undefined);
    const answering = client.silence < kSilenceMs;
    if (answering !== engine.answering) this.store.set({ engine: { ...engine, answering } });
  }

  setScreen(screen: Screen | null): void {
    this.#screen = screen;
  }

  setCompare(compare: boolean): void {
    this.store.set({ compare });
    this.requestFrame(0);
  }

  async stats(): Promise<PageStats> {
    const stats = await this.call('stats', {});
    return { ...stats, eventToFrameMs: this.latency.last, eventToFrameMedianMs: this.latency.median };
  }

  /** A copy of the newest frame, once every frame that was asked for is on screen. */
  async frame(): Promise<{ width: number; height: number; sequence: number; pixels: Uint8ClampedArray } | null> {
    if (!this.state.scan) return null;
    while ((this.#lastFrame?.sequence ?? 0) < (this.#client?.requested ?? 0)) {
      await new Promise<void>((resolve) => this.#settled.push(resolve));
    }
    const frame = this.#lastFrame;
    if (!frame) return null;
    const { width, height, sequence } = frame;
    return { width, height, sequence, pixels: this.#reader.read(frame, (pixels) => new Uint8ClampedArray(pixels)) };
  }

  #ready({ catalog, memory, readingFlag }: FromWorker & { type: 'ready' }): void {
    this.#reader = new FrameReader(memory ? { memory, readingFlag } : null);
    this.#client?.setView(this.#view.width, this.#view.height);
    this.store.set({ engine: { status: 'ready', answering: true, failure: '', catalog, shared: memory !== null } });
    this.#answerWaiting(true);
  }

  #failed(failure: EngineFailure): void {
    this.store.set({
      engine: { ...this.state.engine, status: 'failed', failure: failure.message },
      opening: null,
      exporting: null,
    });
    this.#answerWaiting(false);
  }

  #answerWaiting(started: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(started);
  }

  #draw(frame: RenderedFrame): void {
    if (this.#screen) {
      const screen = this.#screen;
      this.#reader.read(frame, (pixels) => screen.draw(pixels, frame.width, frame.height));
    }
    this.#client?.drawn(frame.sequence);
    const eventToFrameMs = frame.eventTime > 0 ? performance.now() - frame.eventTime : 0;
    if (frame.eventTime > 0) this.latency.add(eventToFrameMs);
    this.#lastFrame = frame;
    const { sequence, width, height, renderMs, histogram } = frame;
    this.store.set({ frame: { sequence, width, height, renderMs, eventToFrameMs, histogram } });
    const waiting = this.#settled;
    this.#settled = [];
    for (const resolve of waiting) resolve();
  }
}
