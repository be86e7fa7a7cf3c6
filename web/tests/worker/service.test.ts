import { beforeEach, describe, expect, it } from 'vitest';
import { withDensity } from '../../src/documents/recipe';
import { testRecipe } from '../recipes';
import {
  TestScreen,
  answered,
  ask,
  engine,
  open,
  opened,
  options,
  posted,
  render,
  resting,
  screen,
  send,
  startService,
  storage,
  view,
  withType,
} from './test_service';

beforeEach(startService);

describe('exporting', () => {
  it('answers with the written file', async () => {
    const scan = await opened(9);
    ask(1, 'export', { scan, recipe: testRecipe(), options, profile: null });
    const answer = await answered(1);
    const result = answer.type === 'reply' ? (answer.result as { file: Blob; stored: string }) : null;
    expect(result?.file.size).toBe(3);
    send({ type: 'discard', stored: result?.stored ?? '' });
    expect(storage.discarded).toEqual(['export-1']);
  });

  it('removes the file at a cancel', async () => {
    const scan = await opened(9);
    ask(1, 'export', { scan, recipe: testRecipe(), options, profile: null });
    while (!engine.asked.includes('exportStep')) await new Promise((resolve) => setImmediate(resolve));
    send({ type: 'cancel', id: 1 });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { code: 'cancelled' } });
    expect(engine.asked).toContain('cancelExport');
    expect(storage.disposed).toEqual([1]);
  });
});

describe('charts', () => {
  const corners = [
    { x: 0.1, y: 0.2 },
    { x: 0.9, y: 0.2 },
    { x: 0.9, y: 0.8 },
    { x: 0.1, y: 0.8 },
  ] as const;
  const asked = { recipe: testRecipe(), corners, reference: { name: 'gold-200' }, fit: 'both' } as const;

  it('are found, or not', async () => {
    const scan = await opened(9);
    ask(1, 'findChart', { scan, recipe: testRecipe() });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: null });
    engine.chart = corners.flatMap(({ x, y }) => [x, y]);
    ask(2, 'findChart', { scan, recipe: testRecipe() });
    expect(await answered(2)).toMatchObject({ type: 'reply', result: corners });
  });

  it('are read step by step and fitted', async () => {
    const scan = await opened(9);
    ask(1, 'fitChart', { scan, ...asked });
    expect(await answered(1)).toMatchObject({
      type: 'reply',
      result: { recipe: testRecipe(), errorBefore: 0.04, errorAfter: 0.02, condition: 1.5 },
    });
    expect(engine.asked.slice(-5)).toEqual([
      'chart 0.1 0.2 0.9 0.2 0.9 0.8 0.1 0.8',
      'chartStep',
      'chartStep',
      'chartStep',
      'fit both to gold-200',
    ]);
    expect(withType('progress').filter(({ id }) => id === 1)).toMatchObject([{ done: 1 }, { done: 2 }, { done: 3 }]);
  });

  it('are given up at a cancel, and the next is read', async () => {
    const scan = await opened(9);
    ask(1, 'fitChart', { scan, ...asked });
    ask(2, 'fitChart', { scan, ...asked });
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { code: 'busy', name: 'chart-busy' } });
    while (!engine.asked.includes('chartStep')) await new Promise((resolve) => setImmediate(resolve));
    send({ type: 'cancel', id: 1 });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { code: 'cancelled' } });
    expect(engine.asked.at(-1)).toBe('cancelChart');
    ask(3, 'fitChart', { scan, ...asked });
    expect(await answered(3)).toMatchObject({ type: 'reply' });
  });

  it('of whole frames are their light, and three of them part the lights', async () => {
    const scan = await opened(9);
    ask(1, 'flatLight', { scan, recipe: testRecipe() });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: [0.5, 0.25, 0.125] });
    expect(engine.asked).toContain('chart 0 0 1 0 1 1 0 1');
    const lights = [
      [3, 1, 0],
      [1, 3, 0],
      [0, 0, 3],
    ] as const;
    ask(2, 'partLights', { recipe: testRecipe(), lights });
    expect(await answered(2)).toMatchObject({ type: 'reply', result: { recipe: testRecipe(), condition: 1.5 } });
    expect(engine.asked.at(-1)).toBe('part 3 1 0 1 3 0 0 0 3');
  });

  it('of scans that are closed are refused', async () => {
    ask(1, 'fitChart', { scan: 4, ...asked });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { code: 'stale' } });
  });
});

