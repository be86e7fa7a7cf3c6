// A cancel that is seen in the middle of a step, where no message is heard: in memory that page and worker share, which
// only an isolated page has.

export type Interrupt = Int32Array<SharedArrayBuffer> | null;

export const makeInterrupt = (): Interrupt =>
  globalThis.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) : null;

export function interrupt(flag: Interrupt): void {
  if (flag) Atomics.store(flag, 0, 1);
}

export const isInterrupted = (flag: Interrupt): boolean => flag !== null && Atomics.load(flag, 0) === 1;
