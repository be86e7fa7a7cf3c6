// How a view changes under the hand: zoomed about a point, and moved.

import {
  type Point,
  type Size,
  type View,
  type Viewport,
  fitView,
  fitZoom,
  pictureFromCanvas,
  pictureRect,
} from '../../render/placement';
import { kMostZoom } from './zoom_stops';

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
