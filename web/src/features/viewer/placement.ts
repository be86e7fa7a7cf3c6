// Where the picture lies in the viewer. All lengths are device pixels; the picture's own coordinates are 0..1.

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

export const kMiddle: Point = { x: 0.5, y: 0.5 };

/** The engine's limit of a rendered frame. */
export const kMostFramePixels = 4_194_304;

/** From here on a scan's pixels are shown as squares. */
const kNearestFrom = 2;

/** A display size this close to the frame's own is taken as the frame's own: no resampling for a rounding error. */
const kSnap = 2;

/** The largest size of the picture's shape inside `box`, and not larger than the picture itself. */
export function contained(picture: Size, box: Size): Size {
  const scale = Math.min(box.width / picture.width, box.height / picture.height, 1);
  return { width: picture.width * scale, height: picture.height * scale };
}

/** The box in which the engine should fit its frame. */
export function viewBox(box: Size, magnification: number): Size {
  const pixels = box.width * box.height * magnification * magnification;
  const scale = magnification * Math.min(1, Math.sqrt(kMostFramePixels / pixels));
  return { width: Math.max(16, Math.floor(box.width * scale)), height: Math.max(16, Math.floor(box.height * scale)) };
}

export interface Placed {
  readonly rect: Rect;
  /** Device pixels per pixel of the scan. */
  readonly zoom: number;
  readonly nearest: boolean;
}

/**
 * Places a frame. `picture` is the graded picture's full size, `center` the point of it that should lie in the middle of
 * the canvas; a side that fits is centered, one that does not leaves no gap at an edge.
 */
export function place(
  frame: Size,
  picture: Size,
  canvas: Size,
  margin: number,
  magnification: number,
  center: Point,
): Placed {
  const box = { width: Math.max(1, canvas.width - 2 * margin), height: Math.max(1, canvas.height - 2 * margin) };
  const fit = contained(picture, box);
  let width = fit.width * magnification;
  let height = fit.height * magnification;
  if (Math.abs(width - frame.width) <= kSnap && Math.abs(height - frame.height) <= kSnap) ({ width, height } = frame);
  const rect = {
    x: Math.round(position(width, canvas.width, center.x)),
    y: Math.round(position(height, canvas.height, center.y)),
    width: Math.round(width),
    height: Math.round(height),
  };
  const zoom = width / picture.width;
  return { rect, zoom, nearest: zoom >= kNearestFrom };
}

function position(length: number, available: number, center: number): number {
  if (length <= available) return (available - length) / 2;
  return Math.min(0, Math.max(available - length, available / 2 - center * length));
}

/** The picture's point under a point of the canvas; outside 0..1 beside the picture. */
export function pictureFromCanvas(point: Point, rect: Rect): Point {
  return { x: (point.x - rect.x) / rect.width, y: (point.y - rect.y) / rect.height };
}

/** The center that keeps a picture's point under the same point of the canvas at another display size. */
export function centerKeeping(kept: Point, at: Point, display: Size, canvas: Size): Point {
  return {
    x: kept.x + (canvas.width / 2 - at.x) / display.width,
    y: kept.y + (canvas.height / 2 - at.y) / display.height,
  };
}
