import { beforeEach, describe, expect, it } from 'vitest';
import { withDensity } from '../../src/state/recipe';
import { testRecipe } from '../recipes';
import {
  answered,
  engine,
  open,
  options,
  posted,
  resting,
  send,
  startService,
  storage,
  withType,
} from './test_service';

beforeEach(startService);

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
        { ok: false, code: 'invalid', message: 'not a recipe' },
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
