import { describe, expect, it } from 'vitest';
import { FrameQueue, FrameReader } from '../../src/engine/frames';
import { Latency } from '../../src/engine/latency';
import type { RenderedFrame } from '../../src/engine/protocol';

const frame = (sequence: number, change: Partial<RenderedFrame> = {}): RenderedFrame => ({
  type: 'frame',
  sequence,
  eventTime: 0,
  width: 2,
  height: 1,
  renderMs: 1,
  slot: sequence % 2,
  offset: 64,
  pixels: null,
  histogram: new Uint32Array(768),
  ...change,
});

describe('FrameQueue', () => {
  it('draws only the newest of the frames that came between two draws', () => {
    const scheduled: (() => void)[] = [];
    const drawn: number[] = [];
    const queue = new FrameQueue(
      (draw) => scheduled.push(draw),
      ({ sequence }) => drawn.push(sequence),
    );
    queue.push(frame(1));
    queue.push(frame(3));
    queue.push(frame(2));
    expect(scheduled).toHaveLength(1);
    scheduled.shift()?.();
    queue.push(frame(4));
    scheduled.shift()?.();
    expect(drawn).toEqual([3, 4]);
  });
});

describe('FrameReader', () => {
  it('tells the engine which slot is being read, and when it no longer is', () => {
    const memory = new SharedArrayBuffer(128);
    const flag = new Int32Array(memory, 8, 1);
    new Uint8Array(memory).set([1, 2, 3, 4, 5, 6, 7, 8], 64);
    const reader = new FrameReader({ memory, readingFlag: 8 });
    const seen = reader.read(frame(3), (pixels) => ({ flag: Atomics.load(flag, 0), pixels: [...pixels] }));
    expect(seen).toEqual({ flag: 1, pixels: [1, 2, 3, 4, 5, 6, 7, 8] });
    expect(Atomics.load(flag, 0)).toBe(-1);
  });

  it('frees the slot when reading fails', () => {
    const memory = new SharedArrayBuffer(128);
    const reader = new FrameReader({ memory, readingFlag: 0 });
    expect(() =>
      reader.read(frame(1), () => {
        throw new Error('context lost');
      }),
    ).toThrow('context lost');
    expect(new Int32Array(memory, 0, 1)[0]).toBe(-1);
  });

  it('reads frames that came as messages', () => {
    const pixels = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
    const read = new FrameReader(null).read(frame(1, { pixels }), (bytes) => [...bytes]);
    expect(read).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('Latency', () => {
  it('has the last value and the median of the last hundred', () => {
    const latency = new Latency();
    expect(latency.median).toBe(0);
    for (let sample = 1; sample <= 300; sample += 1) latency.add(sample);
    expect(latency.last).toBe(300);
    expect(latency.median).toBe(250.5);
  });
});
