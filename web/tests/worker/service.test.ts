import { beforeEach, describe, expect, it } from 'vitest';
import type { ExportOptions, FromWorker, Recipe, RecipePart, ToWorker } from '../../src/engine/protocol';
import type { Engine, EngineFile, Outcome } from '../../src/worker/engine_module';
import { MemoryFile, type OutputFile } from '../../src/worker/files';
import { withDensity } from '../../src/state/recipe';
import { EngineService } from '../../src/worker/service';
import type { ScanStore, Storage } from '../../src/worker/storage';
import { testRecipe } from '../recipes';

const good = <T>(value: T): Outcome<T> => ({ ok: true, value });
const options: ExportOptions = {
  format: 'tiff',
  depth: 16,
  compression: 'none',
  quality: 90,
  space: 'srgb',
  encoding: 'own',
  link: '',
  camera: true,
  location: false,
};

/** Does as little as an engine can, and notes what it was asked. */
class TestEngine implements Engine {
  readonly asked: string[] = [];
  stepsLeft = 3;
  refuseFormat = false;
  refuseRecord = false;
  coarse = false;

  catalog(): never {
    throw new Error('not asked in these tests');
  }
  beginOpen(name: string, source: EngineFile) {
    this.asked.push(`open ${name}`);
    this.stepsLeft = 3;
    return good(this.#summary(name, source));
  }
  inspect(name: string, source: EngineFile) {
    this.asked.push(`inspect ${name}`);
    if (this.refuseFormat) return { ok: false, code: 'format', message: 'not a picture' } as const;
    return good(this.#summary(name, source));
  }
  record() {
    return good('record');
  }
  attach(record: string, store: EngineFile) {
    this.asked.push(`attach ${record}`);
    if (this.refuseRecord) return { ok: false, code: 'invalid', message: 'another version' } as const;
    return good(this.#summary('scan.tif', store));
  }
  #summary(name: string, source: EngineFile) {
    const summary = { name, container: 'TIFF', width: 2, height: 1, channels: 3 as const, bits: 16 };
    return {
      ...summary,
      fileBytes: source.size(),
      storeBytes: 100,
      scratchBytes: 20,
      encodingNote: '',
      profile: '',
      grade: '',
    };
  }
  openStep() {
    this.stepsLeft -= 1;
    return good({ done: 3 - this.stepsLeft, total: 3, finished: this.stepsLeft === 0 });
  }
  cancelOpen() {
    this.asked.push('cancelOpen');
  }
  closeScan() {
    this.asked.push('closeScan');
  }
  setView(width: number, height: number, zoom: number) {
    this.asked.push(`view ${width} ${height} ${zoom}`);
    return good(null);
  }
  render(recipe: string, allowCoarse: boolean) {
    const { density } = JSON.parse(recipe) as Recipe;
    this.asked.push(`render ${density.gamma}`);
    if (density.gamma === 0) return { ok: false, code: 'range', message: 'gamma 0 is not in 0.1 to 6' } as const;
    return good({ ...kFrame, coarse: this.coarse && allowCoarse, draft: false });
  }
  renderOpening() {
    this.asked.push('look');
    return good({ ...kFrame, coarse: true, draft: false });
  }
  histogramOffset() {
    return 0;
  }
  automatic(film: string, recipe: string) {
    return good(JSON.stringify({ ...JSON.parse(recipe), film }));
  }
  pickBase() {
    return good([0.1, 0.2, 0.3] as const);
  }
  beginExport(_recipe: string, _options: string, output: EngineFile) {
    this.stepsLeft = 3;
    output.write(new Uint8Array([1, 2, 3]), 0);
    return good({ width: 2, height: 1 });
  }
  exportStep() {
    return this.openStep();
  }
  cancelExport() {
    this.asked.push('cancelExport');
  }
  completeRecipe(recipe: string) {
    if (recipe === '{}') return good('{"complete":true}');
    return { ok: false, code: 'invalid', message: 'not a recipe' } as const;
  }
  makeLink(recipes: readonly string[], parts: readonly RecipePart[]) {
    return good(`#${recipes.map((recipe) => (JSON.parse(recipe) as Recipe).film)} ${parts}`);
  }
  readLink(text: string) {
    if (text === '') return { ok: false, code: 'invalid-input', message: 'this is no grading link' } as const;
    const proof = { state: 'none', largestDifference: null, text: 'no proof' } as const;
    return good({ recipes: [JSON.stringify(testRecipe())], parts: ['light'] as const, proof });
  }
  combine(current: string, other: string, parts: readonly RecipePart[]) {
    const { density } = JSON.parse(parts.includes('light') ? other : current) as Recipe;
    return good(JSON.stringify({ ...JSON.parse(current), density }));
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
  readonly created: number[] = [];
  readonly disposed: number[] = [];
  readonly removed: number[] = [];
  readonly discarded: string[] = [];
  readonly complete = new Set<string>();
  key: string | null = null;
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
  #store(key: string | null, record: string | null): ScanStore {
    const number = this.#count++;
    return {
      key,
      record,
      file: new MemoryFile(),
      complete: async () => void (key && this.complete.add(key)),
      dispose: async () => void this.disposed.push(number),
      remove: async () => void this.removed.push(number),
    };
  }
}

let engine: TestEngine;
let storage: TestStorage;
let posted: FromWorker[];
let service: EngineService;

let resting: (() => void)[];
let time: number;

const file = new File(['abc'], 'scan.tif');
const open = (id: number, change: { file?: null; key?: string; preview?: Recipe } = {}) =>
  send({ type: 'open', id, file, key: null, preview: null, ...change });
const send = (message: ToWorker) => service.receive(message);
const withType = <Type extends FromWorker['type']>(type: Type) =>
  posted.filter((message): message is Extract<FromWorker, { type: Type }> => message.type === type);

/** Waits until a call has been answered. */
async function answered(id: number): Promise<FromWorker> {
  for (;;) {
    const answer = posted.find((message) => ['reply', 'refused'].includes(message.type) && isOf(message, id));
    if (answer) return answer;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const isOf = (message: FromWorker, id: number) => 'id' in message && message.id === id;

declare function setImmediate(run: (value: unknown) => void): void;

beforeEach(() => {
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
});

describe('opening', () => {
  it('steps to the end, with progress, and answers with the summary', async () => {
    open(1);
    expect(await answered(1)).toMatchObject({
      type: 'reply',
      result: { scan: { name: 'scan.tif', fileBytes: 3 }, key: null, attached: false },
    });
    expect(withType('progress').map(({ done }) => done)).toEqual([1, 2, 3]);
    expect(storage.disposed).toEqual([]);
  });

  it('says what it will take before it decodes', async () => {
    open(1);
    await answered(1);
    expect(withType('inspected')).toMatchObject([{ id: 1, scan: { storeBytes: 100 } }]);
    expect(posted.findIndex(({ type }) => type === 'inspected')).toBeLessThan(
      posted.findIndex(({ type }) => type === 'progress'),
    );
  });

  it('asks for a store with room for what is there only while it decodes', async () => {
    open(1);
    await answered(1);
    expect(storage.created).toEqual([120]);
  });

  it('renders between the steps', async () => {
    open(1);
    while (withType('progress').length === 0) await new Promise((resolve) => setImmediate(resolve));
    send({ type: 'render', recipe: testRecipe(), sequence: 1, eventTime: 5 });
    await answered(1);
    const order = posted.map(({ type }) => type);
    expect(order.indexOf('frame')).toBeLessThan(order.lastIndexOf('progress'));
  });

  it('drops the old store only when the new scan is ready', async () => {
    open(1);
    await answered(1);
    open(2);
    expect(storage.disposed).toEqual([]);
    await answered(2);
    expect(storage.disposed).toEqual([0]);
  });

  it('keeps what was open when the new file is refused', async () => {
    open(1);
    await answered(1);
    engine.refuseFormat = true;
    open(2);
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { code: 'format', message: 'not a picture' } });
    expect(storage.disposed).toEqual([]);
  });

  it('stops at a cancel', async () => {
    open(1);
    while (withType('progress').length === 0) await new Promise((resolve) => setImmediate(resolve));
    send({ type: 'cancel', id: 1 });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { code: 'cancelled' } });
    expect(engine.asked).toContain('cancelOpen');
    expect(storage.disposed).toEqual([0]);
  });

  it('is refused while another scan is being opened', async () => {
    open(1);
    open(2);
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { code: 'busy' } });
    expect(await answered(1)).toMatchObject({ type: 'reply' });
  });
});

