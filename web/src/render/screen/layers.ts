// What is drawn on the viewer's canvas, and what draws it.

/** Gray of the surround, 0..255. Also in ui/theme.ts, as --el-surround. */
export const kSurround = 0x26;

/** The last frame of the whole picture, which lies underneath, and the last one of a part of it. */
export type Layer = 'whole' | 'part';

export interface PlacedLayer {
  readonly layer: Layer;
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly nearest: boolean;
}

export interface Painter {
  resize(width: number, height: number): void;
  /** Takes the pixels (RGBA8) before it returns. */
  upload(layer: Layer, pixels: Uint8Array, width: number, height: number): void;
  /** Bottom first. */
  paint(layers: readonly PlacedLayer[]): void;
}
