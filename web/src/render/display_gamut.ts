// What the display under the window shows: sRGB, or Display P3 and more.

import type { ScreenSpace } from './frames';

/** Tells it now, and again when the window comes to another kind of display, or the display is set otherwise. */
export function watchDisplayGamut(tell: (space: ScreenSpace) => void): void {
  const wide = matchMedia('(color-gamut: p3)');
  const told = () => tell(wide.matches ? 'display-p3' : 'srgb');
  wide.addEventListener('change', told);
  told();
}