describe('links', () => {
  it('are made of recipes and parts', async () => {
    ask(1, 'makeLink', { recipes: [testRecipe(), testRecipe()], parts: ['base', 'print'] });
    const fragment = '#color-negative,color-negative base,print';
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { fragment } });
  });

  it('are read as recipes, parts and a verdict', async () => {
    ask(1, 'readLink', { text: '#grade=1.x' });
    const proof = { state: 'none', largestDifference: null, sentence: { name: 'proof-none', args: {} } };
    expect(await answered(1)).toEqual({
      type: 'reply',
      id: 1,
      result: { recipes: [testRecipe()], parts: ['light'], proof },
    });
  });

  it('are refused with a reason', async () => {
    ask(1, 'readLink', { text: '' });
    expect(await answered(1)).toMatchObject({
      type: 'refused',
      failure: { name: 'link-none', args: { version: '1' } },
    });
  });

  it('may be files of another program, with what is not imitated of them', async () => {
    ask(1, 'importGrades', { text: '{}' });
    expect(await answered(1)).toMatchObject({
      type: 'reply',
      result: { grades: [{ name: 'a.tif', recipe: testRecipe() }], remarks: [{ name: 'divere-output' }] },
    });
    ask(2, 'importGrades', { text: '' });
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { name: 'divere-no-preset' } });
  });

  it('give parts to a recipe', async () => {
    const other = withDensity(testRecipe(), { gamma: 3 });
    ask(1, 'combine', { current: testRecipe(), other, parts: ['light'] });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { density: { gamma: 3 } } });
    ask(2, 'combine', { current: testRecipe(), other, parts: ['base'] });
    expect(await answered(2)).toMatchObject({ type: 'reply', result: testRecipe() });
  });
});

describe('a color profile', () => {
  const profile = new Uint8Array([4, 5]);

  it('goes with an export as its bytes', async () => {
    const scan = await opened(9);
    ask(1, 'export', { scan, recipe: testRecipe(), options, profile });
    await answered(1);
    expect(engine.profiles).toEqual([profile]);
  });

  it('is what a soft proof is made of, until there is none', async () => {
    const proof = { intent: 'perceptual', blackPoint: true, paperWhite: false } as const;
    ask(1, 'setProof', { profile, options: proof });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: null });
    ask(2, 'setProof', { profile: null, options: proof });
    await answered(2);
    expect(engine.profiles).toEqual([profile, null]);
    expect(engine.asked.at(-1)).toBe(`setSoftProof ${JSON.stringify(proof)}`);
  });

  it('says what it is for, or why it is none', async () => {
    ask(1, 'deviceFacts', { profile });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { name: 'Baryta', colors: 'rgb' } });
    ask(2, 'deviceFacts', { profile: new Uint8Array() });
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { name: 'profile-short' } });
  });
});

describe('a table', () => {
  const options = { format: 'clf', size: 0, inversionOnly: false, shaper: true, space: 'srgb' } as const;

  it('is a file in memory with its error', async () => {
    const scan = await opened(1);
    ask(2, 'table', { scan, recipe: testRecipe(), options });
    const reply = await answered(2);
    expect(reply).toMatchObject({ type: 'reply', result: { largest: 0.5, mean: 0.25 } });
    const { file } = (reply as { result: { file: Blob } }).result;
    expect(JSON.parse(await file.text())).toEqual(options);
  });

  it('of a scan that is closed is refused', async () => {
    ask(1, 'table', { scan: 7, recipe: testRecipe(), options });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { code: 'stale' } });
  });
});

describe('the check of preview against export', () => {
  const asked = async () => ({ scan: await opened(1), recipe: testRecipe(), options, profile: null });
  const options = {
    format: 'tiff',
    depth: 16,
    compression: 'none',
    quality: 92,
    longest: 0,
    space: 'srgb',
    encoding: 'own',
    link: '',
    camera: true,
    location: false,
    intent: 'relative',
    blackPoint: true,
  } as const;

  it('goes in steps and says what it has found', async () => {
    ask(2, 'checkPreview', await asked());
    expect(await answered(2)).toMatchObject({ type: 'reply', result: { pixels: 3, largest: 0, maxCode: 255 } });
  });

  it('is cancelled between two steps', async () => {
    engine.steps = 1000;
    ask(2, 'checkPreview', await asked());
    send({ type: 'cancel', id: 2 });
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { code: 'cancelled' } });
    expect(engine.asked.at(-1)).toBe('cancelCheck');
  });

  it('is not made beside an export, which goes on', async () => {
    const wanted = await asked();
    ask(2, 'export', wanted);
    ask(3, 'checkPreview', wanted);
    expect(await answered(3)).toMatchObject({ type: 'refused', failure: { code: 'busy' } });
    expect(await answered(2)).toMatchObject({ type: 'reply' });
  });
});

