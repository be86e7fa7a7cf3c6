// A chart of 24 patches in the picture: where it lies, what it is compared with, and what was fitted to it. Immutable.

import type {
  ChartCorners,
  ChartFit,
  ChartReference,
  FittedChart,
  FittedPatch,
  PlaceInScan,
  Recipe,
} from '../engine/protocol';
import type { Point } from './crop';

export const kChartRows = 4;
export const kChartColumns = 6;

/** The patches at the corners, in the order of the corners. */
export const kCornerPatches = ['A1', 'A6', 'D6', 'D1'] as const;

/** A reference that was read from a file. */
export type ImportedReference = Exclude<ChartReference, { readonly name: string }>;

export interface ChartWork {
  readonly corners: ChartCorners;
  readonly reference: ChartReference;
  /** Stays in the list also while another one is chosen. */
  readonly imported: ImportedReference | null;
  readonly fit: ChartFit;
  /** Of the look for the chart in the picture, with which the work begins. */
  readonly sought: 'looking' | 'found' | 'not-found';
  /** While a fit runs: how far it is. */
  readonly running: { readonly done: number; readonly total: number } | null;
  /** Why the last fit, or the last file, was refused; empty where it was not. */
  readonly failure: string;
  readonly result: ChartResult | null;
}

export interface ChartResult {
  readonly fitted: FittedChart;
  /** What it was fitted from. */
  readonly start: Recipe;
}

/** The same work with something else to be fitted: what was found before does not answer it. */
export function withChoice(
  work: ChartWork,
  choice: Partial<Pick<ChartWork, 'corners' | 'reference' | 'imported' | 'fit'>>,
): ChartWork {
  return { ...work, ...choice, failure: '', result: null };
}

type EachCorner = (corner: PlaceInScan, index: number) => PlaceInScan;

function mapped([a1, a6, d6, d1]: ChartCorners, each: EachCorner): ChartCorners {
  return [each(a1, 0), each(a6, 1), each(d6, 2), each(d1, 3)];
}

export function withCorner(corners: ChartCorners, index: number, place: PlaceInScan): ChartCorners {
  return mapped(corners, (corner, at) => (at === index ? insideScan(place) : corner));
}

/** All corners moved by the same, as far as the scan reaches. */
export function movedCorners(corners: ChartCorners, by: Point): ChartCorners {
  const room = (key: keyof Point) => {
    const values = corners.map((corner) => corner[key]);
    return Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), by[key]));
  };
  const [across, down] = [room('x'), room('y')];
  return mapped(corners, ({ x, y }) => insideScan({ x: x + across, y: y + down }));
}

/** The chart turned within its outline: A1 comes where A6 was. */
export function turnedCorners([a1, a6, d6, d1]: ChartCorners): ChartCorners {
  return [a6, d6, d1, a1];
}

function insideScan({ x, y }: PlaceInScan): PlaceInScan {
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
}

/**
 * Takes u and v, 0..1 along the rows and the columns of the chart, to the picture in which its corners are these, in
 * perspective (P. Heckbert, Fundamentals of Texture Mapping, 1989, 2.2.3; core/calibration/chart_corners.cpp). Null
 * where they span no convex quadrangle.
 */
export function chartPlaces(corners: readonly Point[]): ((u: number, v: number) => Point) | null {
  const [p0, p1, p2, p3] = corners;
  if (!p0 || !p1 || !p2 || !p3 || !isConvex([p0, p1, p2, p3])) return null;
  const one = { x: p1.x - p2.x, y: p1.y - p2.y };
  const other = { x: p3.x - p2.x, y: p3.y - p2.y };
  const sum = { x: p0.x - p1.x + p2.x - p3.x, y: p0.y - p1.y + p2.y - p3.y };
  const determinant = cross(one, other);
  const g = cross(sum, other) / determinant;
  const h = cross(one, sum) / determinant;
  return (u, v) => {
    const w = 1 + g * u + h * v;
    const at = (key: keyof Point) =>
      (p0[key] + u * ((1 + g) * p1[key] - p0[key]) + v * ((1 + h) * p3[key] - p0[key])) / w;
    return { x: at('x'), y: at('y') };
  };
}

function isConvex(corners: readonly Point[]): boolean {
  const turns = corners.map((corner, index) => {
    const next = corners[(index + 1) % 4] as Point;
    const afterNext = corners[(index + 2) % 4] as Point;
    return cross({ x: next.x - corner.x, y: next.y - corner.y }, { x: afterNext.x - next.x, y: afterNext.y - next.y });
  });
  return turns.every((turn) => turn > 0) || turns.every((turn) => turn < 0);
}

function cross(one: Point, other: Point): number {
  return one.x * other.y - one.y * other.x;
}

/** Whether a result still answers for a recipe: what it was fitted from is as it was. */
export function answersFor({ start }: ChartResult, recipe: Recipe): boolean {
  const facts = ({ film, working, input, density }: Recipe) => JSON.stringify([film, working, input, density]);
  return facts(start) === facts(recipe);
}

/** The recipe with what was fitted; its print, its geometry and its note are its own. */
export function withFitted(recipe: Recipe, { fitted }: ChartResult): Recipe {
  const { input, density, names } = fitted.recipe;
  return { ...recipe, input, density, names: { ...recipe.names, matrix: names.matrix } };
}

export interface PatchErrors {
  readonly median: number;
  /** The patch that is farthest off. */
  readonly worst: FittedPatch;
}

export function errorsOf(patches: readonly FittedPatch[], key: 'errorBefore' | 'errorAfter'): PatchErrors | null {
  const sorted = [...patches].sort((one, other) => one[key] - other[key]);
  const worst = sorted.at(-1);
  if (!worst) return null;
  const middle = (at: number) => sorted[Math.floor(at)]?.[key] ?? 0;
  return { median: (middle((sorted.length - 1) / 2) + middle(sorted.length / 2)) / 2, worst };
}
