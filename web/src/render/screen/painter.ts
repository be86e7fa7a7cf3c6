// What draws on the canvases: the picture with WebGL 2, or without; scopes without. The same code in the screen's worker
// and on the page.

import { CanvasPainter, newCanvas } from './canvas_painter';
import { GlPainter } from './gl_painter';
import { HistogramPainter } from './histogram_painter';
import type { Painter } from './layers';
import { ScreenError } from './screen_error';
import type { ScreenSpace } from '../frames';
import type { Surface } from '../protocol';

/** `restored` is called when a lost graphics context is back and wants its picture again. */
export function createPainter(canvas: Surface, space: ScreenSpace, restored: () => void): Painter {
  const options = { alpha: false, antialias: false, depth: false, stencil: false };
  const gl = drawsInSoftware() ? null : (canvas.getContext('webgl2', options) as WebGL2RenderingContext | null);
  if (gl) return new GlPainter(gl, space, restored);
  const context = canvas.getContext('2d', { alpha: false, colorSpace: space }) as CanvasRenderingContext2D | null;
  if (!context) throw new ScreenError('no-painter');
  return new CanvasPainter(context);
}

export function createHistogram(canvas: Surface): HistogramPainter {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D | null;
  if (!context) throw new ScreenError('no-canvas');
  return new HistogramPainter(context);
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
