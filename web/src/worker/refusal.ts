// Errors on their way to the page: refusals, which are answers, and traps, which end the engine.

import type { EngineFailure } from '../engine/protocol';
import type { Outcome } from './engine_module';

/** `message` is one sentence for the user. */
export class Refused extends Error {
  constructor(readonly failure: EngineFailure) {
    super(failure.message);
  }
}

export function refuse(code: string, message: string): never {
  throw new Refused({ code, message });
}

export function take<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Refused({ code: outcome.code, message: outcome.message });
}

export function failureOf(error: unknown): EngineFailure {
  if (error instanceof Refused) return error.failure;
  return { code: 'error', message: error instanceof Error ? error.message : String(error) };
}

/**
 * What leaves a module that cannot be trusted any more: a C++ exception that nobody caught arrives as a number, a trap
 * or an abort as a RuntimeError.
 */
export function isTrap(error: unknown): boolean {
  return typeof error === 'number' || error instanceof WebAssembly.RuntimeError;
}
