// The editor behind the interface: the store, the documents, and one engine worker that can be replaced.

import { type CallOptions, EngineClient, EngineError, type WorkerPort } from '../engine/client';
import type { Asked, CallName, Result } from '../engine/calls';
import type {
  EngineFailure,
  FaultStage,
  FrameCopy,
  FromWorker,
  ScreenSpace,
  ViewRequest,
  WorkerStats,
} from '../engine/protocol';
import { sentenceText } from '../i18n/sentence';
import { text } from '../i18n/text';
import type { FrameFacts } from '../render/frames';
import { liesAs } from '../render/placement';
import type { FrameLatency, Shown } from '../render/protocol';
import { FrameRequests } from '../render/requests';
import { Screen, type ScreenPort } from '../render/screen';
import type { Edits } from '../documents/edits';
import { EngineLog } from '../engine/engine_log';
import { notify, notifyOnce } from './notices';
import { browserStore, saveSettings, type Settings } from '../keep/settings';
import { Documents } from './documents';
import { type EditorState, type Job, initialState } from './state';
import { Jobs } from './jobs';
import { Store } from './store';

export interface EditorParts {
  readonly spawnWorker: () => WorkerPort;
  /** Address of the site's folder. */
  readonly base: string;
  /** The page's name among the tabs. */
  readonly tab: string;
  /** Of the largest view that may be wanted; asked whenever an engine starts. */
  readonly screenPixels: () => number;
}

export interface PageStats extends WorkerStats {
  readonly latency: FrameLatency;
}

const kNoFigures = { last: 0, median: 0, p95: 0 };

/** An engine that ran and is gone, and what it was at. */
export interface LostEngine {
  readonly failure: EngineFailure;
  readonly jobs: readonly Job[];
}

export class Editor {
  readonly store = new Store();
  readonly log = new EngineLog();
  readonly documents = new Documents(this.store, (eventTime) => this.requestFrame(eventTime));
  readonly jobs = new Jobs(this.store);
  /** Called when an engine that ran is gone. */
  onLost: (lost: LostEngine) => void = () => undefined;
  /** Called when an engine has started. */
  onStarted: () => void = () => undefined;
  /** Called when another frame is on screen, at least a few times a second while they change. */
  onDrawn: (frame: FrameFacts) => void = () => undefined;
  readonly #exports = new Set<string>();
  #client: EngineClient | null = null;
  #generation = 0;
  readonly #requests = new FrameRequests();
  #screen: Screen | null = null;
  #latency: FrameLatency = { eventToPublished: kNoFigures, eventToScreen: kNoFigures, frames: 0 };
  #settled: (() => void)[] = [];
  #waiting: ((started: boolean) => void)[] = [];

  constructor(private readonly parts: EditorParts) {}

  get state(): EditorState {
    return this.store.state;
  }

  /** Of the document on screen. */
  get edits(): Edits {
    return this.documents.shown;
  }

