// Where the picture and its frames lie in the viewer. All lengths are device pixels; the picture's own coordinates 0..1.
//
// The page needs it under the hand, the screen's worker to draw: both get the same rectangles of the same numbers.

import type { FrameFacts } from './frames';

/** What of the picture is on screen. */
export interface View {
  /** Device pixels per pixel of the picture; 0 fits the whole of it into the window. */
  readonly zoom: number;
  /** The point of the picture in the middle of the viewer, 0..1. */
  readonly centerX: number;
  readonly centerY: number;
}

export const fitView: View = { zoom: 0, centerX: 0.5, centerY: 0.5 };

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The viewer: its canvas, and the space left free around a picture that fits. */
export interface Viewport extends Size {
  readonly margin: number;
}

/** Of a frame, what its place depends on. */
export type FramePart = Pick<FrameFacts, 'width' | 'height' | 'rect' | 'picture'>;

/** From here on the picture's pixels are shown as squares. */
const kNearestFrom = 2;

/** A display size this close to the frame's own is taken as the frame's own: no resampling for a rounding error. */
const kSnap = 2;

/** What of the viewer a picture that fits may take. */
export function boxInside({ width, height, margin }: Viewport): Size {
  return { width: Math.max(1, width - 2 * margin), height: Math.max(1, height - 2 * margin) };
}

/** The zoom at which the whole picture is seen; it is never enlarged for that. */
export function fitZoom(picture: Size, viewport: Viewport): number {
  const box = boxInside(viewport);
  return Math.min(box.width / picture.width, box.height / picture.height, 1);
}

/** Where the whole picture lies. A side that fits is centered, one that does not leaves no gap at an edge. */
export function pictureRect(view: View, picture: Size, viewport: Viewport): Rect {
  const zoom = view.zoom || fitZoom(picture, viewport);
  const width = picture.width * zoom;
  const height = picture.height * zoom;
  return {
    x: Math.round(position(width, viewport.width, view.centerX)),
    y: Math.round(position(height, viewport.height, view.centerY)),
    width,
    height,
  };
}

function position(length: number, available: number, center: number): number {
  if (length <= available) return (available - length) / 2;
  return Math.min(0, Math.max(available - length, available / 2 - center * length));
}

/** Where a frame lies, on whole pixels; as large as it is where that is meant. */
export function frameRect(frame: FramePart, picture: Rect, viewport: Size): Rect {
  const [left, top, across, down] = frame.rect;
  let width = across * picture.width;
  let height = down * picture.height;
  const snaps = Math.abs(width - frame.width) <= kSnap && Math.abs(height - frame.height) <= kSnap;
  if (snaps) ({ width, height } = frame);
  // A picture that fits is centered as it is drawn, which the snap may have changed.
  const centered = (start: number, share: number, length: number, available: number, at: number, full: number) =>
    share === 1 && full <= available ? (available - length) / 2 : at + start * full;
  return {
    x: Math.round(centered(left, across, width, viewport.width, picture.x, picture.width)),
    y: Math.round(centered(top, down, height, viewport.height, picture.y, picture.height)),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** Whether two frames have the same place, whatever that is. */
export function liesAs(frame: FramePart, other: FramePart): boolean {
  const place = ({ width, height, rect, picture }: FramePart) => JSON.stringify([width, height, rect, picture]);
  return place(frame) === place(other);
}

/** Whether a frame's pixels are the picture's own and large enough to be seen as squares. */
export function showsSquares(frame: FramePart, picture: Rect): boolean {
  const enlarged = picture.width / frame.picture.width >= kNearestFrom;
  return enlarged && frame.width + 1 > frame.rect[2] * frame.picture.width;
}

/** The picture's point under a point of the canvas; outside 0..1 beside the picture. */
export function pictureFromCanvas(point: Point, rect: Rect): Point {
  return { x: (point.x - rect.x) / rect.width, y: (point.y - rect.y) / rect.height };
}
