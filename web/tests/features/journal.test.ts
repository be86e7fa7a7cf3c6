import { describe, expect, it } from 'vitest';
import { unkeptBecause, unkeptBeside } from '../../src/features/journal/unkept';
import { tabLives } from '../../src/engine/tab';

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