  /** Starts the engine, or replaces the one that runs or has failed. */
  startEngine(): void {
    this.#client?.terminate();
    this.#requests.connect(null);
    const { catalog, heapBytes, viewPixels } = this.state.engine;
    const engine = { ...initialState.engine, catalog, heapBytes, viewPixels };
    this.store.set({ engine });
    // The new engine knows none of the scans.
    for (const { id } of this.state.documents) this.store.change(id, { scanNumber: 0 });
    this.#client = new EngineClient(this.parts.spawnWorker(), {
      ready: (message) => this.#ready(message),
      failed: (failure) => this.#failed(failure),
      unrendered: (sequence, failure) => this.#notRendered(sequence, failure),
    });
    const { base, tab } = this.parts;
    const screenPixels = this.parts.screenPixels();
    this.#client.start({ base, tab, generation: this.#generation++, screenPixels, keep: [...this.#exports] });
  }

  /** Whether the engine runs; while it is being loaded, waits for the answer. */
  async engineStarted(): Promise<boolean> {
    if (this.state.engine.status !== 'loading') return this.state.engine.status === 'ready';
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** A call made while the engine is being loaded waits for it: its worker hears nothing before. */
  async call<Name extends CallName>(name: Name, asked: Asked<Name>, options?: CallOptions): Promise<Result<Name>> {
    const started = await this.engineStarted();
    if (!started || !this.#client) throw new EngineError('stopped', 'stopped');
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
    this.#requests.request(this.state, eventTime && performance.timeOrigin + eventTime);
  }

  /** The picture is lost, or looks otherwise: it is rendered again. */
  renewFrame(): void {
    this.#requests.renew();
    this.requestFrame(0);
  }

  setView(view: ViewRequest): void {
    if (this.#requests.setView(view)) this.requestFrame(0);
  }

  /** To be called once a `kTickMs`. */
  tick(): void {
    this.#client?.tick();
  }

  async fault(stage: FaultStage): Promise<void> {
    if (await this.engineStarted()) this.#client?.fault(stage);
  }

  get screen(): Screen | null {
    return this.#screen;
  }

  /** Starts the screen that frames go to. */
  startScreen(start: () => ScreenPort): void {
    this.#screen = new Screen(start, {
      started: (count) => this.#screenStarted(count),
      shown: (shown) => this.#shown(shown),
      drawsIn: (space) => this.#drawsIn(space),
      restored: () => this.renewFrame(),
      failed: (message, restarts) => this.#screenFailed(message, restarts),
    });
    this.#screen.start();
  }

  clearScreen(): void {
    this.#screen?.clear();
  }

  /** Marks what the output space does not hold, or no more. */
  setGamutWarning(gamutWarning: boolean): void {
    this.store.set({ gamutWarning });
    this.requestFrame(0);
  }

  /** What is chosen for an export, and warned of, if it is a space with a gamut that the engine knows by name. */
  setOutputSpace(outputSpace: string): void {
    const spaces = this.state.engine.catalog?.spaces ?? [];
    if (!spaces.some(({ name, use }) => name === outputSpace && use === 'output')) return;
    this.store.set({ outputSpace });
    this.requestFrame(0);
  }

  setCompare(compare: boolean): void {
    this.store.changeShown({ compare });
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
    return { ...stats, latency: this.#latency };
  }

  /** Resolves once every frame that was asked for is on screen, sharp. */
  async shown(): Promise<void> {
    while (this.state.scan && !this.#requests.settled && this.state.engine.status !== 'failed') {
      this.#screen?.hurry();
      await new Promise<void>((resolve) => this.#settled.push(resolve));
    }
  }

  /** A copy of the newest frame once it is `shown`, `longest` pixels a side at most; null where there is none. */
  async copyFrame(longest: number | null): Promise<FrameCopy | null> {
    await this.shown();
    const { scanNumber } = this.state;
    return scanNumber === 0 ? null : this.call('copyFrame', { scan: scanNumber, longest });
  }

  #ready({ catalog, heapBytes, viewPixels, shared, ...ready }: FromWorker & { type: 'ready' }): void {
    const diskless = ready.diskless ? sentenceText(ready.diskless) : '';
    this.store.set({ engine: { status: 'ready', failure: '', catalog, heapBytes, viewPixels, shared, diskless } });
    this.#requests.connect(this.#client);
    this.#joinScreen();
    if (diskless) this.log.add(`scans are held in memory: ${diskless}`);
    this.onStarted();
    this.#answerWaiting(true);
  }

  #failed(failure: EngineFailure): void {
    const { engine, jobs } = this.state;
    const ran = engine.status === 'ready';
    const failed = { ...engine, status: 'failed', failure: sentenceText(failure) } as const;
    this.store.set({ engine: failed });
    this.log.add(`engine lost: ${sentenceText(failure)}`);
    this.#answerWaiting(false);
    if (ran) this.onLost({ failure, jobs });
    this.#settle();
  }

  #notRendered(sequence: number, failure: EngineFailure): void {
    this.#requests.unrendered(sequence);
    // What is closed is not to be seen any more.
    if (failure.code === 'stale') return this.#settle();
    this.log.add(`not rendered: ${sentenceText(failure)}`);
    notifyOnce(this.store, { kind: 'error', text: text('picture.not-rendered', { reason: sentenceText(failure) }) });
    this.#settle();
  }

  #answerWaiting(started: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(started);
  }

  #screenStarted(count: number): void {
    this.store.set({ screen: count });
    this.#joinScreen();
    this.renewFrame();
  }

  /** From here on frames go from worker to worker. */
  #joinScreen(): void {
    if (!this.#screen || this.state.engine.status !== 'ready') return;
    const { port1, port2 } = new MessageChannel();
    this.#client?.connectScreen(port1, this.state.screenSpace);
    this.#screen.connect(port2, this.#generation);
  }

  /** Frames on their way in another space are lost with the port. */
  #drawsIn(screenSpace: ScreenSpace): void {
    if (screenSpace !== this.state.screenSpace) {
      this.store.set({ screenSpace });
      this.#joinScreen();
    }
    this.renewFrame();
  }

  #screenFailed(message: string, restarts: boolean): void {
    this.log.add(`the screen failed: ${message}`);
    if (restarts) return;
    notify(this.store, { kind: 'error', text: text('picture.not-shown', { reason: message }) });
  }

  #shown({ engine, frame, clipping, latency }: Shown): void {
    this.#latency = latency;
    if (frame && engine === this.#generation) {
      this.#requests.shown(frame);
      this.#client?.answered(frame.sequence);
    }
    if (!frame || this.#isWanted(frame)) {
      const { frame: before } = this.state;
      this.store.set({ frame: frame && before && liesAs(frame, before) ? before : frame, clipping });
      if (frame) this.onDrawn(frame);
    }
    this.#settle();
  }

  /** Of the scan on screen, or a look at one that is being opened while there is none. */
  #isWanted({ scan, sequence }: FrameFacts): boolean {
    const { scanNumber } = this.state;
    return scan === scanNumber || (scanNumber === 0 && sequence === 0);
  }

  #settle(): void {
    const waiting = this.#settled;
    this.#settled = [];
    for (const resolve of waiting) resolve();
  }
}
