import { describe, expect, it } from 'vitest';
import { type TimedFile, isHeldInMemory, isPrivateDenial } from '../../src/worker/private_window';

interface Costs {
  /** Microseconds of a call. */
  readonly read: number;
  readonly flush: number;
  /** What a call takes more now and then, as something else runs. */
  readonly disturbed?: number;
  /** The clock's step in microseconds. */
  readonly step?: number;
}

/** A file whose calls take time, and the clock that shows it. */
function timed({ read, flush, disturbed = 0, step = 5 }: Costs) {
  let microseconds = 0;
  let calls = 0;
  let flushes = 0;
  const spend = (cost: number) => {
    calls += 1;
    microseconds += cost + (calls % 23 === 0 ? disturbed : 0);
  };
  const file: TimedFile = {
    read: () => {
      spend(read);
      return 1;
    },
    flush: () => {
      flushes += 1;
      spend(flush);
    },
  };
  const now = () => (Math.floor(microseconds / step) * step) / 1000;
  return { inMemory: () => isHeldInMemory(file, now), flushes: () => flushes };
}

describe('a file', () => {
  it('is in memory where reads are messages and there is nothing to flush', () => {
    expect(timed({ read: 196, flush: 0.3 }).inMemory()).toBe(true);
    expect(timed({ read: 35, flush: 0.3 }).inMemory()).toBe(true);
    expect(timed({ read: 60, flush: 0.3, step: 100 }).inMemory()).toBe(true);
  });

  it('is on disk where reads are quick, and is not flushed to find out', () => {
    for (const costs of [
      { read: 1, flush: 40 },
      { read: 12, flush: 3000 },
      // A memory disk.
      { read: 0.8, flush: 0.2 },
      { read: 1, flush: 40, disturbed: 8000 },
      { read: 1, flush: 40, step: 100 },
    ]) {
      const file = timed(costs);
      expect(file.inMemory(), JSON.stringify(costs)).toBe(false);
      expect(file.flushes()).toBe(0);
    }
  });

  it('is on disk where all is slow', () => {
    expect(timed({ read: 400, flush: 20_000 }).inMemory()).toBe(false);
    expect(timed({ read: 400, flush: 380 }).inMemory()).toBe(false);
  });
});

describe('a denied file system', () => {
  it('is told by the errors of private windows', () => {
    expect(isPrivateDenial(new DOMException('Security error when calling GetDirectory', 'SecurityError'))).toBe(true);
    const transient = 'The operation failed for an unknown transient reason (e.g. out of memory).';
    expect(isPrivateDenial(new DOMException(transient, 'UnknownError'))).toBe(true);
  });

  it('may have other reasons', () => {
    expect(isPrivateDenial(new DOMException('the disk is on fire', 'UnknownError'))).toBe(false);
    expect(isPrivateDenial(new TypeError('navigator.storage.getDirectory is not a function'))).toBe(false);
    expect(isPrivateDenial(undefined)).toBe(false);
  });
});
