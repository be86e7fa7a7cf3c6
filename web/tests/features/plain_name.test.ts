import { describe, expect, it } from 'vitest';
import { plainName, withPlainName } from '../../src/features/open/plain_name';

describe('a plain name', () => {
  it('is the name itself, markup and all: it is only ever shown as text', () => {
    for (const name of ['roll3-12.tif', 'Äther 写真.jpg', `<img src=x onerror="alert('1')">.tif`, 'a & b.png']) {
      expect(plainName(name)).toBe(name);
    }
  });

  it('has nothing unseen in it', () => {
    expect(plainName('negative\u202egpj.exe')).toBe('negativegpj.exe');
    expect(plainName('a\u0000b\nc\u200bd\u2028e.tif')).toBe('abcde.tif');
    expect(plainName('\u202e\u200b')).toBe('unnamed');
  });

  it('is no longer than a sentence stands, and keeps its ending', () => {
    const name = plainName(`${'a'.repeat(300)}.tif`);
    expect([...name]).toHaveLength(120);
    expect(name).toMatch(/^a+…a+\.tif$/);
    expect([...plainName('😀'.repeat(300))]).toHaveLength(120);
    expect(plainName('b'.repeat(120))).toHaveLength(120);
  });

  it('leaves a file alone that has one', async () => {
    const plain = new File(['x'], 'a.tif');
    expect(withPlainName(plain)).toBe(plain);
    const renamed = withPlainName(new File(['x'], 'a\u202e.tif', { type: 'image/tiff', lastModified: 5 }));
    expect([renamed.name, renamed.type, renamed.lastModified]).toEqual(['a.tif', 'image/tiff', 5]);
    expect(await renamed.text()).toBe('x');
  });
});
