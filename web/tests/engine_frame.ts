// What the engine makes of a geometry, as core/geometry/frame_map.cpp has it: the reference for the page's own geometry.

import type { Crop, Geometry, Point, Sides } from '../src/documents/crop';

type Map = (point: Point) => Point;

export interface EngineFrame {
  readonly width: number;
  readonly height: number;
  /** From pixels of the finished picture to pixels of the scan. */
  readonly scanFromFrame: Map;
}

function edges(start: number, length: number, side: number): readonly [number, number] {
  const first = Math.min(side - 1, Math.max(0, Math.floor(start * side + 0.5)));
  return [first, Math.min(side, Math.max(first + 1, Math.floor((start + length) * side + 0.5)))];
}

function beforeFromRotated(degrees: number, { width, height }: Sides): Map {
  switch (degrees) {
    case 90:
      return ({ x, y }) => ({ x: y, y: height - x });
    case 180:
      return ({ x, y }) => ({ x: width - x, y: height - y });
    case 270:
      return ({ x, y }) => ({ x: width - y, y: x });
    default:
      return (point) => point;
  }
}

export function engineFrame({ crop, rotate, flip, straighten }: Geometry, scan: Sides): EngineFrame {
  const [left, right] = edges(crop[0], crop[2], scan.width);
  const [top, bottom] = edges(crop[1], crop[3], scan.height);
  const cut = { width: right - left, height: bottom - top };
  const angle = (straighten * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const uprightFromCrop: Map = ({ x, y }) => {
    const [fromX, fromY] = [x - cut.width / 2, y - cut.height / 2];
    return {
      x: left + cut.width / 2 + cosine * fromX + sine * fromY,
      y: top + cut.height / 2 - sine * fromX + cosine * fromY,
    };
  };
  const size = rotate % 180 === 0 ? cut : { width: cut.height, height: cut.width };
  const cropFromFrame = beforeFromRotated(rotate, cut);
  const mirrored: Map = ({ x, y }) => ({ x: flip ? size.width - x : x, y });
  return { ...size, scanFromFrame: (point) => uprightFromCrop(cropFromFrame(mirrored(point))) };
}

/** Why the engine would refuse a crop, or what of its slack would be needed; null where all is well. */
export function faultOf(geometry: Geometry, scan: Sides): string | null {
  const fault = cropFault(geometry.crop);
  if (fault) return fault;
  const { width, height, scanFromFrame } = engineFrame(geometry, scan);
  for (const x of [0, width]) {
    for (const y of [0, height]) {
      const corner = scanFromFrame({ x, y });
      const beyond = Math.max(-corner.x, -corner.y, corner.x - scan.width, corner.y - scan.height);
      if (beyond > 1e-9) return `a corner is ${beyond} pixels outside the scan`;
    }
  }
  return null;
}

function cropFault([x, y, width, height]: Crop): string | null {
  const inUnit = [x, y, width, height].every((value) => value >= 0 && value <= 1);
  const inside = width > 0 && height > 0 && x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9;
  return inUnit && inside ? null : `the crop ${[x, y, width, height].join(', ')} is not inside 0 to 1`;
}
