// Where the plane of the crop lies on the screen: the turned scan fits the viewer, and the canvas is turned with it.

import { type Box, type Plane, type Point, turned } from '../../documents/crop';
import {
  type FramePart,
  type Rect,
  type Size,
  type Viewport,
  fitView,
  frameRect,
  pictureRect,
} from '../../render/placement';

/** Device pixels of the viewer: `x`, `y` is the middle of the scan, `scale` device pixels per pixel of the scan. */
export interface Stage extends Point {
  readonly scale: number;
}

/** Whether a frame shows the whole scan as it was scanned. A straightened crop is smaller, so its frames do not. */
export function showsWhole(picture: Size, { width, height }: Plane): boolean {
  return picture.width === width && picture.height === height;
}

/** By how much a turned scan must be smaller to fit as the upright one does. */
export function turnedScale(plane: Plane, upright: Size, viewport: Viewport): number {
  const angle = (Math.abs(plane.angle) * Math.PI) / 180;
  const { width, height } = upright;
  const across = width * Math.cos(angle) + height * Math.sin(angle);
  const down = width * Math.sin(angle) + height * Math.cos(angle);
  const { margin } = viewport;
  return Math.min(1, (viewport.width - 2 * margin) / across, (viewport.height - 2 * margin) / down);
}

/** What turns the canvas about its middle; empty where nothing is turned. */
export function canvasTransform(plane: Plane, viewport: Viewport): string {
  if (plane.angle === 0) return '';
  const upright = pictureRect(fitView, plane, viewport);
  return `rotate(${plane.angle}deg) scale(${turnedScale(plane, upright, viewport)})`;
}

/** For a frame of the whole scan. */
export function stageOf(plane: Plane, frame: FramePart, viewport: Viewport): Stage {
  const upright = pictureRect(fitView, plane, viewport);
  const drawn = frameRect(frame, upright, viewport);
  const shrunk = plane.angle === 0 ? 1 : turnedScale(plane, upright, viewport);
  const middle = { x: viewport.width / 2, y: viewport.height / 2 };
  // The frame lies on whole pixels, so its middle may be beside the canvas's.
  const beside = { x: drawn.x + drawn.width / 2 - middle.x, y: drawn.y + drawn.height / 2 - middle.y };
  const { x, y } = turned(beside, plane.angle);
  return { x: middle.x + shrunk * x, y: middle.y + shrunk * y, scale: (shrunk * drawn.width) / plane.width };
}

export function scaledStage({ x, y, scale }: Stage, by: number): Stage {
  return { x: x * by, y: y * by, scale: scale * by };
}

export function screenFromPlane(point: Point, { x, y, scale }: Stage): Point {
  return { x: x + point.x * scale, y: y + point.y * scale };
}

export function planeFromScreen(point: Point, { x, y, scale }: Stage): Point {
  return { x: (point.x - x) / scale, y: (point.y - y) / scale };
}

/** A box on the screen, its left upper corner first. */
export function screenRect(box: Box, stage: Stage): Rect {
  const { x, y } = screenFromPlane({ x: box.x - box.width / 2, y: box.y - box.height / 2 }, stage);
  return { x, y, width: box.width * stage.scale, height: box.height * stage.scale };
}
