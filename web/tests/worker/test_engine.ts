// An engine for tests of the worker: it does as little as an engine can, and notes what it was asked.

import type {
  ChartFit,
  ChartReference,
  FrameLook,
  Recipe,
  RecipePart,
  ScanSummary,
  ViewRequest,
} from '../../src/engine/protocol';
import type { Engine, EngineFile, Outcome } from '../../src/worker/engine_module';
import type { Refused } from '../../src/worker/refusal';
import { started, testRecipe } from '../recipes';

const good = <T>(value: T): Outcome<T> => ({ ok: true, value });
const stale = (scan: number) => ({ ok: false, code: 'stale', name: 'scan-not-open', args: { scan } }) as const;

export class TestEngine implements Engine {
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
  readonly #summaries = new Map<number, ScanSummary>();
  #openingSteps = 0;
  #exportSteps = 0;
  #chartSteps = 0;
  /** Where one is to be found. */
  chart: readonly number[] | null = null;
  /** In the long step that a camera raw file begins with. */
  unpack: (source: EngineFile) => void = () => undefined;
  refuseFormat = false;
  refuseRecord = false;
  coarse = false;

  catalog(): never {
    throw new Error('not asked in these tests');
  }
  beginOpen(name: string, source: EngineFile, _store: EngineFile, rows: number) {
    this.asked.push(rows === 0 ? `open ${name}` : `open ${rows} rows of ${name}`);
    try {
      this.unpack(source);
    } catch (error) {
      // As the engine reports what a file throws.
      return { ok: false, code: 'io', ...(error as Refused).sentence } as const;
    }
    this.#openingSteps = 0;
    this.#opening = this.#numbers += 1;
    const scan = this.#summary(name, source);
    this.#summaries.set(this.#opening, scan);
    return good({ number: this.#opening, scan });
  }
  inspect(name: string, source: EngineFile) {
    this.asked.push(`inspect ${name}`);
    if (this.refuseFormat) return { ok: false, code: 'format', name: 'file-no-picture', args: {} } as const;
    return good(this.#summary(name, source));
  }
  record(scan: number) {
    const summary = this.#summaries.get(scan);
    return summary && this.open.has(scan) ? good({ record: 'record', scan: summary }) : stale(scan);
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
      furtherChannel: 'none' as const,
      infraredPage: false,
      scratchBytes: 20,
      storedHeight: 1,
      rowsInFile: 1,
      sourceRows: '',
      encodingNote: { name: 'note-light', args: {} },
      profile: '',
      profileBytes: 0,
      profileRefused: false,
      autoSpace: 'srgb',
      encodingWord: 'firm' as const,
      scannedWith: '',
      picture: '',
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
  overflowStack() {
    throw new WebAssembly.RuntimeError('stack overflow');
  }
  overflowPoolStack() {
    throw new WebAssembly.RuntimeError('stack overflow');
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
