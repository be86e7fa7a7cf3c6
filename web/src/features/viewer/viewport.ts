// The viewer as the browser has laid it out, in device pixels.

import type { Size, Viewport } from '../../render/placement';

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
