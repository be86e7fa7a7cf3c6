// What the engine is asked to render for a view of the picture.

import type { ViewRequest } from '../engine/protocol';
import type { PreviewSize } from '../keep/settings';
import { type Size, type View, type Viewport, boxInside } from './placement';

/** The engine's limit of a view's shorter side. */
const kLeastSide = 16;

/**
 * What lies in a square as well. A picture that is seen whole fits both: it is as large as the user wants whatever the
 * shape of the viewer, and one that is no larger is seen at 1:1.
 */
const inSquare = ({ width, height }: Size, side: number): Size => ({
  width: Math.min(width, side),
  height: Math.min(height, side),
});

/**
 * What the engine should render: the visible part, at most as large as it can (`mostPixels`) and as the user wants. From
 * 1:1 on it is the picture's own pixels, which the page enlarges, and no setting makes them fewer.
 */
export function viewRequest(view: View, viewport: Viewport, previewSize: PreviewSize, mostPixels: number): ViewRequest {
  const most = previewSize === 'screen' || view.zoom >= 1 ? Infinity : Number(previewSize);
  const box = view.zoom === 0 ? inSquare(boxInside(viewport), most) : viewport;
  const enlarge = Math.max(1, view.zoom);
  // Enlarged pixels are cut at the edges: one more on each side fills the viewer.
  const more = enlarge > 1 ? 2 : 0;
  const width = Math.ceil(box.width / enlarge) + more;
  const height = Math.ceil(box.height / enlarge) + more;
  const scale = Math.min(1, most / Math.max(width, height), Math.sqrt(mostPixels / (width * height)));
  return {
    width: Math.max(kLeastSide, Math.floor(width * scale)),
    height: Math.max(kLeastSide, Math.floor(height * scale)),
    zoom: (view.zoom / enlarge) * scale,
    centerX: view.centerX,
    centerY: view.centerY,
  };
}
