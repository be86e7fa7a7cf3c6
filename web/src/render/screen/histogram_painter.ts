// Draws the histogram of the frame on screen: three channels that add up to gray where they agree.

import { fullScale, kBins } from './histogram_data';

const kHeight = 96;
const kHeadroom = 4;
const kLevel = 178;
const kColors = [`rgb(${kLevel}, 0, 0)`, `rgb(0, ${kLevel}, 0)`, `rgb(0, 0, ${kLevel})`] as const;

export class HistogramPainter {
  constructor(private readonly context: CanvasRenderingContext2D) {
    context.canvas.width = kBins;
    context.canvas.height = kHeight;
  }

  /** Three channels of 256 counts; null draws nothing. */
  draw(histogram: Uint32Array | null): void {
    const { context } = this;
    context.clearRect(0, 0, kBins, kHeight);
    if (!histogram) return;
    const scale = (kHeight - kHeadroom) / fullScale(histogram);
    context.globalCompositeOperation = 'lighter';
    kColors.forEach((color, channel) => {
      context.fillStyle = color;
      this.#fill(histogram.subarray(channel * kBins, (channel + 1) * kBins), scale);
    });
    context.globalCompositeOperation = 'source-over';
  }

  #fill(counts: Uint32Array, scale: number): void {
    const { context } = this;
    context.beginPath();
    context.moveTo(0, kHeight);
    counts.forEach((count, code) => {
      const y = kHeight - Math.min(kHeight, count * scale);
      context.lineTo(code, y);
      context.lineTo(code + 1, y);
    });
    context.lineTo(kBins, kHeight);
    context.fill();
  }
}
