import { describe, expect, it } from 'vitest';
import { reduced } from '../../src/worker/reduced_frame';

describe('a small copy of a frame', () => {
  it('keeps the shape and the colors of a frame', () => {
    const [width, height] = [640, 320];
    const pixels = new Uint8Array(width * height * 4);
    for (let at = 0; at < width * height; at += 1)
      pixels.set(at % width < width / 2 ? [200, 100, 50, 255] : [0, 0, 0, 255], at * 4);
    const small = reduced(pixels, { width, height }, 160);
    expect(small).toMatchObject({ width: 160, height: 80 });
    expect([...small.pixels.subarray(0, 4)]).toEqual([200, 100, 50, 255]);
    expect([...small.pixels.subarray(-4)]).toEqual([0, 0, 0, 255]);
  });

  it('of a smaller frame is no larger', () => {
    expect(reduced(new Uint8Array(4), { width: 1, height: 1 }, 160)).toMatchObject({ width: 1, height: 1 });
  });
});
