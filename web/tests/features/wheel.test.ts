import { beforeEach, describe, expect, it } from 'vitest';
import { Wheel, type WheelTurn } from '../../src/features/viewer/wheel';

let wheel: Wheel;
let time: number;

const turn = (deltaY: number, change: Partial<WheelTurn> = {}) => {
  time += 16;
  return wheel.move({ deltaX: 0, deltaY, deltaMode: 0, ctrlKey: false, timeStamp: time, ...change });
};

beforeEach(() => {
  wheel = new Wheel();
  time = 0;
});

describe('the wheel of a mouse', () => {
  it('zooms, whatever it is counted in', () => {
    // Chromium on Windows and Linux, Firefox in lines, Chromium on a Mac.
    for (const notch of [
      [120],
      [-100],
      [53],
      [3, { deltaMode: 1 }],
      [1, { deltaMode: 2 }],
      [4.000244140625],
    ] as const) {
      expect(turn(notch[0], notch[1]).does).toBe('zoom');
      time += 1000;
    }
    expect(turn(-100)).toMatchObject({ factor: expect.closeTo(1.17, 2) as number });
    expect(turn(100)).toMatchObject({ factor: expect.closeTo(0.85, 2) as number });
  });

  it('zooms no faster with Ctrl', () => {
    expect(turn(-100, { ctrlKey: true })).toEqual(turn(-100));
  });

  it('moves the picture sideways with Shift, for which browsers turn its direction', () => {
    expect(turn(0, { deltaX: 100 })).toMatchObject({ does: 'pan', by: { x: -100 } });
  });
});

describe('a trackpad', () => {
  it('moves the picture with two fingers, however fast they become', () => {
    expect(turn(2)).toEqual({ does: 'pan', by: { x: -0, y: -2 } });
    expect(turn(80)).toEqual({ does: 'pan', by: { x: -0, y: -80 } });
    expect(turn(30, { deltaX: -12.5 })).toEqual({ does: 'pan', by: { x: 12.5, y: -30 } });
    time += 1000;
    expect(turn(-1.25).does).toBe('pan');
  });

  it('zooms with a pinch, with small steps far enough', () => {
    expect(turn(-2.5, { ctrlKey: true })).toMatchObject({ does: 'zoom', factor: expect.closeTo(1.025, 3) as number });
  });

  it('gives the wheel back after a pause', () => {
    expect(turn(2).does).toBe('pan');
    expect(turn(120).does).toBe('pan');
    time += 1000;
    expect(turn(120).does).toBe('zoom');
  });
});
