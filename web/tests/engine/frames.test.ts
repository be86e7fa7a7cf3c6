import { describe, expect, it } from 'vitest';
import { FrameReader } from '../../src/engine/frames';
import { Latency } from '../../src/engine/latency';
import type { RenderedFrame } from '../../src/engine/protocol';

const frame = (number: number, change: Partial<RenderedFrame> = {}): RenderedFrame => ({
  type: 'frame',
  scan: 1,
  number,
  sequence: number,
  eventTime: 0,
  published: 0,
  width: 2,
  height: 1,
  rect: [0, 0, 1, 1],
  picture: { width: 2, height: 1 },
  coarse: false,
  renderMs: 1,
  offset: 64,
  pixels: null,
  histogram: new Uint32Array(768),
  ...change,
});

describe('FrameReader', () => {
  it('reads frames where they lie in shared memory', () => {
    const memory = new SharedArrayBuffer(128);
    new Uint8Array(memory).set([1, 2, 3, 4, 5, 6, 7, 8], 64);
    const seen = new FrameReader(memory).read(frame(3), (pixels) => [...pixels]);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('reads frames that came as messages', () => {
    const pixels = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
    const read = new FrameReader(null).read(frame(1, { pixels }), (bytes) => [...bytes]);
    expect(read).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('Latency', () => {
  it('has the last value, and median and 95th percentile of the last two hundred', () => {
    const latency = new Latency();
    expect(latency.figures).toEqual({ last: 0, median: 0, p95: 0 });
    for (let sample = 1; sample <= 300; sample += 1) latency.add(sample);
    expect(latency.figures).toEqual({ last: 300, median: 200, p95: 290 });
  });
});
