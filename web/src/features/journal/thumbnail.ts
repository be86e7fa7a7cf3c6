// Small pictures, encoded: of what is on screen for the list of scans, and others.

import type { ScreenSpace, SmallPicture } from '../../engine/protocol';

/** Longest side in pixels: twice what the list shows, for sharp displays. */
export const kThumbnailSide = 160;
const kType = { type: 'image/webp', quality: 0.8 };

/** Null where the browser cannot. */
export async function encoded({ width, height, pixels }: SmallPicture, space: ScreenSpace): Promise<Blob | null> {
  try {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height, { colorSpace: space }), 0, 0);
    return await canvas.convertToBlob(kType);
  } catch {
    return null;
  }
}
