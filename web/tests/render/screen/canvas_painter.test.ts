import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CanvasPainter } from '../../../src/render/screen/canvas_painter';

class Image {
  readonly data: Uint8ClampedArray;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(4 * width * height);
  }
}
class Canvas {
  getContext = () => ({ canvas: this, putImageData: () => undefined });
}
vi.stubGlobal('ImageData', Image);
vi.stubGlobal('OffscreenCanvas', Canvas);

let done: string[];
let painter: CanvasPainter;

const frame = (x: number) => {
  painter.upload('whole', new Uint8Array(4 * 8 * 6), 8, 6);
  painter.paint([{ layer: 'whole', rect: { x, y: 1, width: 8, height: 6 }, nearest: false }]);
};

beforeEach(() => {
  done = [];
  painter = new CanvasPainter({
    canvas: { width: 20, height: 10 },
    fillRect: () => done.push('surround'),
    putImageData: (_: unknown, x: number) => done.push(`frame at ${x}`),
    drawImage: (_: unknown, x: number) => done.push(`scaled at ${x}`),
  } as unknown as CanvasRenderingContext2D);
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
});
