// What a hand or a key does to the crop: pulls its corners and sides, free or in a ratio. Pure functions on boxes.

import { type Box, type Plane, type Point, type Sides, lastInside, leastSide, shrunkInto } from '../../documents/crop';
import { text } from '../../i18n/text';
import type { AspectName } from '../../workspace/state';

/** Which sides move: -1 the left or upper, 1 the right or lower, 0 neither. */
export interface Handle {
  readonly name: string;
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** Clockwise; the corners first, as they are what one reaches for. */
export const kHandles: readonly Handle[] = [
  { name: text('crop.top-left-corner'), x: -1, y: -1 },
  { name: text('crop.top-right-corner'), x: 1, y: -1 },
  { name: text('crop.bottom-right-corner'), x: 1, y: 1 },
  { name: text('crop.bottom-left-corner'), x: -1, y: 1 },
  { name: text('crop.top-side'), x: 0, y: -1 },
  { name: text('crop.right-side'), x: 1, y: 0 },
  { name: text('crop.bottom-side'), x: 0, y: 1 },
  { name: text('crop.left-side'), x: -1, y: 0 },
];

export const kAspects: readonly { readonly value: AspectName; readonly label: string }[] = [
  { value: 'free', label: text('crop.free') },
  { value: 'original', label: text('crop.original') },
  { value: '1:1', label: '1 : 1' },
  { value: '5:4', label: '5 : 4' },
  { value: '4:3', label: '4 : 3' },
  { value: '3:2', label: '3 : 2' },
  { value: '16:9', label: '16 : 9' },
];

/** Width by height for a box that lies or stands as this one does; null where any shape will do. */
export function ratioFor(aspect: AspectName, box: Sides, plane: Plane): number | null {
  if (aspect === 'free') return null;
  const [long, short] =
    aspect === 'original' ? [plane.width, plane.height] : (aspect.split(':').map(Number) as [number, number]);
  const ratio = Math.max(long, short) / Math.min(long, short);
  const lies = box.width === box.height ? plane.width >= plane.height : box.width > box.height;
  return lies ? ratio : 1 / ratio;
}

/** Whether a box has a shape, as far as whole pixels allow. */
export function hasShape(aspect: AspectName, box: Sides, plane: Plane): boolean {
  const ratio = ratioFor(aspect, box, plane);
  return ratio === null || isNear(ratio, box);
}

export function isNear(ratio: number, { width, height }: Sides): boolean {
  return Math.abs(width - height * ratio) <= 1 + ratio;
}

/** The same middle and, where the scan has room for it, the same area. */
export function reshaped(plane: Plane, box: Box, ratio: number): Box {
  const height = Math.sqrt((box.width * box.height) / ratio);
  return shrunkInto(plane, { ...box, width: height * ratio, height });
}

/** Pulls a handle by a way in the plane; what lies opposite stays where it is. */
export function pulled(plane: Plane, start: Box, handle: Handle, by: Point, ratio: number | null): Box {
  const least = leastSide(plane);
  const width = start.width + handle.x * by.x;
  const height = start.height + handle.y * by.y;
  if (ratio === null) {
    const wanted = anchored(start, handle, Math.max(least, width), Math.max(least, height));
    return alongTheEdges(plane, lastInside(plane, start, wanted), wanted);
  }
  const smallest = least / Math.min(1, ratio);
  const tall = Math.max(smallest, heightInRatio(handle, width, height, ratio));
  return lastInside(plane, start, anchored(start, handle, tall * ratio, tall));
}

/** A corner follows the hand along its diagonal. */
function heightInRatio(handle: Handle, width: number, height: number, ratio: number): number {
  if (handle.x === 0) return height;
  if (handle.y === 0) return width / ratio;
  return (width * ratio + height) / (ratio * ratio + 1);
}

function anchored(start: Box, handle: Handle, width: number, height: number): Box {
  return {
    x: start.x + (handle.x * (width - start.width)) / 2,
    y: start.y + (handle.y * (height - start.height)) / 2,
    width,
    height,
  };
}

/** Where the scan's edge stops a corner, it still follows the hand along that edge. */
function alongTheEdges(plane: Plane, box: Box, wanted: Box): Box {
  const across = lastInside(plane, box, { ...box, x: wanted.x, width: wanted.width });
  return lastInside(plane, across, { ...across, y: wanted.y, height: wanted.height });
}
