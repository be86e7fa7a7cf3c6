import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineClient, EngineError, type WorkerPort } from '../../src/engine/client';
import type { ToWorker } from '../../src/engine/calls';
import { isInterrupted } from '../../src/engine/interrupt';
import type { EngineFailure, FromWorker } from '../../src/engine/protocol';
import { testCatalog, testRecipe } from '../recipes';

class TestPort implements WorkerPort {
  readonly sent: ToWorker[] = [];
  terminated = false;
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  answer(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }
}

const wanted = { scan: 1, recipe: testRecipe(), subject: 1, eventTime: 0, warnOutside: '' };

let port: TestPort;
let client: EngineClient;
let failures: EngineFailure[];

beforeEach(() => {
  port = new TestPort();
  failures = [];
  client = new EngineClient(port, {
    ready: () => undefined,
    failed: (failure) => failures.push(failure),
    unrendered: () => undefined,
  });
});

describe('EngineClient', () => {
  it('gives every call its own answer', async () => {
    const recipe = testRecipe();
    const first = client.call('pickBase', { scan: 1, recipe, x: 0, y: 0 });
    const second = client.call('pickBase', { scan: 1, recipe, x: 1, y: 1 });
    port.answer({ type: 'reply', id: 2, result: [2, 2, 2] });
    port.answer({ type: 'reply', id: 1, result: [1, 1, 1] });
    expect(await first).toEqual([1, 1, 1]);
    expect(await second).toEqual([2, 2, 2]);
  });

  it('turns a refusal into an error with its sentence', async () => {
    const call = client.call('stats', {});
    port.answer({ type: 'refused', id: 1, failure: { code: 'busy', name: 'export-busy', args: {} } });
    await expect(call).rejects.toMatchObject({
      code: 'busy',
      name: 'export-busy',
      message: 'an export is running; cancel it or let it finish first',
    });
  });

  it('reports progress and sends a cancel', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const message = { file: new File([], 'scan.tif'), key: null, rows: 0, preview: null };
    const call = client.call('open', message, { signal: controller.signal, onProgress: (done) => seen.push(done) });
    port.answer({ type: 'progress', id: 1, done: 5, total: 10 });
    controller.abort();
    expect(seen).toEqual([5]);
    expect(port.sent.at(-1)).toEqual({ type: 'cancel', id: 1 });
    port.answer({ type: 'refused', id: 1, failure: { code: 'cancelled', name: 'cancelled', args: {} } });
    await expect(call).rejects.toBeInstanceOf(EngineError);
  });

  it('tells a worker that hears no message of a cancel in shared memory, where the page may have it', async () => {
    const message = { file: new File([], 'scan.cr3'), key: null, rows: 0, preview: null };
    for (const isolated of [false, true]) {
      vi.stubGlobal('crossOriginIsolated', isolated);
      const controller = new AbortController();
      client.call('open', message, { signal: controller.signal }).catch(() => undefined);
      const sent = port.sent.at(-1);
      if (sent?.type !== 'call') throw new Error('no call');
      expect(sent.interrupt !== null).toBe(isolated);
      expect(isInterrupted(sent.interrupt)).toBe(false);
      controller.abort();
      expect(isInterrupted(sent.interrupt)).toBe(isolated);
    }
    vi.unstubAllGlobals();
  });

  it('numbers the renders', () => {
    client.render({ ...wanted, eventTime: 12 });
    client.render({ ...wanted, eventTime: 34 });
    expect(port.sent.map((message) => message.type === 'render' && message.sequence)).toEqual([1, 2]);
    expect(client.requested).toBe(2);
  });

  it('ends every call when the engine fails, once', async () => {
    const call = client.call('stats', {});
    port.answer({ type: 'failed', failure: { code: 'trap', name: 'engine-stopped', args: {} } });
    await expect(call).rejects.toMatchObject({ code: 'stopped' });
    expect(port.terminated).toBe(true);
    expect(failures).toHaveLength(1);
    await expect(client.call('stats', {})).rejects.toMatchObject({ code: 'stopped' });
  });
});

describe('a silent worker', () => {
  const ticks = (count: number) => {
    for (let tick = 0; tick < count; tick += 1) client.tick();
  };

  it('is asked for a sign of life, and given up after ten seconds', async () => {
    port.answer({ type: 'ready', catalog: testCatalog, heapBytes: 1, viewPixels: 1, shared: false, diskless: null });
    const call = client.call('stats', {});
    ticks(8);
    expect(port.sent.filter(({ type }) => type === 'ping')).toHaveLength(8);
    port.answer({ type: 'pong' });
    ticks(10);
    expect(failures).toEqual([]);
    ticks(1);
    expect(failures).toMatchObject([{ code: 'silent' }]);
    await expect(call).rejects.toMatchObject({ code: 'stopped' });
  });

  it('owes no answer where nothing was asked', () => {
    port.answer({ type: 'ready', catalog: testCatalog, heapBytes: 1, viewPixels: 1, shared: false, diskless: null });
    ticks(30);
    client.render(wanted);
    client.render(wanted);
    client.answered(1);
    port.answer({
      type: 'unrendered',
      sequence: 2,
      failure: { code: 'range', name: 'worker-failed', args: { reason: 'no' } },
    });
    ticks(30);
    expect(failures).toEqual([]);
  });

  it('may take its time to load', () => {
    ticks(30);
    expect(failures).toEqual([]);
  });
});
