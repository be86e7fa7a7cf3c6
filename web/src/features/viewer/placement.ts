// Where the picture and its frames lie in the viewer. All lengths are device pixels; the picture's own coordinates 0..1.

import type { RenderedFrame, ViewRequest } from '../../engine/protocol';
import type { PreviewSize } from '../../keep/settings';
import { type View, fitView } from '../../state/store';
import { kMostZoom } from './zoom_stops';

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
export type FramePart = Pick<RenderedFrame, 'width' | 'height' | 'rect' | 'picture'>;

const kMarginCss = 20;
const kNarrowMarginCss = 8;
/** Room for the hand around a picture that is being cropped. */
const kCropMarginCss = 28;
const kNarrowCropMarginCss = 20;

/** The viewer in device pixels, with the margin that its width in CSS pixels asks for. */
export function viewportOf(size: Size, cssWidth: number, cropping: boolean): Viewport {
  const narrow = cssWidth < 600;
  const wide = cropping ? kCropMarginCss : kMarginCss;
  const css = narrow ? (cropping ? kNarrowCropMarginCss : kNarrowMarginCss) : wide;
  return { ...size, margin: Math.round(css * devicePixelRatio) };
}

/** Of an element that is observed, in device pixels. */
export function deviceSize({ devicePixelContentBoxSize, contentRect }: ResizeObserverEntry): Size {
  const box = devicePixelContentBoxSize?.[0];
  return {
    width: box?.inlineSize ?? Math.round(contentRect.width * devicePixelRatio),
    height: box?.blockSize ?? Math.round(contentRect.height * devicePixelRatio),
  };
}

/** The engine's limits of a view: pixels in all, and its shortest side. */
export const kMostFramePixels = 4_194_304;
const kLeastSide = 16;

/** From here on the picture's pixels are shown as squares. */
const kNearestFrom = 2;

/** A display size this close to the frame's own is taken as the frame's own: no resampling for a rounding error. */
const kSnap = 2;

function boxInside({ width, height, margin }: Viewport): Size {
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

/** Whether a frame's pixels are the picture's own and large enough to be seen as squares. */
export function showsSquares(frame: FramePart, picture: Rect): boolean {
  const enlarged = picture.width / frame.picture.width >= kNearestFrom;
  return enlarged && frame.width + 1 > frame.rect[2] * frame.picture.width;
}

/**
 * What the engine should render: the visible part, at most as large as it can and as the user wants. From 1:1 on it is
 * the picture's own pixels, which the page enlarges, and no setting makes them fewer.
 */
export function viewRequest(view: View, viewport: Viewport, previewSize: PreviewSize): ViewRequest {
  const box = view.zoom === 0 ? boxInside(viewport) : viewport;
  const enlarge = Math.max(1, view.zoom);
  // Enlarged pixels are cut at the edges: one more on each side fills the viewer.
  const more = enlarge > 1 ? 2 : 0;
  const width = Math.ceil(box.width / enlarge) + more;
  const height = Math.ceil(box.height / enlarge) + more;
  const most = previewSize === 'screen' || view.zoom >= 1 ? Infinity : Number(previewSize);
  const scale = Math.min(1, most / Math.max(width, height), Math.sqrt(kMostFramePixels / (width * height)));
  return {
    width: Math.max(kLeastSide, Math.floor(width * scale)),
    height: Math.max(kLeastSide, Math.floor(height * scale)),
    zoom: (view.zoom / enlarge) * scale,
    centerX: view.centerX,
    centerY: view.centerY,
  };
}

/** The picture's point under a point of the canvas; outside 0..1 beside the picture. */
export function pictureFromCanvas(point: Point, rect: Rect): Point {
  return { x: (point.x - rect.x) / rect.width, y: (point.y - rect.y) / rect.height };
}

/** The view at another zoom with the same point of the picture at the same point of the canvas. */
export function zoomedAt(view: View, zoom: number, at: Point, picture: Size, viewport: Viewport): View {
  const next = Math.min(kMostZoom, zoom);
  if (next <= fitZoom(picture, viewport)) return fitView;
  const kept = pictureFromCanvas(at, pictureRect(view, picture, viewport));
  return viewKeeping(kept, at, next, picture, viewport);
}

/** The view that has a point of the picture at a point of the canvas, as far as the picture's edges allow. */
export function viewKeeping(kept: Point, at: Point, zoom: number, picture: Size, viewport: Viewport): View {
  return inBounds(
    {
      zoom,
      centerX: kept.x + (viewport.width / 2 - at.x) / (picture.width * zoom),
      centerY: kept.y + (viewport.height / 2 - at.y) / (picture.height * zoom),
    },
    picture,
    viewport,
  );
}

/** Moves the picture on the canvas. */
export function panned(view: View, by: Point, picture: Size, viewport: Viewport): View {
  if (view.zoom === 0) return view;
  const centerX = view.centerX - by.x / (picture.width * view.zoom);
  const centerY = view.centerY - by.y / (picture.height * view.zoom);
  return inBounds({ ...view, centerX, centerY }, picture, viewport);
}

/** No gap at an edge; a side that fits stays in the middle. */
export function inBounds(view: View, picture: Size, viewport: Viewport): View {
  const bounded = (center: number, length: number, available: number) => {
    const half = available / (2 * length);
    return half >= 0.5 ? 0.5 : Math.min(1 - half, Math.max(half, center));
  };
  return {
    zoom: view.zoom,
    centerX: bounded(view.centerX, picture.width * view.zoom, viewport.width),
    centerY: bounded(view.centerY, picture.height * view.zoom, viewport.height),
  };
}
