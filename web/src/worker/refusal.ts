// Errors on their way to the page: refusals, which are answers, and traps, which end the engine.

import type { EngineFailure, ErrorName, Sentence } from '../engine/protocol';
import type { Outcome } from './engine_module';

/** A sentence of which the table is known to have the words. */
export const sentence = (name: ErrorName, args: Sentence['args'] = {}): Sentence => ({ name, args });

export class Refused extends Error {
  constructor(readonly failure: EngineFailure) {
    super(failure.name);
  }

  /** What the engine reports where it meets this error in a file that it reads or writes; see EngineFile. */
  get sentence(): Sentence {
    const { name, args } = this.failure;
    return { name, args };
  }
}

export function refuse(code: string, name: ErrorName, args: Sentence['args'] = {}): never {
  throw new Refused({ code, name, args });
}

export function take<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Refused({ code: outcome.code, name: outcome.name, args: outcome.args });
}

export function failureOf(error: unknown): EngineFailure {
  if (error instanceof Refused) return error.failure;
  return { code: 'error', ...sentence('worker-failed', { reason: reasonOf(error) }) };
}

/** The browser's own words, which stay as they are. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * What leaves a module that cannot be trusted any more: a C++ exception that nobody caught arrives as a number, a trap
 * or an abort as a RuntimeError, and calls that are too deep for the browser's own stack as its error for that: a
 * RangeError, which Firefox calls an InternalError.
 */
export function isTrap(error: unknown): boolean {
  if (typeof error === 'number' || error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof Error && /call stack|too much recursion/.test(error.message);
}
