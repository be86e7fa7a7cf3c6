// What is made of a call that was refused: nothing, where the user knows it already, or a reason to be told.

import { EngineError } from '../../engine/client';

/** The user's own doing, as closing the scan is, or an engine that is gone, which is said elsewhere. */
export function isEnding(error: unknown): boolean {
  return error instanceof EngineError && ['cancelled', 'stale', 'stopped'].includes(error.code);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
