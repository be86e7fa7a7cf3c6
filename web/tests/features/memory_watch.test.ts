import { describe, expect, it } from 'vitest';
import { growthText, refillText } from '../../src/features/engine-panel/memory_watch';
import type { RenderedFrame } from '../../src/engine/protocol';

describe('the warning', () => {
  const kMiB = 1 << 20;

  it('comes at twice the memory, if that is much', () => {
    expect(growthText(100 * kMiB, 190 * kMiB)).toBe('');
    expect(growthText(10 * kMiB, 40 * kMiB)).toBe('');
    expect(growthText(100 * kMiB, 210 * kMiB)).toContain('from 100 MiB to 210 MiB');
  });
});

describe('the log', () => {
  it('says what was read anew', () => {
    const frame = { width: 300, height: 200, rect: [0, 0, 0.5, 0.5], picture: { width: 1200, height: 800 } };
    const text = refillText({ ...frame, coarse: true, renderMs: 3.21 } as unknown as RenderedFrame);
    expect(text).toBe('planes refilled: 300 × 200 at 50 %, coarse, 3.2 ms');
  });
});
