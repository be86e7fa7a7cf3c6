// The viewer as the browser has laid it out, in device pixels.

import type { Size, Viewport } from '../../render/placement';

const kMarginCss = 20;
const kNarrowMarginCss = 8;
/** Room for the hand around a scan that is seen whole to work at its edges. */
const kWholeMarginCss = 28;
const kNarrowWholeMarginCss = 20;

/** The viewer in device pixels, with the margin that its width in CSS pixels asks for. */
export function viewportOf(size: Size, cssWidth: number, whole: boolean): Viewport {
  const narrow = cssWidth < 600;
  const wide = whole ? kWholeMarginCss : kMarginCss;
  const css = narrow ? (whole ? kNarrowWholeMarginCss : kNarrowMarginCss) : wide;
  return { ...size, margin: Math.round(css * devicePixelRatio) };
}

/** Of an element that is observed, in device pixels. */
function deviceSize({ devicePixelContentBoxSize, contentRect }: ResizeObserverEntry): Size {
  const box = devicePixelContentBoxSize?.[0];
  return {
    width: box?.inlineSize ?? Math.round(contentRect.width * devicePixelRatio),
    height: box?.blockSize ?? Math.round(contentRect.height * devicePixelRatio),
  };
}

/** Tells an element's size in device pixels: when the layout changes it, and when the display's pixel ratio does. */
export class DeviceSizeObserver {
  readonly #observer: ResizeObserver;
  #element: Element | null = null;
  #ratio: MediaQueryList | null = null;

  constructor(changed: (size: Size) => void) {
    this.#observer = new ResizeObserver(([entry]) => entry && changed(deviceSize(entry)));
  }

  /** This element from now on, and no other. */
  observe(element: Element): void {
    this.disconnect();
    this.#element = element;
    try {
      this.#observer.observe(element, { box: 'device-pixel-content-box' });
    } catch {
      // Safari does not know that box: the size in CSS pixels, which stays when the ratio changes, and the ratio.
      this.#observer.observe(element);
      this.#ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
      this.#ratio.addEventListener('change', this.#ratioChanged);
    }
  }

  disconnect(): void {
    this.#observer.disconnect();
    this.#ratio?.removeEventListener('change', this.#ratioChanged);
    this.#ratio = null;
    this.#element = null;
  }

  /** What is observed anew is told anew. */
  readonly #ratioChanged = (): void => {
    if (this.#element) this.observe(this.#element);
  };
}
