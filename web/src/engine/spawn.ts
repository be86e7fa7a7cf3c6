// Starts the engine's worker. The only place of the page that knows the worker's file.

import type { WorkerPort } from './client';

export function spawnEngineWorker(): WorkerPort {
  return new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module', name: 'safelight-engine' });
}
