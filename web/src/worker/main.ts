// The engine worker's entry: loads the engine at the first message and hands the others to the service.

import type { ToWorker } from '../engine/calls';
import type { FromWorker } from '../engine/protocol';
import { BlobSource } from './blob_source';
import { createDefer } from './defer';
import { loadEngine } from './load_engine';
import { reasonOf, sentence } from './refusal';
import { EngineService } from './service';
import { openStorage } from './storage';

declare const self: DedicatedWorkerGlobalScope;

/** After a coarse frame: longer than between two events of a moving hand, shorter than one waits for sharpness. */
const kRestMs = 80;
/** More than an engine ever opens. The next engine of the page numbers on: no scan is taken for one of a former engine. */
const kScansAnEngine = 1_000_000;

let service: EngineService | null = null;

const post = (message: FromWorker) => self.postMessage(message);

async function start(message: ToWorker & { type: 'start' }): Promise<void> {
  const isolated = self.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined';
  const [{ module, threads }, storage] = await Promise.all([
    loadEngine(message.base, {
      isolated,
      cores: navigator.hardwareConcurrency,
      screenPixels: message.screenPixels,
    }),
    openStorage(message),
  ]);
  const engine = new module.Engine(threads, 1 + message.generation * kScansAnEngine);
  const heap = module.HEAPU8;
  const shared = isolated && heap.buffer instanceof SharedArrayBuffer;
  const catalog = engine.catalog();
  const { viewPixels } = engine.stats();
  service = new EngineService({
    engine,
    heap,
    storage,
    // A camera raw file is unpacked in one step, which may take long on a slow device; it reads all the while.
    openSource: (file, between) =>
      new BlobSource(file, () => {
        post({ type: 'pong' });
        between();
      }),
    defer: createDefer(),
    rest: (run) => void setTimeout(run, kRestMs),
    now: () => performance.timeOrigin + performance.now(),
    post,
  });
  post({ type: 'ready', catalog, heapBytes: heap.length, viewPixels, shared, diskless: storage.diskless });
  // What is left over is in nobody's way meanwhile; and that it cannot be removed is no reason not to start.
  storage.clean().catch(() => undefined);
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (service) return service.receive(data);
  if (data.type === 'ping') return post({ type: 'pong' });
  if (data.type !== 'start') return;
  start(data).catch((error: unknown) => {
    const why = sentence('engine-not-loaded', { reason: reasonOf(error) });
    post({ type: 'failed', failure: { code: 'load', ...why } });
  });
};
