// What is drawn on the viewer's canvas, and what draws it.

import type { RenderedFrame, ScreenSpace } from '../frames';

/** Gray of the surround, 0..255. Also in ui/theme.ts, as --el-surround. */
export const kSurround = 0x26;

/** What pixels outside of a gamut are drawn as: red, green and blue, 0..255. No film prints it. */
export const kOutside = [0xff, 0x00, 0xff] as const;

/** The last frame of the whole picture, which lies underneath, and the last one of a part of it. */
export type Layer = 'whole' | 'part';

export interface PlacedLayer {
  readonly layer: Layer;
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly nearest: boolean;
}

export interface Painter {
  resize(width: number, height: number): void;
  /** Of the canvas. */
  readonly space: ScreenSpace;
  /** Takes the pixels (RGBA8) before it returns. */
  upload(layer: Layer, frame: Pick<RenderedFrame, 'pixels' | 'width' | 'height' | 'marked'>): void;
  /** Bottom first. */
  paint(layers: readonly PlacedLayer[]): void;
}