describe('a look at what is being opened', () => {
  it('is taken now and then, while nothing else is open', async () => {
    open(1, { preview: testRecipe() });
    await answered(1);
    expect(engine.asked.filter((asked) => asked === 'look')).toHaveLength(1);
    expect(withType('frame')).toMatchObject([{ sequence: 0, coarse: true }]);
    open(2, { preview: testRecipe() });
    await answered(2);
    expect(engine.asked.filter((asked) => asked === 'look')).toHaveLength(1);
  });
});

describe('opening again', () => {
  beforeEach(() => {
    storage.key = 'abc';
  });

  it('attaches a complete store', async () => {
    storage.complete.add('abc');
    open(1);
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { key: 'abc', attached: true } });
    expect(engine.asked).toEqual(['attach kept record']);
  });

  it('uses the store it has open itself', async () => {
    storage.complete.add('abc');
    open(1);
    await answered(1);
    open(2);
    await answered(2);
    expect(storage.disposed).toEqual([]);
    expect(engine.asked).toHaveLength(2);
  });

  it('decodes where the store is of another version, and removes that', async () => {
    storage.complete.add('abc');
    engine.refuseRecord = true;
    open(1);
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { key: 'abc', attached: false } });
    expect(storage.removed).toEqual([0]);
    expect(engine.asked).toContain('open scan.tif');
  });

  it('needs no look at the file where the key is known', async () => {
    storage.keyOf = () => Promise.reject(new Error('the file is gone'));
    storage.complete.add('abc');
    open(1, { key: 'abc' });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { attached: true } });
  });

  it('needs no file at all where the store is there', async () => {
    storage.complete.add('abc');
    open(1, { file: null, key: 'abc' });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { identity: 'abc', attached: true } });
  });

  it('says so where neither the store nor the file is there, and keeps what was open', async () => {
    open(1);
    await answered(1);
    open(2, { file: null, key: 'other' });
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { code: 'missing' } });
    expect(storage.disposed).toEqual([]);
  });

  it('keeps what it has decoded', async () => {
    open(1);
    await answered(1);
    expect([...storage.complete]).toEqual(['abc']);
  });
});

