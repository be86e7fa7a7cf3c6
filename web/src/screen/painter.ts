// Draws frames on the viewer's canvas: with WebGL 2, or without. The same code in the screen worker and on the page.

import { CanvasPainter, newCanvas } from './canvas_painter';
import { GlPainter } from './gl_painter';

/** Gray of the surround, 0..255. Also in ui/theme.ts, as --sl-surround. */
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

/** `restored` is called when a lost graphics context is back and wants its picture again. */
export function createPainter(canvas: HTMLCanvasElement | OffscreenCanvas, restored: () => void): Painter {
  const options = { alpha: false, antialias: false, depth: false, stencil: false };
  const gl = drawsInSoftware() ? null : (canvas.getContext('webgl2', options) as WebGL2RenderingContext | null);
  if (gl) return new GlPainter(gl, restored);
  const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D | null;
  if (!context) throw new Error('this browser can draw neither with WebGL 2 nor on a canvas');
  return new CanvasPainter(context);
}

/** Whether WebGL runs on the processor, where it takes the cores that the engine needs for longer than a 2D canvas does. */
function drawsInSoftware(): boolean {
  const gl = newCanvas().getContext('webgl2') as WebGL2RenderingContext | null;
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  const renderer = names ? String(gl?.getParameter(names.UNMASKED_RENDERER_WEBGL)) : '';
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  // Chromium's, Mesa's, and what Windows has without a driver.
  return /SwiftShader|llvmpipe|softpipe|Basic Render/i.test(renderer);
}
