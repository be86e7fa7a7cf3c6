// The zooms that the keys and buttons step through. Device pixels per pixel of the picture.

export const kMostZoom = 8;

const kStops = [1 / 16, 1 / 12, 1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 3 / 2, 2, 3, 4, 6, kMostZoom] as const;
/** Two zooms this close are the same to the eye. */
const kSame = 1.01;

export function zoomAbove(zoom: number): number {
  return kStops.find((stop) => stop > zoom * kSame) ?? kMostZoom;
}

export function zoomBelow(zoom: number): number {
  return [...kStops].reverse().find((stop) => stop * kSame < zoom) ?? 0;
}
