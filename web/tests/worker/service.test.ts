import { beforeEach, describe, expect, it } from 'vitest';
import type { ExportOptions, FromWorker, Recipe, ToWorker } from '../../src/engine/protocol';
import type { Engine, EngineFile, Outcome } from '../../src/worker/engine_module';
import { MemoryFile, type OutputFile, type OwnFile } from '../../src/worker/files';
import { EngineService } from '../../src/worker/service';
import type { Storage } from '../../src/worker/storage';
import { testRecipe } from '../recipes';

const good = <T>(value: T): Outcome<T> => ({ ok: true, value });
const options: ExportOptions = {
  format: 'tiff',
  depth: 16,
  compression: 'none',
  quality: 90,
  space: 'srgb',
  encoding: 'own',
};

/** Does as little as an engine can, and notes what it was asked. */
class TestEngine implements Engine {
  readonly asked: string[] = [];
  stepsLeft = 3;
  trap = false;
  refuseFormat = false;

  catalog(): never {
    throw new Error('not asked in these tests');
  }
  beginOpen(name: string, source: EngineFile) {
    this.asked.push(`open ${name}`);
    this.stepsLeft = 3;
    if (this.refuseFormat) return { ok: false, code: 'format', message: 'not a picture' } as const;
    const summary = { name, container: 'TIFF', width: 2, height: 1, channels: 3 as const, bits: 16 };
    return good({ ...summary, fileBytes: source.size(), storeBytes: 0, encodingNote: '', profile: '' });
  }
  openStep() {
    if (this.trap) throw 5_242_880;
    this.stepsLeft -= 1;
    return good({ done: 3 - this.stepsLeft, total: 3, finished: this.stepsLeft === 0 });
  }
  cancelOpen() {
    this.asked.push('cancelOpen');
  }
  closeScan() {
    this.asked.push('closeScan');
  }
  setView() {
    return good(null);
  }
  render(recipe: string) {
    const { density } = JSON.parse(recipe) as Recipe;
    this.asked.push(`render ${density.gamma}`);
    return good({ width: 1, height: 1, slot: 0, offset: 4096, renderMs: 1 });
  }
  histogramOffset() {
    return 0;
  }
  readingFlagOffset() {
    return 8192;
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
    return good(recipe);
  }
  stats(): never {
    throw new Error('no numbers');
  }
  delete() {}
}

class TestStorage implements Storage {
  readonly disposed: number[] = [];
  readonly discarded: string[] = [];
  #count = 0;

  async createStore(): Promise<OwnFile> {
    return this.#create();
  }
  async createOutput(): Promise<OutputFile> {
    const own = this.#create();
    return { ...own, finish: async () => ({ file: new Blob([own.file.contents]), stored: 'export-1' }) };
  }
  async discard(stored: string) {
    this.discarded.push(stored);
  }
  #create() {
    const number = this.#count++;
    return { file: new MemoryFile(), dispose: () => void this.disposed.push(number) };
  }
}

let engine: TestEngine;
let storage: TestStorage;
let posted: FromWorker[];
let service: EngineService;

const file = new File(['abc'], 'scan.tif');
const send = (message: ToWorker) => service.receive(message);
const withType = <Type extends FromWorker['type']>(type: Type) =>
  posted.filter((message): message is Extract<FromWorker, { type: Type }> => message.type === type);

/** Waits until a call has been answered. */
async function answered(id: number): Promise<FromWorker> {
  for (;;) {
    const answer = posted.find((message) => 'id' in message && message.id === id && message.type !== 'progress');
    if (answer) return answer;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

declare function setImmediate(run: (value: unknown) => void): void;

beforeEach(() => {
  engine = new TestEngine();
  storage = new TestStorage();
  posted = [];
  service = new EngineService({
    engine,
    heap: new Uint8Array(16_384),
    storage,
    openSource: (blob) => ({ size: () => blob.size, read: () => 0, write: () => 0 }),
    defer: (run) => setImmediate(run),
    post: (message) => posted.push(message),
  });
});

describe('opening', () => {
  it('steps to the end, with progress, and answers with the summary', async () => {
    send({ type: 'open', id: 1, file });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { name: 'scan.tif', fileBytes: 3 } });
    expect(withType('progress').map(({ done }) => done)).toEqual([1, 2, 3]);
    expect(storage.disposed).toEqual([]);
  });

  it('renders between the steps', async () => {
    send({ type: 'open', id: 1, file });
    send({ type: 'render', recipe: testRecipe(), sequence: 1, eventTime: 5 });
    await answered(1);
    const order = posted.map(({ type }) => type);
    expect(order.indexOf('frame')).toBeLessThan(order.lastIndexOf('progress'));
  });

  it('drops the old store only when the new scan is ready', async () => {
    send({ type: 'open', id: 1, file });
    await answered(1);
    send({ type: 'open', id: 2, file });
    expect(storage.disposed).toEqual([]);
    await answered(2);
    expect(storage.disposed).toEqual([0]);
  });

  it('keeps what was open when the new file is refused', async () => {
    send({ type: 'open', id: 1, file });
    await answered(1);
    engine.refuseFormat = true;
    send({ type: 'open', id: 2, file });
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { code: 'format', message: 'not a picture' } });
    expect(storage.disposed).toEqual([1]);
  });

  it('stops at a cancel', async () => {
    send({ type: 'open', id: 1, file });
    send({ type: 'cancel', id: 1 });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { code: 'cancelled' } });
    expect(engine.asked).toContain('cancelOpen');
    expect(storage.disposed).toEqual([0]);
  });

  it('is refused while another scan is being opened', async () => {
    send({ type: 'open', id: 1, file });
    send({ type: 'open', id: 2, file });
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { code: 'busy' } });
    expect(await answered(1)).toMatchObject({ type: 'reply' });
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
    send({ type: 'cancel', id: 1 });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { code: 'cancelled' } });
    expect(engine.asked).toContain('cancelExport');
    expect(storage.disposed).toEqual([0]);
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
    expect(frame).toMatchObject({ sequence: 3, eventTime: 3, width: 1, height: 1 });
    expect(frame?.pixels?.byteLength).toBe(4);
    expect(frame?.histogram).toHaveLength(768);
  });
});

describe('failing', () => {
  it('is said once, and ends the service', async () => {
    engine.trap = true;
    send({ type: 'open', id: 1, file });
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
