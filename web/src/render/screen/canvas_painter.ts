// Draws frames on a 2D canvas, where there is no WebGL 2. ImageData cannot hold shared memory: one copy a frame.

import type { ScreenSpace } from '../frames';
import { type Layer, type Painter, type PlacedLayer, kOutside, kSurround } from './layers';
import { ScreenError } from './screen_error';

type Rect = PlacedLayer['rect'];
type Frame = Parameters<Painter['upload']>[1];

/** A canvas off the screen: of the page where browsers know no other, and there is no page in a worker. */
export function newCanvas(): OffscreenCanvas | HTMLCanvasElement {
  return typeof OffscreenCanvas === 'undefined' ? document.createElement('canvas') : new OffscreenCanvas(1, 1);
}

const isWhole = ({ x, y, width, height }: Rect) => [x, y, width, height].every(Number.isInteger);

/** Browsers that know no other space than sRGB throw at its mention. */
function imageOf(width: number, height: number, colorSpace: ScreenSpace): ImageData {
  return colorSpace === 'srgb' ? new ImageData(width, height) : new ImageData(width, height, { colorSpace });
}

/** A pixel is a word, whose last byte comes first. */
function paintMarks({ buffer }: Uint8ClampedArray): void {
  const [mark = 0] = new Uint32Array(new Uint8Array([...kOutside, 255]).buffer);
  const words = new Uint32Array(buffer);
  words.forEach((word, index) => {
    if (word >>> 24 === 0) words[index] = mark;
  });
}

class CanvasLayer {
  #image: ImageData;
  /** The same pixels where they can be scaled, once they are needed there. */
  #canvas: CanvasRenderingContext2D | null = null;
  #stale = true;

  constructor(private readonly colorSpace: ScreenSpace) {
    this.#image = imageOf(1, 1, colorSpace);
  }

  upload({ pixels, width, height, marked }: Frame): void {
    const { colorSpace } = this;
    const fits = this.#image.width === width && this.#image.height === height;
    if (!fits) this.#image = imageOf(width, height, colorSpace);
    this.#image.data.set(pixels);
    if (marked) paintMarks(this.#image.data);
    this.#stale = true;
  }

  draw(context: CanvasRenderingContext2D, rect: Rect): void {
    const { x, y, width, height } = rect;
    const image = this.#image;
    if (isWhole(rect) && width === image.width && height === image.height) context.putImageData(image, x, y);
    else context.drawImage(this.#scalable(), x, y, width, height);
  }

  #scalable(): OffscreenCanvas | HTMLCanvasElement {
    this.#canvas ??= newCanvas().getContext('2d', {
      colorSpace: this.colorSpace,
    }) as CanvasRenderingContext2D | null;
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
  /** Of the canvas. Browsers that say nothing know no other space than sRGB. */
  readonly space: ScreenSpace;
  readonly #layers: { readonly [layer in Layer]: CanvasLayer };
  /** Where the layers lay in whole pixels when the surround was painted around them; empty if they did not. */
  #surrounded = '';

  constructor(private readonly context: CanvasRenderingContext2D) {
    this.space = context.getContextAttributes?.().colorSpace === 'display-p3' ? 'display-p3' : 'srgb';
    this.#layers = { whole: new CanvasLayer(this.space), part: new CanvasLayer(this.space) };
  }

  resize(width: number, height: number): void {
    this.context.canvas.width = width;
    this.context.canvas.height = height;
    this.#surrounded = '';
  }

  upload(layer: Layer, frame: Frame): void {
    this.#layers[layer].upload(frame);
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
