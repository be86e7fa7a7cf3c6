// Where a popover opens beside what it belongs to: towards the middle of the window, so that there is room for it without
// knowing its size. Sides are distances from the same side of the window.

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Sides {
  readonly left: number | null;
  readonly right: number | null;
  readonly top: number | null;
  readonly bottom: number | null;
  /** Of the room on that side, so that a long popover scrolls. */
  readonly mostHeight: number;
  readonly mostWidth: number;
}

const kGap = 4;
/** To the window's own edge. */
const kMargin = 8;

export function placeBeside(target: Box, window: { readonly width: number; readonly height: number }): Sides {
  const onLeft = target.left + target.right <= window.width;
  const onTop = target.top + target.bottom <= window.height;
  const left = Math.max(kMargin, target.left);
  const right = Math.max(kMargin, window.width - target.right);
  const top = target.bottom + kGap;
  const bottom = window.height - target.top + kGap;
  return {
    left: onLeft ? left : null,
    right: onLeft ? null : right,
    top: onTop ? top : null,
    bottom: onTop ? null : bottom,
    mostHeight: window.height - (onTop ? top : bottom) - kMargin,
    mostWidth: window.width - (onLeft ? left : right) - kMargin,
  };
}

/** Set as properties: the page's policy refuses style attributes. */
export function placePopover(popover: HTMLElement, target: Element): void {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const sides = placeBeside(target.getBoundingClientRect(), { width, height });
  const px = (value: number | null) => (value === null ? 'auto' : `${value}px`);
  popover.style.setProperty('inset', [sides.top, sides.right, sides.bottom, sides.left].map(px).join(' '));
  popover.style.setProperty('max-height', px(sides.mostHeight));
  popover.style.setProperty('max-width', px(sides.mostWidth));
}
