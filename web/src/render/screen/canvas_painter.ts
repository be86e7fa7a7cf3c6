// Draws frames on a 2D canvas, where there is no WebGL 2. ImageData cannot hold shared memory: one copy a frame.

import { type Layer, type Painter, type PlacedLayer, kSurround } from './layers';
import { ScreenError } from './screen_error';

type Rect = PlacedLayer['rect'];

/** A canvas off the screen: of the page where browsers know no other, and there is no page in a worker. */
export function newCanvas(): OffscreenCanvas | HTMLCanvasElement {
  return typeof OffscreenCanvas === 'undefined' ? document.createElement('canvas') : new OffscreenCanvas(1, 1);
}

const isWhole = ({ x, y, width, height }: Rect) => [x, y, width, height].every(Number.isInteger);

class CanvasLayer {
  #image = new ImageData(1, 1);
  /** The same pixels where they can be scaled, once they are needed there. */
  #canvas: CanvasRenderingContext2D | null = null;
  #stale = true;

  upload(pixels: Uint8Array, width: number, height: number): void {
    if (this.#image.width !== width || this.#image.height !== height) this.#image = new ImageData(width, height);
    this.#image.data.set(pixels);
    this.#stale = true;
  }

  draw(context: CanvasRenderingContext2D, rect: Rect): void {
    const { x, y, width, height } = rect;
    const image = this.#image;
    if (isWhole(rect) && width === image.width && height === image.height) context.putImageData(image, x, y);
    else context.drawImage(this.#scalable(), x, y, width, height);
  }

  #scalable(): OffscreenCanvas | HTMLCanvasElement {
    this.#canvas ??= newCanvas().getContext('2d') as CanvasRenderingContext2D | null;
    if (!this.#canvas) throw new ScreenError('no-canvas');
    const { canvas } = this.#canvas;
    if (this.#stale) {
      canvas.width = this.#image.width;
      canvas.height = this.#image.height;
      this.#canvas.putImageData(this.#image, 0, 0);
      this.#stale = false;
    }
    return canvas;
  }
}

export class CanvasPainter implements Painter {
  readonly #layers = { whole: new CanvasLayer(), part: new CanvasLayer() };
  /** Where the layers lay in whole pixels when the surround was painted around them; empty if they did not. */
  #surrounded = '';

  constructor(private readonly context: CanvasRenderingContext2D) {}

  resize(width: number, height: number): void {
    this.context.canvas.width = width;
    this.context.canvas.height = height;
    this.#surrounded = '';
  }

  upload(layer: Layer, pixels: Uint8Array, width: number, height: number): void {
    this.#layers[layer].upload(pixels, width, height);
  }

  paint(layers: readonly PlacedLayer[]): void {
    const { context } = this;
    this.#paintSurround(layers.map(({ rect }) => rect));
    for (const { layer, rect, nearest } of layers) {
      context.imageSmoothingEnabled = !nearest;
      this.#layers[layer].draw(context, rect);
    }
  }

  /** Not again while the layers, which are opaque, stay where they were: at 4 megapixels it takes 0.7 to 1 ms. */
  #paintSurround(rects: readonly Rect[]): void {
    const place = JSON.stringify(rects);
    if (place === this.#surrounded) return;
    const { context } = this;
    context.fillStyle = `rgb(${kSurround}, ${kSurround}, ${kSurround})`;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    this.#surrounded = rects.every(isWhole) ? place : '';
  }
}
