import { beforeEach, describe, expect, it } from 'vitest';
import { Pace } from '../../src/worker/pace';

const kPixels = 4_000_000;

let pace: Pace;
const frames = (milliseconds: number, count: number, pixels = kPixels) => {
  for (let frame = 0; frame < count; frame += 1) pace.add(milliseconds, pixels);
};

beforeEach(() => {
  pace = new Pace();
});

describe('Pace', () => {
  it('renders full frames before anything is measured', () => {
    expect(pace.slow).toBe(false);
    frames(200, 2);
    expect(pace.slow).toBe(false);
  });

  it('is slow where full frames take longer than a refresh', () => {
    frames(17, 14);
    expect(pace.slow).toBe(false);
    frames(17, 1);
    expect(pace.slow).toBe(true);
  });

  it('takes no notice of the first frames, whose code is not the fast one yet', () => {
    frames(40, 7);
    frames(14, 8);
    expect(pace.slow).toBe(false);
  });

  it('takes no notice of a single slow frame', () => {
    frames(12, 14);
    frames(90, 1);
    expect(pace.slow).toBe(false);
  });

  it('does not change back and forth around the limit', () => {
    frames(17, 15);
    frames(15, 15);
    expect(pace.slow).toBe(true);
    frames(12, 15);
    expect(pace.slow).toBe(false);
    frames(15, 15);
    expect(pace.slow).toBe(false);
  });

  it('goes by the time of a pixel, so that a larger frame is known to be slow', () => {
    frames(10, 15);
    frames(20, 1, 2 * kPixels);
    expect(pace.slow).toBe(true);
  });
});
