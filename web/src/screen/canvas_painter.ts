// Draws frames on a 2D canvas, where there is no WebGL 2. ImageData cannot hold shared memory: one copy a frame.

import { type Layer, type Painter, type PlacedLayer, kSurround } from './painter';

/** A canvas off the screen: of the page where browsers know no other, and there is no page in a worker. */
function newCanvas(): OffscreenCanvas | HTMLCanvasElement {
  return typeof OffscreenCanvas === 'undefined' ? document.createElement('canvas') : new OffscreenCanvas(1, 1);
}

class CanvasLayer {
  readonly canvas = newCanvas();
  readonly #context: CanvasRenderingContext2D;
  #image: ImageData | null = null;

  constructor() {
    const context = this.canvas.getContext('2d') as CanvasRenderingContext2D | null;
    if (!context) throw new Error('this browser cannot draw on a canvas');
    this.#context = context;
  }

  upload(pixels: Uint8Array, width: number, height: number): void {
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = new ImageData(width, height);
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.#image.data.set(pixels);
    this.#context.putImageData(this.#image, 0, 0);
  }
}

export class CanvasPainter implements Painter {
  readonly #layers = { whole: new CanvasLayer(), part: new CanvasLayer() };

  constructor(private readonly context: CanvasRenderingContext2D) {}

  resize(width: number, height: number): void {
    this.context.canvas.width = width;
    this.context.canvas.height = height;
  }

  upload(layer: Layer, pixels: Uint8Array, width: number, height: number): void {
    this.#layers[layer].upload(pixels, width, height);
  }

  paint(layers: readonly PlacedLayer[]): void {
    const { context } = this;
    context.fillStyle = `rgb(${kSurround}, ${kSurround}, ${kSurround})`;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    for (const { layer, rect, nearest } of layers) {
      context.imageSmoothingEnabled = !nearest;
      context.drawImage(this.#layers[layer].canvas, rect.x, rect.y, rect.width, rect.height);
    }
  }
}
