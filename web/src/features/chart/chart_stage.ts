// Where the chart lies on the screen: its corners are kept in the scan, and drawn in the viewer.

import { type Plane, type Point, planeFromScan, planeOf, scanFromPlane } from '../../documents/crop';
import type { ChartCorners, PlaceInScan, Recipe, ScanSummary } from '../../engine/protocol';
import { type Stage, planeFromScreen, screenFromPlane } from '../crop/stage';
import { reachOf } from '../crop/grip';

type Geometry = Recipe['geometry'];

export class ChartStage {
  readonly plane: Plane;

  constructor(
    private readonly geometry: Geometry,
    private readonly scan: ScanSummary,
    /** Of the whole scan, in CSS pixels. */
    readonly stage: Stage,
  ) {
    this.plane = planeOf(geometry, scan);
  }

  /** In the plane of the screen, whose unit is a pixel of the scan. */
  planePoint({ x, y }: PlaceInScan): Point {
    return planeFromScan({ x: (x - 0.5) * this.scan.width, y: (y - 0.5) * this.scan.height }, this.geometry);
  }

  screenPoint(place: PlaceInScan): Point {
    return screenFromPlane(this.planePoint(place), this.stage);
  }

  placeAt(point: Point): PlaceInScan {
    const { x, y } = scanFromPlane(planeFromScreen(point, this.stage), this.geometry);
    return { x: x / this.scan.width + 0.5, y: y / this.scan.height + 0.5 };
  }

  /** The way between two points of the screen, as one between places of the scan. */
  wayBetween(from: Point, to: Point): Point {
    const [start, end] = [this.placeAt(from), this.placeAt(to)];
    return { x: end.x - start.x, y: end.y - start.y };
  }
}

/** What of the chart a pointer takes hold of: a corner by its number, or all of it. */
export type ChartGrip = number | 'all';

export function chartGripAt(point: Point, corners: ChartCorners, stage: ChartStage, pointerType: string): ChartGrip {
  const distances = corners.map((corner) => {
    const { x, y } = stage.screenPoint(corner);
    return Math.hypot(x - point.x, y - point.y);
  });
  const nearest = distances.indexOf(Math.min(...distances));
  return (distances[nearest] ?? Infinity) <= reachOf(pointerType) ? nearest : 'all';
}
