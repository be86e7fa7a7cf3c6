// A small copy of a frame.

/** Of the frame, this many pixels a side are averaged for one. */
const kSamples = 3;

export interface ReducedFrame {
  readonly width: number;
  readonly height: number;
  /** RGBA8. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Reads a few thousand pixels of a frame where it lies: a copy of all would take as long as rendering it. */
export function reduced(
  pixels: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  longest: number,
): ReducedFrame {
  const scale = Math.min(1, longest / Math.max(width, height));
  const small = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const out = new Uint8ClampedArray(small.width * small.height * 4);
  const at = (index: number, sample: number, of: number, all: number) =>
    Math.min(all - 1, Math.floor(((index + (sample + 0.5) / kSamples) * all) / of));
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      const sums = [0, 0, 0];
      for (let sample = 0; sample < kSamples * kSamples; sample += 1) {
        const row = at(y, Math.floor(sample / kSamples), small.height, height);
        const column = at(x, sample % kSamples, small.width, width);
        for (let channel = 0; channel < 3; channel += 1) {
          sums[channel] = (sums[channel] ?? 0) + (pixels[(row * width + column) * 4 + channel] ?? 0);
        }
      }
      const mean = sums.map((sum) => sum / (kSamples * kSamples));
      out.set([...mean, 255], (y * small.width + x) * 4);
    }
  }
  return { ...small, pixels: out };
}
