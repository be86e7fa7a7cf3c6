import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CanvasPainter } from '../../../src/render/screen/canvas_painter';
import { kOutside } from '../../../src/render/screen/layers';

let knowsSpaces: boolean;

class Image {
  readonly data: Uint8ClampedArray;
  readonly colorSpace: string;
  constructor(
    readonly width: number,
    readonly height: number,
    ...settings: readonly { readonly colorSpace: string }[]
  ) {
    // As in a browser that knows sRGB alone, which takes a third argument for the height of given pixels.
    if (settings.length > 0 && !knowsSpaces) throw new TypeError('the first argument is no Uint8ClampedArray');
    this.colorSpace = settings[0]?.colorSpace ?? 'srgb';
    this.data = new Uint8ClampedArray(4 * width * height);
  }
}
class Canvas {
  getContext = () => ({ canvas: this, putImageData: () => undefined });
}
vi.stubGlobal('ImageData', Image);
vi.stubGlobal('OffscreenCanvas', Canvas);

let done: string[];
let put: Image | null;
let painter: CanvasPainter;

const painterOf = (attributes: object) =>
  new CanvasPainter({
    canvas: { width: 20, height: 10 },
    fillRect: () => done.push('surround'),
    putImageData: (image: Image, x: number) => {
      put = image;
      done.push(`frame at ${x}`);
    },
    drawImage: (_: unknown, x: number) => done.push(`scaled at ${x}`),
    ...attributes,
  } as unknown as CanvasRenderingContext2D);

const frame = (x: number) => {
  painter.upload('whole', { pixels: new Uint8Array(4 * 8 * 6).fill(255), width: 8, height: 6, marked: false });
  painter.paint([{ layer: 'whole', rect: { x, y: 1, width: 8, height: 6 }, nearest: false }]);
};

beforeEach(() => {
  done = [];
  put = null;
  knowsSpaces = false;
  painter = painterOf({});
});

describe('CanvasPainter', () => {
  it('paints the surround once while frames stay in their place', () => {
    frame(2);
    frame(2);
    expect(done).toEqual(['surround', 'frame at 2', 'frame at 2']);
  });

  it('paints it again where a frame has left something uncovered', () => {
    frame(2);
    frame(3);
    expect(done).toEqual(['surround', 'frame at 2', 'surround', 'frame at 3']);
  });

  it('paints it again on a canvas of another size, which is empty', () => {
    frame(2);
    painter.resize(30, 10);
    frame(2);
    expect(done).toEqual(['surround', 'frame at 2', 'surround', 'frame at 2']);
  });

  it('paints it every time under edges between pixels, which let it through', () => {
    frame(2.5);
    frame(2.5);
    expect(done).toEqual(['surround', 'scaled at 2.5', 'surround', 'scaled at 2.5']);
  });

  it('draws in the space of its canvas, which is sRGB where a browser says nothing', () => {
    frame(2);
    expect([painter.space, put?.colorSpace]).toEqual(['srgb', 'srgb']);
    knowsSpaces = true;
    painter = painterOf({ getContextAttributes: () => ({ colorSpace: 'display-p3' }) });
    frame(2);
    expect([painter.space, put?.colorSpace]).toEqual(['display-p3', 'display-p3']);
  });

  it('shows what is marked, and nothing else, in the color that marks it', () => {
    const pixels = new Uint8Array([1, 2, 3, 255, 4, 5, 6, 0]);
    painter.upload('whole', { pixels, width: 2, height: 1, marked: true });
    painter.paint([{ layer: 'whole', rect: { x: 0, y: 0, width: 2, height: 1 }, nearest: false }]);
    expect([...(put?.data ?? [])]).toEqual([1, 2, 3, 255, ...kOutside, 255]);
  });
});
