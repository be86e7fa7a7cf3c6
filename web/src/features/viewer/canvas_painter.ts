// Draws frames on a 2D canvas, where there is no WebGL 2. ImageData cannot hold shared memory: one copy a frame.

import { type Painter, kSurround } from './painter';
import type { Rect } from './placement';

export class CanvasPainter implements Painter {
  readonly #frame = document.createElement('canvas');
  readonly #frameContext: CanvasRenderingContext2D;
  #image: ImageData | null = null;

  constructor(private readonly context: CanvasRenderingContext2D) {
    const frameContext = this.#frame.getContext('2d');
    if (!frameContext) throw new Error('this browser cannot draw on a canvas');
    this.#frameContext = frameContext;
  }

  upload(pixels: Uint8Array, width: number, height: number): void {
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = new ImageData(width, height);
      this.#frame.width = width;
      this.#frame.height = height;
    }
    this.#image.data.set(pixels);
    this.#frameContext.putImageData(this.#image, 0, 0);
  }

  paint({ x, y, width, height }: Rect, nearest: boolean): void {
    const { context } = this;
    context.fillStyle = `rgb(${kSurround}, ${kSurround}, ${kSurround})`;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    if (!this.#image) return;
    context.imageSmoothingEnabled = !nearest;
    context.drawImage(this.#frame, x, y, width, height);
  }
}