describe('rendering', () => {
  const rendered = () => engine.asked.filter((asked) => asked.startsWith('render'));
  const gamma = (value: number) => withDensity(testRecipe(), { gamma: value });

  it('renders the newest recipe and view, and passes pixels where memory is not shared', async () => {
    const scan = await opened(1);
    for (const step of [1, 2, 3]) {
      render(scan, step, gamma(step), { view: { ...view, zoom: step / 2 }, eventTime: step });
    }
    const [frame] = await screen.received(1);
    expect(rendered()).toEqual([`render ${scan} 3 at 1.5`]);
    expect(frame).toMatchObject({
      number: 1,
      scan,
      sequence: 3,
      subject: 1,
      eventTime: 3,
      width: 1,
      height: 1,
      rect: [0, 0, 1, 1],
    });
    expect(frame?.pixels.buffer.byteLength).toBe(4);
    expect(frame?.histogram).toHaveLength(768);
  });

  it('makes a coarse frame sharp after a rest', async () => {
    const scan = await opened(1);
    engine.coarse = true;
    render(scan, 1, testRecipe(), { eventTime: 7 });
    await screen.received(1);
    for (const run of resting) run();
    expect(await screen.received(2)).toMatchObject([
      { number: 1, sequence: 1, coarse: true, eventTime: 7 },
      { number: 2, sequence: 1, coarse: false, eventTime: 0 },
    ]);
  });

  it('says what cannot be rendered', async () => {
    render(await opened(1), 4, gamma(0));
    while (withType('unrendered').length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(withType('unrendered')).toMatchObject([{ sequence: 4, failure: { code: 'range' } }]);
  });

  it('waits for the screen after two frames, but not for one that is gone', async () => {
    const scan = await opened(1);
    const next = async (sequence: number) => {
      render(scan, sequence, testRecipe());
      await new Promise((resolve) => setImmediate(resolve));
    };
    for (const sequence of [1, 2, 3]) await next(sequence);
    expect(screen.frames.map(({ sequence }) => sequence)).toEqual([1, 2]);
    screen.draw(2);
    await screen.received(3);
    for (const sequence of [4, 5]) await next(sequence);
    const other = new TestScreen();
    send({ type: 'screen', port: other, space: 'display-p3' });
    expect(screen.closed).toBe(true);
    expect((await other.received(1)).map(({ sequence }) => sequence)).toEqual([5]);
  });

  it('are made for the screen that they go to, with what is to be marked', async () => {
    const scan = await opened(1);
    render(scan, 1, testRecipe());
    await screen.received(1);
    const other = new TestScreen();
    send({ type: 'screen', port: other, space: 'display-p3' });
    render(scan, 2, testRecipe(), { warnOutside: 'adobe-rgb' });
    const frames = [...(await screen.received(1)), ...(await other.received(1))];
    expect(engine.looks).toEqual(['for srgb, marks nothing', 'for display-p3, marks adobe-rgb']);
    expect(frames).toMatchObject([
      { space: 'srgb', marked: false },
      { space: 'display-p3', marked: true },
    ]);
  });

  it('gives a copy of the newest frame of a scan', async () => {
    const scan = await opened(1);
    ask(2, 'copyFrame', { scan, longest: null });
    expect(await answered(2)).toMatchObject({ type: 'reply', result: null });
    render(scan, 6, testRecipe());
    await screen.received(1);
    ask(3, 'copyFrame', { scan, longest: null });
    ask(4, 'copyFrame', { scan, longest: 160 });
    const copy = { frame: { scan, sequence: 6 }, width: 1, height: 1, pixels: { length: 4 } };
    for (const id of [3, 4]) expect(await answered(id)).toMatchObject({ type: 'reply', result: copy });
    ask(5, 'copyFrame', { scan: scan + 1, longest: null });
    expect(await answered(5)).toMatchObject({ type: 'reply', result: null });
  });

  it('copies a small picture out of the heap', async () => {
    const scan = await opened(1);
    ask(2, 'small', { scan, recipe: testRecipe(), longest: 16 });
    const small = { width: 2, height: 1, pixels: new Uint8ClampedArray(8) };
    expect(await answered(2)).toMatchObject({ type: 'reply', result: small });
    ask(3, 'small', { scan: scan + 1, recipe: testRecipe(), longest: 16 });
    expect(await answered(3)).toMatchObject({ type: 'refused', failure: { code: 'stale' } });
  });

  it('completes recipes one by one', async () => {
    ask(1, 'complete', { recipes: ['{}', '{'] });
    expect(await answered(1)).toMatchObject({
      result: [
        { ok: true, recipe: { complete: true } },
        { ok: false, code: 'invalid', name: 'json-malformed', args: {} },
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
    ask(2, 'makeLink', { recipes: [], parts: [] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(withType('failed')).toHaveLength(1);
    expect(withType('reply')).toHaveLength(0);
  });

  it.each(['stack', 'pool-stack'] as const)('comes at once where a %s overflows', (stage) => {
    send({ type: 'fault', stage });
    expect(withType('failed')).toMatchObject([{ failure: { code: 'trap', args: { reason: 'stack overflow' } } }]);
  });

  it.each([
    new RangeError('Maximum call stack size exceeded'),
    Object.assign(new Error('too much recursion'), { name: 'InternalError' }),
  ])('is what the browser says of calls too deep: %s', async (error) => {
    engine.stats = () => {
      throw error;
    };
    ask(1, 'stats', {});
    while (withType('failed').length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(withType('refused')).toEqual([]);
  });

  it('of an ordinary kind is a refusal', async () => {
    ask(1, 'stats', {});
    expect(await answered(1)).toMatchObject({
      type: 'refused',
      failure: { name: 'worker-failed', args: { reason: 'no numbers' } },
    });
    const scan = await opened(3);
    ask(2, 'automatic', { scan, film: 'digital', recipe: testRecipe() });
    expect(await answered(2)).toMatchObject({ type: 'reply', result: { recipe: { film: 'digital' } } });
  });
});
