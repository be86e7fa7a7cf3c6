import { describe, expect, it } from 'vitest';
import { kMostQrBytes, qrPath } from '../../../src/features/link/qr';

/** The modules that the path paints. */
function modules(path: string): Set<string> {
  return new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
}

describe('a QR code', () => {
  it('has its three finder patterns inside a quiet border', () => {
    const code = qrPath('https://example.org/#grade=1.eJyr');
    if (!code) throw new Error('no code');
    expect((code.size - 2 * 4 - 17) % 4).toBe(0);
    const dark = modules(code.path);
    const last = code.size - 4 - 1;
    for (const [x, y] of [
      [4, 4],
      [last - 6, 4],
      [4, last - 6],
    ] as const) {
      for (let i = 0; i < 7; i += 1) expect(dark.has(`${x + i} ${y}`)).toBe(true);
      expect(dark.has(`${x + 1} ${y + 1}`)).toBe(false);
      expect(dark.has(`${x + 3} ${y + 3}`)).toBe(true);
    }
    expect([...dark].some((at) => at.startsWith('3 ') || at.endsWith(' 3'))).toBe(false);
  });

  it('holds as many bytes as the largest code, and is refused beyond', () => {
    expect(qrPath('a'.repeat(kMostQrBytes))?.size).toBe(177 + 8);
    expect(qrPath('a'.repeat(kMostQrBytes + 1))).toBeNull();
    expect(qrPath('é'.repeat(kMostQrBytes / 2 + 1))).toBeNull();
  });
});
