// The crop in the plane of the screen, where it is upright and the picture is turned underneath.
//
// One unit of the plane is a pixel of the scan, its origin the middle of the scan, and y points down: what the engine
// does in the order crop, straighten, rotate, flip is here one turn of the scan (core/geometry/frame_map.cpp). Every
// crop that leaves this file is one that the engine accepts: whole pixels, with all its corners in the scan.

import type { Recipe } from '../engine/protocol';

export type Geometry = Recipe['geometry'];
export type Crop = Geometry['crop'];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Sides {
  readonly width: number;
  readonly height: number;
}

export function sameCrop(one: Crop, other: Crop): boolean {
  return one.every((value, index) => value === other[index]);
}

/** Recipes from the engine and from the disk have objects of their own: only the values tell. */
export function sameGeometry(one: Geometry, other: Geometry): boolean {
  const { crop, rotate, flip, straighten } = other;
  return sameCrop(one.crop, crop) && one.rotate === rotate && one.flip === flip && one.straighten === straighten;
}

/** The scan as it lies on the screen: its sides after quarter turns, and how far it is turned clockwise, in degrees. */
export interface Plane extends Sides {
  readonly angle: number;
}

/** A crop in the plane; x and y are its middle. */
export interface Box extends Point, Sides {}

export const kWholeScan: Crop = [0, 0, 1, 1];
/** What the recipe allows, in degrees. */
export const kMostAngle = 45;
/** A crop's shortest side, in pixels of the scan, unless the scan itself is smaller. */
export const kLeastSide = 16;

/** Taking the edges of a turned crop to whole pixels moves its corners by less than this, in pixels. */
const kRounding = 1;

export function planeOf(geometry: Geometry, scan: Sides): Plane {
  const { width, height } = geometry.rotate % 180 === 0 ? scan : { width: scan.height, height: scan.width };
  return { width, height, angle: screenAngle(geometry) };
}

/** How far the picture is straightened clockwise as one sees it; a mirrored one is turned before it is mirrored. */
export function screenAngle({ straighten, flip }: Geometry): number {
  return flip ? 0 - straighten : straighten;
}

export function boxOf(geometry: Geometry, scan: Sides): Box {
  const { left, top, right, bottom } = edgesOf(geometry.crop, scan);
  const middle = { x: (left + right - scan.width) / 2, y: (top + bottom - scan.height) / 2 };
  const sides = { width: right - left, height: bottom - top };
  const { x, y } = planeFromScan(middle, geometry);
  return geometry.rotate % 180 === 0 ? { x, y, ...sides } : { x, y, width: sides.height, height: sides.width };
}

/** The crop of a box, with its edges on whole pixels. */
export function cropOf(box: Box, geometry: Geometry, scan: Sides): Crop {
  const middle = scanFromPlane(box, geometry);
  const sides = geometry.rotate % 180 === 0 ? box : { width: box.height, height: box.width };
  const [x, width] = wholePixels(middle.x, sides.width, scan.width);
  const [y, height] = wholePixels(middle.y, sides.height, scan.height);
  return [x, y, width, height];
}

/** The corners of a crop in the scan, clockwise on the screen, from the middle of the scan. */
export function cornersInScan(geometry: Geometry, scan: Sides): readonly Point[] {
  const { x, y, width, height } = boxOf(geometry, scan);
  return [
    { x: x - width / 2, y: y - height / 2 },
    { x: x + width / 2, y: y - height / 2 },
    { x: x + width / 2, y: y + height / 2 },
    { x: x - width / 2, y: y + height / 2 },
  ].map((corner) => scanFromPlane(corner, geometry));
}

/** Half a pixel is the edge pixel's own area. */
const kSlack = 0.5;

/** Whether the engine takes the crop as it is (core/geometry/frame_map.cpp). */
export function liesInScan(geometry: Geometry, scan: Sides): boolean {
  return cornersInScan(geometry, scan).every(
    ({ x, y }) => Math.abs(x) <= scan.width / 2 + kSlack && Math.abs(y) <= scan.height / 2 + kSlack,
  );
}

/** Points of the scan are measured from its middle. */
export function planeFromScan({ x, y }: Point, geometry: Geometry): Point {
  const [across, down] = quarterTurned(x, y, geometry.rotate);
  return turned({ x: geometry.flip ? -across : across, y: down }, screenAngle(geometry));
}

export function scanFromPlane(point: Point, geometry: Geometry): Point {
  const { x, y } = turned(point, -screenAngle(geometry));
  const [across, down] = quarterTurned(geometry.flip ? -x : x, y, (360 - geometry.rotate) % 360);
  return { x: across, y: down };
}

/** Turns a point clockwise about the origin. */
export function turned({ x, y }: Point, degrees: number): Point {
  const { sine, cosine } = waves(degrees);
  return { x: x * cosine - y * sine, y: x * sine + y * cosine };
}

export function isInside(plane: Plane, box: Box): boolean {
  return overhangs(plane, box).every((overhang) => overhang <= kTiny);
}

