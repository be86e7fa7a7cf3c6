// Pointers on the picture, told apart: dragging with one, pinching with two, and what a click picks.

import type { Point } from '../../render/placement';

export interface GestureTarget {
  /** The first pointer came down. Returns whether it pans; otherwise it picks. */
  begin(at: Point, event: PointerEvent): 'pan' | 'pick';
  pan(by: Point): void;
  /** Scales by `factor` around `at`. */
  pinch(factor: number, at: Point): void;
  pick(at: Point, event: PointerEvent): void;
  end(): void;
}

export class Gestures {
  readonly #pointers = new Map<number, Point>();
  #does: 'pan' | 'pick' | null = null;

  /** `pointFrom` gives an event's point on the canvas, in device pixels. */
  constructor(
    private readonly target: GestureTarget,
    private readonly pointFrom: (event: PointerEvent) => Point,
  ) {}

  readonly pressed = (event: PointerEvent): void => {
    if (event.button > 1) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const at = this.pointFrom(event);
    this.#pointers.set(event.pointerId, at);
    if (this.#pointers.size > 1) return;
    this.#does = this.target.begin(at, event);
    if (this.#does === 'pick') this.target.pick(at, event);
  };

  readonly moved = (event: PointerEvent): void => {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const at = this.pointFrom(event);
    if (this.#does === 'pick') return this.target.pick(at, event);
    const pointers = [...this.#pointers.values()];
    this.#pointers.set(event.pointerId, at);
    const moved = [...this.#pointers.values()];
    const [from, to] = [middle(pointers), middle(moved)];
    if (moved.length === 2) this.target.pinch(spread(moved) / Math.max(1, spread(pointers)), from);
    this.target.pan({ x: to.x - from.x, y: to.y - from.y });
  };

  readonly released = (event: PointerEvent): void => {
    if (!this.#pointers.delete(event.pointerId) || this.#pointers.size > 0) return;
    this.#does = null;
    this.target.end();
  };
}

function spread([a, b]: readonly Point[]): number {
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}

function middle(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
