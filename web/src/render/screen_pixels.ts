// How many pixels a view may come to need: the size of the engine's heap follows from it.

type Display = Pick<Window, 'devicePixelRatio' | 'innerHeight' | 'innerWidth'> & {
  readonly screen: Pick<Screen, 'height' | 'width'>;
};

/** Device pixels of the screen; of the window, where zooming out has made the screen seem smaller. */
export function screenPixels({ screen, innerWidth, innerHeight, devicePixelRatio }: Display): number {
  return Math.max(screen.width * screen.height, innerWidth * innerHeight) * devicePixelRatio ** 2;
}
