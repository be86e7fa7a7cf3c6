import { describe, expect, it } from 'vitest';
import { reduced } from '../../src/features/journal/thumbnail';
import { unkeptBecause, unkeptBeside } from '../../src/features/journal/unkept';
import { tabLives } from '../../src/engine/tab';

describe('a thumbnail', () => {
  it('keeps the shape and the colors of a frame', () => {
    const [width, height] = [640, 320];
    const pixels = new Uint8Array(width * height * 4);
    for (let at = 0; at < width * height; at += 1)
      pixels.set(at % width < width / 2 ? [200, 100, 50, 255] : [0, 0, 0, 255], at * 4);
    const small = reduced(pixels, { width, height });
    expect(small).toMatchObject({ width: 160, height: 80 });
    expect([...small.pixels.subarray(0, 4)]).toEqual([200, 100, 50, 255]);
    expect([...small.pixels.subarray(-4)]).toEqual([0, 0, 0, 255]);
  });

  it('of a smaller frame is no larger', () => {
    expect(reduced(new Uint8Array(4), { width: 1, height: 1 })).toMatchObject({ width: 1, height: 1 });
  });
});

describe('what is said while a grade is not kept', () => {
  it('says what is wrong and what that means', () => {
    expect(unkeptBecause(new DOMException('full', 'QuotaExceededError')).text).toContain('no disk space left');
    expect(unkeptBecause(new DOMException('no', 'SecurityError')).text).toContain('as in private mode');
    expect(unkeptBecause(new Error('it burns')).text).toMatch(/it burns.*only as long as this window is open/);
  });

  it('offers another version where that is what is missing', () => {
    expect(unkeptBecause(new DOMException('old', 'VersionError'))).toMatchObject({ newer: true });
    expect(unkeptBecause(new Error('it burns'))).toMatchObject({ newer: false });
    expect(unkeptBeside('a.tif').text).toContain('the grade of a.tif');
  });
});

describe('tabLives', () => {
  it('tells by the lock that a page holds', async () => {
    const locks = { query: async () => ({ held: [{ name: 'easelight-tab-a' }] }) } as unknown as LockManager;
    expect(await tabLives(locks, 'a')).toBe(true);
    expect(await tabLives(locks, 'b')).toBe(false);
    expect(await tabLives(undefined, 'a')).toBe(false);
  });
});
