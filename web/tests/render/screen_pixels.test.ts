import { describe, expect, it } from 'vitest';
import { screenPixels } from '../../src/render/screen_pixels';

describe('screenPixels', () => {
  it('are those of the screen, however small the window is', () => {
    const window = { screen: { width: 1920, height: 1080 }, innerWidth: 800, innerHeight: 600, devicePixelRatio: 2 };
    expect(screenPixels(window)).toBe(3840 * 2160);
  });

  it('are those of the window where the page is zoomed out', () => {
    const window = {
      screen: { width: 3840, height: 2160 },
      innerWidth: 7680,
      innerHeight: 4200,
      devicePixelRatio: 0.5,
    };
    expect(screenPixels(window)).toBe(3840 * 2100);
  });
});
