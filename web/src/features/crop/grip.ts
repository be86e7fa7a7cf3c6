// What of the crop a pointer takes hold of.

import type { Point } from '../../documents/crop';
import type { Rect } from '../../render/placement';
import { type Handle, kHandles } from './shape';

/** A handle; the inside moves the crop, the outside turns the picture. */
export type Grip = Handle | 'move' | 'turn';

/** How near is near enough, in CSS pixels. */
const kReach: { readonly [pointerType: string]: number } = { mouse: 12, pen: 18, touch: 26 };

export function reachOf(pointerType: string): number {
  return kReach[pointerType] ?? 12;
}

/** Of a side of a small crop, so that its middle can still be taken to move it. */
const kMostShare = 0.25;

export function gripAt(point: Point, rect: Rect, pointerType: string): Grip {
  const reach = reachOf(pointerType);
  const x = sideAt(point.x - rect.x, rect.width, reach);
  const y = sideAt(point.y - rect.y, rect.height, reach);
  if (x === null || y === null) return 'turn';
  return kHandles.find((handle) => handle.x === x && handle.y === y) ?? 'move';
}

/** -1 and 1 near an end, 0 between, null beyond. */
function sideAt(at: number, length: number, reach: number): -1 | 0 | 1 | null {
  if (at < -reach || at > length + reach) return null;
  const inner = Math.min(reach, length * kMostShare);
  if (at < inner) return -1;
  return at > length - inner ? 1 : 0;
}

/** The name of a cursor's class. */
export function cursorOf(grip: Grip): string {
  if (grip === 'move' || grip === 'turn') return grip;
  if (grip.x === 0) return 'vertical';
  if (grip.y === 0) return 'horizontal';
  return grip.x === grip.y ? 'falling' : 'rising';
}
