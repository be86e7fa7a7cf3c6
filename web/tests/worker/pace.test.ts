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

  it('is slow where full frames take longer than a refresh for most of a while', () => {
    frames(17, 44);
    expect(pace.slow).toBe(false);
    frames(17, 1);
    expect(pace.slow).toBe(true);
  });

  it('is slow after a few frames that take two refreshes', () => {
    frames(34, 14);
    expect(pace.slow).toBe(false);
    frames(34, 1);
    expect(pace.slow).toBe(true);
  });

  it('takes no notice of the first frames, whose code is not the fast one yet', () => {
    frames(60, 7);
    frames(14, 50);
    expect(pace.slow).toBe(false);
  });

  it('takes no notice of a moment in which others have the cores', () => {
    frames(12, 45);
    frames(20, 22);
    expect(pace.slow).toBe(false);
    frames(20, 1);
    expect(pace.slow).toBe(true);
  });

  it('does not change back and forth around the limit', () => {
    frames(17, 45);
    frames(15, 45);
    expect(pace.slow).toBe(true);
    frames(12, 8);
    expect(pace.slow).toBe(false);
    frames(15, 45);
    expect(pace.slow).toBe(false);
  });

  it('goes by the time of a pixel, so that a larger frame is known to be slow', () => {
    frames(20, 15);
    expect(pace.slow).toBe(false);
    frames(40, 1, 2 * kPixels);
    expect(pace.slow).toBe(true);
  });
});
