// A service with an engine and a storage for tests: they do as little as they can, and note what they were asked.

import type { Asked, CallMessage, CallName, ToWorker } from '../../src/engine/calls';
import type { Interrupt } from '../../src/engine/interrupt';
import type { ExportOptions, FromWorker, OpenedScan, Recipe, RenderMessage } from '../../src/engine/protocol';
import type { Drawn, FramePort, RenderedFrame } from '../../src/render/frames';
import { MemoryFile, type OutputFile } from '../../src/worker/files';
import { EngineService } from '../../src/worker/service';
import type { ScanStore, Storage } from '../../src/worker/stores';
import { TestEngine } from './test_engine';

export const view = { width: 900, height: 600, zoom: 0, centerX: 0.5, centerY: 0.5 };
export const options: ExportOptions = {
  format: 'tiff',
  depth: 16,
  compression: 'none',
  quality: 90,
  longest: 0,
  space: 'srgb',
  encoding: 'own',
  intent: 'relative',
  blackPoint: false,
  link: '',
  camera: true,
  location: false,
};

declare global {
  /** Node's. */
  function setImmediate(run: (value: unknown) => void): void;
}

class TestStorage implements Storage {
  readonly diskless = null;
  /** Whether what is on disk is still there. */
  there = true;
  readonly created: number[] = [];
  readonly disposed: number[] = [];
  readonly removed: number[] = [];
  readonly discarded: string[] = [];
  readonly complete = new Set<string>();
  key: string | null = null;
  privateWindow = false;
  #count = 0;

  async keyOf() {
    return this.key;
  }
  async findStore(key: string) {
    return this.complete.has(key) ? this.#store(key, 'kept record') : null;
  }
  async createStore(key: string | null, bytes: number) {
    this.created.push(bytes);
    return this.#store(key, null);
  }
  async createOutput(): Promise<OutputFile> {
    const { file, dispose } = this.#store(null, null);
    const contents = () => (file as MemoryFile).contents;
    return { file, dispose, finish: async () => ({ file: new Blob([contents()]), stored: 'export-1' }) };
  }
  async discard(stored: string) {
    this.discarded.push(stored);
  }
  looksPrivate() {
    return this.privateWindow;
  }
  async clean() {}
  #store(key: string | null, record: string | null): ScanStore {
    const number = this.#count++;
    return {
      key,
      record,
      file: new MemoryFile(),
      isThere: async () => this.there,
      complete: async () => void (key && this.complete.add(key)),
      dispose: async () => void this.disposed.push(number),
      remove: async () => void this.removed.push(number),
    };
  }
}

/** The screen's end of the port. */
export class TestScreen implements FramePort {
  readonly frames: RenderedFrame[] = [];
  closed = false;
  onmessage: FramePort['onmessage'] = null;

  postMessage(frame: RenderedFrame): void {
    this.frames.push(frame);
  }
  close(): void {
    this.closed = true;
  }
  draw(number: number): void {
    this.onmessage?.({ data: { type: 'drawn', number } } as MessageEvent<Drawn>);
  }

  /** Waits until so many frames have come. */
  async received(count: number): Promise<readonly RenderedFrame[]> {
    while (this.frames.length < count) await new Promise((resolve) => setImmediate(resolve));
    return this.frames;
  }
}

export let screen: TestScreen;
export let engine: TestEngine;
export let storage: TestStorage;
export let posted: FromWorker[];
let service: EngineService;

export let resting: (() => void)[];
let time: number;

const file = new File(['abc'], 'scan.tif');
export const ask = <Name extends CallName>(id: number, name: Name, asked: Asked<Name>, interrupt: Interrupt = null) =>
  send({ type: 'call', id, name, asked, interrupt } as CallMessage);
export const open = (
  id: number,
  change: { file?: null; key?: string; rows?: number; preview?: Recipe } = {},
  interrupt: Interrupt = null,
) => ask(id, 'open', { file, key: null, rows: 0, preview: null, ...change }, interrupt);
/** Opens a scan to the end; returns its number. */
export async function opened(id: number, change = {}): Promise<number> {
  open(id, change);
  const answer = await answered(id);
  if (answer.type !== 'reply') throw new Error('not opened');
  return (answer.result as OpenedScan).number;
}
export const render = (scan: number, sequence: number, recipe: Recipe, change: Partial<RenderMessage> = {}) =>
  send({ type: 'render', scan, recipe, view, sequence, subject: 1, eventTime: 0, warnOutside: '', ...change });
export const send = (message: ToWorker) => service.receive(message);
export const withType = <Type extends FromWorker['type']>(type: Type) =>
  posted.filter((message): message is Extract<FromWorker, { type: Type }> => message.type === type);

/** Waits until a call has been answered. */
export async function answered(id: number): Promise<FromWorker> {
  for (;;) {
    const answer = posted.find((message) => ['reply', 'refused'].includes(message.type) && isOf(message, id));
    if (answer) return answer;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const isOf = (message: FromWorker, id: number) => 'id' in message && message.id === id;

/** To be called before each test, which then has an engine and a storage of its own. */
export function startService(): void {
  engine = new TestEngine();
  storage = new TestStorage();
  posted = [];
  resting = [];
  time = 0;
  service = new EngineService({
    engine,
    heap: new Uint8Array(16_384),
    storage,
    openSource: (blob, between) => ({
      size: () => blob.size,
      read: () => (between(), 0),
      write: () => 0,
      shorten: () => undefined,
    }),
    defer: (run) => setImmediate(run),
    rest: (run) => resting.push(run),
    now: () => (time += 200),
    post: (message) => posted.push(message),
  });
  screen = new TestScreen();
  send({ type: 'screen', port: screen, space: 'srgb' });
}
