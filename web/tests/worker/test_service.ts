// A service with an engine and a storage for tests: they do as little as they can, and note what they were asked.

import type { Asked, CallMessage, CallName, ToWorker } from '../../src/engine/calls';
import type {
  ChartFit,
  ChartReference,
  FrameLook,
  ExportOptions,
  FromWorker,
  OpenedScan,
  Recipe,
  RecipePart,
  RenderMessage,
  ViewRequest,
} from '../../src/engine/protocol';
import type { Drawn, FramePort, RenderedFrame } from '../../src/render/frames';
import type { Engine, EngineFile, Outcome } from '../../src/worker/engine_module';
import { MemoryFile, type OutputFile } from '../../src/worker/files';
import { EngineService } from '../../src/worker/service';
import type { ScanStore, Storage } from '../../src/worker/stores';
import { started, testRecipe } from '../recipes';

const good = <T>(value: T): Outcome<T> => ({ ok: true, value });
const stale = (scan: number) => ({ ok: false, code: 'stale', name: 'scan-not-open', args: { scan } }) as const;

export const view = { width: 900, height: 600, zoom: 0, centerX: 0.5, centerY: 0.5 };
export const options: ExportOptions = {
  format: 'tiff',
  depth: 16,
  compression: 'none',
  quality: 90,
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

/** Does as little as an engine can, and notes what it was asked. */
class TestEngine implements Engine {
  readonly asked: string[] = [];
  /** Of exports and of soft proofs. */
  readonly profiles: (Uint8Array | null)[] = [];
  /** What frames were for. */
  readonly looks: string[] = [];
  readonly open = new Set<number>();
  /** Of each opening and each export. */
  steps = 3;
  #numbers = 0;
  #opening = 0;
  #openingSteps = 0;
  #exportSteps = 0;
  #chartSteps = 0;
  /** Where one is to be found. */
  chart: readonly number[] | null = null;
  refuseFormat = false;
  refuseRecord = false;
  coarse = false;

  catalog(): never {
    throw new Error('not asked in these tests');
  }
  beginOpen(name: string, source: EngineFile) {
    this.asked.push(`open ${name}`);
    this.#openingSteps = 0;
    this.#opening = this.#numbers += 1;
    return good({ number: this.#opening, scan: this.#summary(name, source) });
  }
  inspect(name: string, source: EngineFile) {
    this.asked.push(`inspect ${name}`);
    if (this.refuseFormat) return { ok: false, code: 'format', name: 'file-no-picture', args: {} } as const;
    return good(this.#summary(name, source));
  }
  record(scan: number) {
    return this.open.has(scan) ? good('record') : stale(scan);
  }
  attach(record: string, store: EngineFile) {
    this.asked.push(`attach ${record}`);
    if (this.refuseRecord) return { ok: false, code: 'invalid', name: 'record-version', args: {} } as const;
    const number = (this.#numbers += 1);
    this.open.add(number);
    return good({ number, scan: this.#summary('scan.tif', store) });
  }
  #summary(name: string, source: EngineFile) {
    const summary = { name, container: 'TIFF', width: 2, height: 1, channels: 3 as const, bits: 16 };
    return {
      ...summary,
      fileBytes: source.size(),
      storeBytes: 100,
      scratchBytes: 20,
      encodingNote: { name: 'note-light', args: {} },
      profile: '',
      profileBytes: 0,
      profileRefused: false,
      autoSpace: 'srgb',
      encodingWord: 'firm' as const,
      scannedWith: '',
      grade: '',
    };
  }
  openStep() {
    this.asked.push('openStep');
    this.#openingSteps += 1;
    const finished = this.#openingSteps === this.steps;
    if (finished) this.open.add(this.#opening);
    return good({ done: this.#openingSteps, total: this.steps, finished });
  }
  cancelOpen() {
    this.asked.push('cancelOpen');
  }
  closeScan(scan: number) {
    this.asked.push(`close ${scan}`);
    return this.open.delete(scan) ? good(null) : stale(scan);
  }
  render(
    scan: number,
    recipe: string,
    { zoom }: ViewRequest,
    allowCoarse: boolean,
    _draft: boolean,
    { screen, warnOutside }: FrameLook,
  ) {
    const { density } = JSON.parse(recipe) as Recipe;
    this.looks.push(`for ${screen}, marks ${warnOutside || 'nothing'}`);
    this.asked.push(`render ${scan} ${density.gamma} at ${zoom}`);
    if (!this.open.has(scan)) return stale(scan);
    if (density.gamma === 0)
      return {
        ok: false,
        code: 'range',
        name: 'worker-failed',
        args: { reason: 'gamma 0 is not in 0.1 to 6' },
      } as const;
    return good({ ...kFrame, scan, coarse: this.coarse && allowCoarse, draft: false });
  }
  renderOpening(_recipe: string, { screen }: FrameLook) {
    this.looks.push(`for ${screen}`);
    this.asked.push('look');
    return good({ ...kFrame, scan: this.#opening, coarse: true, draft: false });
  }
  histogramOffset() {
    return 0;
  }
  readings(scan: number) {
    return this.open.has(scan) ? good(null) : stale(scan);
  }
  rereadBase(scan: number, current: string) {
    return this.open.has(scan) ? good((JSON.parse(current) as Recipe).density.base) : stale(scan);
  }
  renderSmall(scan: number) {
    return this.open.has(scan) ? good({ width: 2, height: 1, offset: 8 }) : stale(scan);
  }
  automatic(scan: number, film: string, recipe: string) {
    if (!this.open.has(scan)) return stale(scan);
    return good({ recipe: JSON.stringify({ ...JSON.parse(recipe), film }), why: started(testRecipe()).why });
  }
  pickBase(scan: number) {
    if (!this.open.has(scan)) return stale(scan);
    return good([0.1, 0.2, 0.3] as const);
  }
  beginExport(scan: number, _recipe: string, _options: string, profile: Uint8Array | null, output: EngineFile) {
    if (!this.open.has(scan)) return stale(scan);
    this.profiles.push(profile);
    this.#exportSteps = 0;
    output.write(new Uint8Array([1, 2, 3]), 0);
    return good({ width: 2, height: 1 });
  }
  exportStep() {
    this.asked.push('exportStep');
    this.#exportSteps += 1;
    return good({ done: this.#exportSteps, total: this.steps, finished: this.#exportSteps === this.steps });
  }
  cancelExport() {
    this.asked.push('cancelExport');
  }
  deviceFacts(profile: Uint8Array) {
    if (profile.length > 0) return good({ name: 'Baryta', colors: 'rgb' } as const);
    return { ok: false, code: 'invalid-input', name: 'profile-short', args: {} } as const;
  }
  setSoftProof(profile: Uint8Array | null, options: string) {
    this.asked.push(`setSoftProof ${options}`);
    this.profiles.push(profile);
    return good(null);
  }
  beginCheck(scan: number) {
    if (!this.open.has(scan)) return stale(scan);
    this.#exportSteps = 0;
    return good(null);
  }
  checkStep() {
    this.asked.push('checkStep');
    this.#exportSteps += 1;
    return good({ done: this.#exportSteps, total: this.steps, finished: this.#exportSteps === this.steps });
  }
  cancelCheck() {
    this.asked.push('cancelCheck');
  }
  check() {
    return good({ pixels: this.#exportSteps, largest: 0, maxCode: 255 });
  }
  findChart(scan: number) {
    if (!this.open.has(scan)) return stale(scan);
    return good(this.chart);
  }
  beginChart(scan: number, _recipe: string, corners: readonly number[]) {
    this.asked.push(`chart ${corners.join(' ')}`);
    if (!this.open.has(scan)) return stale(scan);
    this.#chartSteps = 0;
    return good(null);
  }
  chartStep() {
    this.asked.push('chartStep');
    this.#chartSteps += 1;
    return good({ done: this.#chartSteps, total: this.steps, finished: this.#chartSteps === this.steps });
  }
  fitChart(recipe: string, reference: ChartReference, fit: ChartFit) {
    this.asked.push(`fit ${fit} to ${'name' in reference ? reference.name : reference.title}`);
    return good({ recipe, patches: [], errorBefore: 0.04, errorAfter: 0.02, condition: 1.5 });
  }
  flatLight() {
    this.asked.push('flat');
    return good([0.5, 0.25, 0.125] as const);
  }
  partLights(recipe: string, lights: readonly number[]) {
    this.asked.push(`part ${lights.join(' ')}`);
    const row = [1, 0, 0] as const;
    return good({ recipe, matrix: [row, row, row] as const, condition: 1.5 });
  }
  cancelChart() {
    this.asked.push('cancelChart');
  }
  completeRecipe(recipe: string) {
    if (recipe === '{}') return good('{"complete":true}');
    return { ok: false, code: 'invalid', name: 'json-malformed', args: {} } as const;
  }
  makeLink(recipes: readonly string[], parts: readonly RecipePart[]) {
    return good(`#${recipes.map((recipe) => (JSON.parse(recipe) as Recipe).film)} ${parts}`);
  }
  readLink(text: string) {
    if (text === '') return { ok: false, code: 'invalid-input', name: 'link-none', args: { version: '1' } } as const;
    const proof = { state: 'none', largestDifference: null, sentence: { name: 'proof-none', args: {} } } as const;
    return good({ recipes: [JSON.stringify(testRecipe())], parts: ['light'] as const, proof });
  }
  combine(current: string, other: string, parts: readonly RecipePart[]) {
    const { density } = JSON.parse(parts.includes('light') ? other : current) as Recipe;
    return good(JSON.stringify({ ...JSON.parse(current), density }));
  }
  importGrades(text: string) {
    if (text === '') return { ok: false, code: 'invalid-input', name: 'divere-no-preset', args: {} } as const;
    const grades = [{ name: 'a.tif', recipe: JSON.stringify(testRecipe()) }];
    return good({ grades, remarks: [{ name: 'divere-output', args: {} }] });
  }
  writeTable(scan: number, _recipe: string, options: string, output: EngineFile) {
    if (!this.open.has(scan)) return stale(scan);
    output.write(new TextEncoder().encode(options), 0);
    return good({ largest: 0.5, mean: 0.25 });
  }
  stats(): never {
    throw new Error('no numbers');
  }
  trap() {
    // As a C++ exception that nobody caught.
    throw 5_242_880;
  }
  delete() {}
}

const kFrame = {
  width: 1,
  height: 1,
  slot: 0,
  offset: 4096,
  renderMs: 1,
  refilled: false,
  rect: [0, 0, 1, 1] as const,
  picture: { width: 2, height: 1 },
};

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
export const ask = <Name extends CallName>(id: number, name: Name, asked: Asked<Name>) =>
  send({ type: 'call', id, name, asked } as CallMessage);
export const open = (id: number, change: { file?: null; key?: string; preview?: Recipe } = {}) =>
  ask(id, 'open', { file, key: null, preview: null, ...change });
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
    openSource: (blob) => ({ size: () => blob.size, read: () => 0, write: () => 0, shorten: () => undefined }),
    defer: (run) => setImmediate(run),
    rest: (run) => resting.push(run),
    now: () => (time += 200),
    post: (message) => posted.push(message),
  });
  screen = new TestScreen();
  send({ type: 'screen', port: screen, space: 'srgb' });
}