/** Moves a box to another middle, as far as the scan reaches. */
export function movedTo(plane: Plane, box: Box, middle: Point): Box {
  const { x, y } = turned(middle, -plane.angle);
  const room = roomFor(plane, extentOf(plane, box));
  return { ...box, ...turned({ x: bounded(x, room.x), y: bounded(y, room.y) }, plane.angle) };
}

/** Shrinks a box about its middle, its shape kept, until it is inside; a very small one is moved instead. */
export function shrunkInto(plane: Plane, box: Box): Box {
  const middle = turned(box, -plane.angle);
  const extent = extentOf(plane, box);
  const limit = limits(plane);
  const fits = Math.min((limit.x - Math.abs(middle.x)) / extent.x, (limit.y - Math.abs(middle.y)) / extent.y);
  if (fits >= 1 - kTiny) return box;
  const smallest = leastSide(plane) / Math.min(box.width, box.height);
  const factor = Math.max(fits, Math.min(1, smallest, limit.x / extent.x, limit.y / extent.y));
  return movedTo(plane, { ...box, width: box.width * factor, height: box.height * factor }, box);
}

/** On the straight way from a box that is inside to another one, the last that is. */
export function lastInside(plane: Plane, from: Box, to: Box): Box {
  const before = overhangs(plane, from);
  const share = overhangs(plane, to).reduce((most, after, index) => {
    const start = before[index] ?? 0;
    // Whole pixels may have left the first box a fraction outside; it must not get worse.
    const limit = Math.max(0, start) + kTiny;
    return after > limit ? Math.min(most, (limit - start) / (after - start)) : most;
  }, 1);
  const between = (key: keyof Box) => from[key] + share * (to[key] - from[key]);
  return { x: between('x'), y: between('y'), width: between('width'), height: between('height') };
}

export function leastSide({ width, height }: Plane): number {
  return Math.min(kLeastSide, width - 2 * kRounding, height - 2 * kRounding);
}

const kTiny = 1e-6;

/** How far a box reaches past each limit of the plane; linear in the box between two boxes, negative inside. */
function overhangs(plane: Plane, box: Box): readonly number[] {
  const { x, y } = turned(box, -plane.angle);
  const { sine, cosine } = waves(plane.angle);
  const [across, down] = [box.width / 2, box.height / 2];
  const limit = limits(plane);
  // The recipe holds the crop as it is before it is turned, so that must be inside as well.
  const horizontal = [across, across * cosine + down * Math.abs(sine)];
  const vertical = [down, across * Math.abs(sine) + down * cosine];
  return [
    ...horizontal.flatMap((extent) => [extent + x - limit.x, extent - x - limit.x]),
    ...vertical.flatMap((extent) => [extent + y - limit.y, extent - y - limit.y]),
  ];
}

/** Half of what a box takes along the sides of the scan, turned or not. */
function extentOf({ angle }: Plane, { width, height }: Sides): Point {
  const { sine, cosine } = waves(angle);
  const along = (side: number, other: number) => Math.max(side, side * cosine + other * Math.abs(sine)) / 2;
  return { x: along(width, height), y: along(height, width) };
}

function limits({ width, height, angle }: Plane): Point {
  const kept = angle === 0 ? 0 : kRounding;
  return { x: width / 2 - kept, y: height / 2 - kept };
}

function roomFor(plane: Plane, extent: Point): Point {
  const limit = limits(plane);
  return { x: Math.max(0, limit.x - extent.x), y: Math.max(0, limit.y - extent.y) };
}

function bounded(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

function waves(degrees: number): { readonly sine: number; readonly cosine: number } {
  const angle = (degrees * Math.PI) / 180;
  return { sine: Math.sin(angle), cosine: Math.cos(angle) };
}

function quarterTurned(x: number, y: number, degrees: number): readonly [number, number] {
  switch (degrees) {
    case 90:
      return [-y, x];
    case 180:
      return [-x, -y];
    case 270:
      return [y, -x];
    default:
      return [x, y];
  }
}

/** As the engine takes a crop to whole pixels. */
function edgesOf([x, y, width, height]: Crop, scan: Sides) {
  const [left, right] = edgePair(x, width, scan.width);
  const [top, bottom] = edgePair(y, height, scan.height);
  return { left, top, right, bottom };
}

function edgePair(start: number, length: number, side: number): readonly [number, number] {
  const first = Math.min(side - 1, Math.max(0, Math.floor(start * side + 0.5)));
  return [first, Math.min(side, Math.max(first + 1, Math.floor((start + length) * side + 0.5)))];
}

/** Start and length as shares of a side. */
function wholePixels(middle: number, length: number, side: number): readonly [number, number] {
  const start = side / 2 + middle - length / 2;
  const first = Math.min(side - 1, Math.max(0, Math.round(start)));
  const last = Math.min(side, Math.max(first + 1, Math.round(start + length)));
  return [first / side, (last - first) / side];
}