describe('exporting', () => {
  it('answers with the written file', async () => {
    send({ type: 'export', id: 1, recipe: testRecipe(), options });
    const answer = await answered(1);
    const result = answer.type === 'reply' ? (answer.result as { file: Blob; stored: string }) : null;
    expect(result?.file.size).toBe(3);
    send({ type: 'discard', stored: result?.stored ?? '' });
    expect(storage.discarded).toEqual(['export-1']);
  });

  it('removes the file at a cancel', async () => {
    send({ type: 'export', id: 1, recipe: testRecipe(), options });
    while (withType('progress').length === 0) await new Promise((resolve) => setImmediate(resolve));
    send({ type: 'cancel', id: 1 });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { code: 'cancelled' } });
    expect(engine.asked).toContain('cancelExport');
    expect(storage.disposed).toEqual([0]);
  });
});

describe('links', () => {
  it('are made of recipes and parts', async () => {
    send({ type: 'makeLink', id: 1, recipes: [testRecipe(), testRecipe()], parts: ['base', 'print'] });
    const fragment = '#color-negative,color-negative base,print';
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { fragment } });
  });

  it('are read as recipes, parts and a verdict', async () => {
    send({ type: 'readLink', id: 1, text: '#grade=1.x' });
    const proof = { state: 'none', largestDifference: null, text: 'no proof' };
    expect(await answered(1)).toEqual({
      type: 'reply',
      id: 1,
      result: { recipes: [testRecipe()], parts: ['light'], proof },
    });
  });

  it('are refused with a reason', async () => {
    send({ type: 'readLink', id: 1, text: '' });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { message: 'this is no grading link' } });
  });

  it('give parts to a recipe', async () => {
    const other = withDensity(testRecipe(), { gamma: 3 });
    send({ type: 'combine', id: 1, current: testRecipe(), other, parts: ['light'] });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { density: { gamma: 3 } } });
    send({ type: 'combine', id: 2, current: testRecipe(), other, parts: ['base'] });
    expect(await answered(2)).toMatchObject({ type: 'reply', result: testRecipe() });
  });
});

