// Frames for tests: as small as they can be.

import type { RenderedFrame } from '../src/render/frames';

export const testFrame = (number: number, change: Partial<RenderedFrame> = {}): RenderedFrame => ({
  type: 'frame',
  scan: 1,
  number,
  sequence: number,
  subject: 1,
  eventTime: 0,
  published: 0,
  width: 1,
  height: 1,
  rect: [0, 0, 1, 1],
  picture: { width: 1, height: 1 },
  coarse: false,
  space: 'srgb',
  marked: false,
  renderMs: 1,
  pixels: new Uint8Array([number, 0, 0, 255]),
  histogram: new Uint32Array(768),
  ...change,
});
