// Starts the engine's worker.

import { startWorker } from '../scripts';
import type { WorkerPort } from './client';

export function spawnEngineWorker(): WorkerPort {
  return startWorker('engine');
}