describe('rendering', () => {
  it('renders the newest recipe and passes pixels where memory is not shared', async () => {
    for (const gamma of [1, 2, 3]) {
      const recipe = testRecipe();
      const density = { ...recipe.density, gamma };
      send({ type: 'render', recipe: { ...recipe, density }, sequence: gamma, eventTime: gamma });
    }
    while (withType('frame').length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(engine.asked).toEqual(['render 3']);
    const [frame] = withType('frame');
    expect(frame).toMatchObject({ number: 1, sequence: 3, eventTime: 3, width: 1, height: 1, rect: [0, 0, 1, 1] });
    expect(frame?.pixels?.byteLength).toBe(4);
    expect(frame?.histogram).toHaveLength(768);
  });

  it('takes over the newest view with the next frame', async () => {
    for (const zoom of [0, 1, 2]) send({ type: 'view', width: 900, height: 600, zoom, centerX: 0.5, centerY: 0.5 });
    send({ type: 'render', recipe: testRecipe(), sequence: 1, eventTime: 0 });
    while (withType('frame').length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(engine.asked).toEqual(['view 900 600 2', 'render 1.6']);
  });

  it('makes a coarse frame sharp after a rest', async () => {
    engine.coarse = true;
    send({ type: 'render', recipe: testRecipe(), sequence: 1, eventTime: 7 });
    while (withType('frame').length === 0) await new Promise((resolve) => setImmediate(resolve));
    for (const run of resting) run();
    while (withType('frame').length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(withType('frame')).toMatchObject([
      { number: 1, sequence: 1, coarse: true, eventTime: 7 },
      { number: 2, sequence: 1, coarse: false, eventTime: 0 },
    ]);
  });

  it('says what cannot be rendered', async () => {
    const recipe = testRecipe();
    send({
      type: 'render',
      recipe: { ...recipe, density: { ...recipe.density, gamma: 0 } },
      sequence: 4,
      eventTime: 0,
    });
    while (withType('unrendered').length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(withType('unrendered')).toMatchObject([{ sequence: 4, failure: { code: 'range' } }]);
  });

  it('completes recipes one by one', async () => {
    send({ type: 'complete', id: 1, recipes: ['{}', '{'] });
    expect(await answered(1)).toMatchObject({
      result: [
        { ok: true, recipe: { complete: true } },
        { ok: false, message: 'not a recipe' },
      ],
    });
  });

  it('answers a ping', () => {
    send({ type: 'ping' });
    expect(posted).toEqual([{ type: 'pong' }]);
  });
});

describe('failing', () => {
  it('is said once, and ends the service', async () => {
    send({ type: 'fault', stage: 'open' });
    open(1);
    while (withType('failed').length === 0) await new Promise((resolve) => setImmediate(resolve));
    send({ type: 'pickBase', id: 2, recipe: testRecipe(), x: 0, y: 0 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(withType('failed')).toHaveLength(1);
    expect(withType('reply')).toHaveLength(0);
  });

  it('of an ordinary kind is a refusal', async () => {
    send({ type: 'stats', id: 1 });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { message: 'no numbers' } });
    send({ type: 'automatic', id: 2, film: 'digital', recipe: testRecipe() });
    expect(await answered(2)).toMatchObject({ type: 'reply', result: { film: 'digital' } });
  });
});
