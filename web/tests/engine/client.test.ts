import { beforeEach, describe, expect, it } from 'vitest';
import { EngineClient, EngineError, type WorkerPort } from '../../src/engine/client';
import type { EngineFailure, FromWorker, ToWorker } from '../../src/engine/protocol';
import { testRecipe } from '../recipes';

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

let port: TestPort;
let client: EngineClient;
let failures: EngineFailure[];

beforeEach(() => {
  port = new TestPort();
  failures = [];
  client = new EngineClient(port, {
    ready: () => undefined,
    failed: (failure) => failures.push(failure),
    frame: () => undefined,
  });
});

describe('EngineClient', () => {
  it('gives every call its own answer', async () => {
    const recipe = testRecipe();
    const first = client.call('pickBase', { recipe, x: 0, y: 0 });
    const second = client.call('pickBase', { recipe, x: 1, y: 1 });
    port.answer({ type: 'reply', id: 2, result: [2, 2, 2] });
    port.answer({ type: 'reply', id: 1, result: [1, 1, 1] });
    expect(await first).toEqual([1, 1, 1]);
    expect(await second).toEqual([2, 2, 2]);
  });

  it('turns a refusal into an error with its sentence', async () => {
    const call = client.call('stats', {});
    port.answer({ type: 'refused', id: 1, failure: { code: 'busy', message: 'an export is running' } });
    await expect(call).rejects.toMatchObject({ code: 'busy', message: 'an export is running' });
  });

  it('reports progress and sends a cancel', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const file = new File([], 'scan.tif');
    const call = client.call('open', { file }, { signal: controller.signal, onProgress: (done) => seen.push(done) });
    port.answer({ type: 'progress', id: 1, done: 5, total: 10 });
    controller.abort();
    expect(seen).toEqual([5]);
    expect(port.sent.at(-1)).toEqual({ type: 'cancel', id: 1 });
    port.answer({ type: 'refused', id: 1, failure: { code: 'cancelled', message: 'cancelled' } });
    await expect(call).rejects.toBeInstanceOf(EngineError);
  });

  it('numbers the renders', () => {
    client.render(testRecipe(), 12);
    client.render(testRecipe(), 34);
    expect(port.sent.map((message) => message.type === 'render' && message.sequence)).toEqual([1, 2]);
    expect(client.requested).toBe(2);
  });

  it('ends every call when the engine fails, once', async () => {
    const call = client.call('stats', {});
    port.answer({ type: 'failed', failure: { code: 'trap', message: 'the engine stopped' } });
    await expect(call).rejects.toMatchObject({ code: 'stopped' });
    expect(port.terminated).toBe(true);
    expect(failures).toHaveLength(1);
    await expect(client.call('stats', {})).rejects.toMatchObject({ code: 'stopped' });
  });
});

describe('silence', () => {
  it('is how long an unanswered call has waited without a word', () => {
    let time = 0;
    const quiet = new EngineClient(
      port,
      { ready: () => undefined, failed: () => undefined, frame: () => undefined },
      () => time,
    );
    time = 1000;
    expect(quiet.silence).toBe(0);
    void quiet.call('stats', {});
    time = 5000;
    expect(quiet.silence).toBe(4000);
    port.answer({ type: 'progress', id: 1, done: 1, total: 2 });
    time = 6000;
    expect(quiet.silence).toBe(1000);
  });
});
