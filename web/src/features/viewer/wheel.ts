// What a turn of the wheel means: a mouse's wheel and a pinch zoom, two fingers on a trackpad move the picture.
//
// Browsers do not say which device it was. A wheel turns by notches: in lines, or in pixels that are whole, many and
// straight up or down. Fingers begin slowly. What a turn begins as it stays to its end, as fingers speed up meanwhile.

import type { Point } from '../../render/placement';

export type WheelMove =
  | { readonly does: 'zoom'; readonly factor: number }
  /** In CSS pixels. */
  | { readonly does: 'pan'; readonly by: Point };

/** What of a `WheelEvent` is looked at. */
export type WheelTurn = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey' | 'timeStamp'>;

/** Logarithm of the zoom for a pixel of a wheel; a notch of 100 zooms by a sixth. */
const kWheelRate = 0.0016;
/** The same for a pinch, which browsers report in small steps with Ctrl, as if it were held. */
const kPinchRate = 0.01;
/** A wheel that reports lines or pages moves this far for one, in CSS pixels. */
const kUnitCss = [1, 16, 400] as const;
/** The least notch that browsers report, in pixels; fingers begin below it. */
const kLeastNotch = 40;
/** Chromium on a Mac speeds up the wheel from multiples of this. */
const kMacNotch = 4.000244140625;
/** After this pause a turn is a new one. */
const kPauseMs = 250;

export class Wheel {
  #notched = true;
  #last = -Infinity;

  move(turn: WheelTurn): WheelMove {
    if (turn.timeStamp - this.#last > kPauseMs) this.#notched = isNotched(turn);
    this.#last = turn.timeStamp;
    const unit = kUnitCss[turn.deltaMode] ?? 1;
    const [x, y] = [turn.deltaX * unit, turn.deltaY * unit];
    if (turn.ctrlKey && !this.#notched) return zoom(y * kPinchRate);
    if (turn.ctrlKey || (this.#notched && x === 0)) return zoom(y * kWheelRate);
    return { does: 'pan', by: { x: -x, y: -y } };
  }
}

function zoom(away: number): WheelMove {
  return { does: 'zoom', factor: Math.exp(-away) };
}

function isNotched({ deltaX, deltaY, deltaMode }: WheelTurn): boolean {
  if (deltaMode !== 0) return true;
  if (deltaX !== 0) return false;
  const whole = Number.isInteger(deltaY) && Math.abs(deltaY) >= kLeastNotch;
  return whole || deltaY % kMacNotch === 0;
}
