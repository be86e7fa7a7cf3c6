import { describe, expect, it } from 'vitest';
import {
  type ChartWork,
  answersFor,
  chartPlaces,
  errorsOf,
  movedCorners,
  turnedCorners,
  withChoice,
  withCorner,
  withFitted,
} from '../../src/documents/chart';
import { withDensity, withGeometry, withGlare } from '../../src/documents/recipe';
import type { ChartCorners, FittedChart, FittedPatch } from '../../src/engine/protocol';
import { testRecipe } from '../recipes';

const square: ChartCorners = [
  { x: 0.2, y: 0.2 },
  { x: 0.8, y: 0.2 },
  { x: 0.8, y: 0.6 },
  { x: 0.2, y: 0.6 },
];

const patch = (name: string, errorAfter: number): FittedPatch => ({
  name,
  weight: 1,
  density: [0, 0, 0],
  spread: 0,
  errorBefore: 2 * errorAfter,
  errorAfter,
  target: [0, 0, 0],
  before: [0, 0, 0],
  after: [0, 0, 0],
});

const fittedRecipe = {
  ...withDensity(testRecipe(), { gamma: 2.5, exposure: 0.5 }),
  names: { ...testRecipe().names, matrix: 'Kodak Gold 200' },
};
const fitted: FittedChart = { recipe: fittedRecipe, patches: [], errorBefore: 0.04, errorAfter: 0.02, condition: 1.5 };

const work: ChartWork = {
  corners: square,
  reference: { name: 'gold-200' },
  imported: null,
  fit: 'matrix',
  sought: 'found',
  running: null,
  failure: 'too small',
  result: { fitted, start: testRecipe() },
};

describe('the corners of a chart', () => {
  it('stay in the scan', () => {
    const [a1, a6] = withCorner(square, 1, { x: 1.5, y: -0.1 });
    expect(a1).toEqual(square[0]);
    expect(a6).toEqual({ x: 1, y: 0 });
  });

  it('move together as far as the scan reaches, and keep their shape', () => {
    const moved = movedCorners(square, { x: -0.9, y: 0.1 });
    expect(moved.map(({ x }) => x)).toEqual([0, 0.6000000000000001, 0.6000000000000001, 0]);
    expect(moved.map(({ y }) => y)).toEqual([0.30000000000000004, 0.30000000000000004, 0.7, 0.7]);
    expect(movedCorners(square, { x: 9, y: -9 })[1]).toEqual({ x: 1, y: 0 });
  });

  it('are themselves again after four turns', () => {
    const [a1] = turnedCorners(square);
    expect(a1).toBe(square[1]);
    expect(turnedCorners(turnedCorners(turnedCorners(turnedCorners(square))))).toEqual(square);
  });

  it('make anything found before void', () => {
    expect(withChoice(work, { corners: turnedCorners(square) })).toMatchObject({ failure: '', result: null });
  });
});

describe('the places of a chart', () => {
  it('are where the engine samples them', () => {
    // As tests/calibration/chart_corners_test.cpp: corners go to corners, and lines cross in the middle.
    const askew = [
      { x: 0.1, y: 0.2 },
      { x: 0.9, y: 0.1 },
      { x: 0.7, y: 0.8 },
      { x: 0.2, y: 0.7 },
    ];
    const places = chartPlaces(askew);
    if (!places) throw new Error('no quadrangle');
    const corners = [places(0, 0), places(1, 0), places(1, 1), places(0, 1)];
    corners.forEach((place, index) => {
      expect(place.x).toBeCloseTo(askew[index]?.x ?? NaN, 12);
      expect(place.y).toBeCloseTo(askew[index]?.y ?? NaN, 12);
    });
    // The diagonals of the quadrangle cross in the middle of the chart.
    const middle = places(0.5, 0.5);
    const off = (from = { x: 0, y: 0 }, to = { x: 0, y: 0 }) =>
      (to.x - from.x) * (middle.y - from.y) - (to.y - from.y) * (middle.x - from.x);
    expect(off(askew[0], askew[2])).toBeCloseTo(0, 12);
    expect(off(askew[1], askew[3])).toBeCloseTo(0, 12);
  });

  it('are none where the corners are in a line, cross, or bend inwards', () => {
    const [a1, a6, d6, d1] = square;
    expect(chartPlaces([a1, { x: 0.5, y: 0.4 }, d6, d1])).toBeNull();
    expect(chartPlaces([a1, d6, a6, d1])).toBeNull();
    expect(chartPlaces([a1, a6, { x: 0.3, y: 0.25 }, d1])).toBeNull();
    expect(chartPlaces([a1, a6, d6])).toBeNull();
    expect(chartPlaces([d1, d6, a6, a1])).not.toBeNull();
  });
});

describe('what was fitted', () => {
  const result = { fitted, start: testRecipe() };

  it('is applied number by number, and leaves the rest', () => {
    const present = withGlare(withGeometry(testRecipe(), { rotate: 90 }), 0.02);
    const applied = withFitted(present, result);
    expect(applied.density).toBe(fittedRecipe.density);
    expect(applied.input).toBe(fittedRecipe.input);
    expect(applied.names).toEqual({ ...present.names, matrix: 'Kodak Gold 200' });
    expect(applied.print).toBe(present.print);
    expect(applied.geometry).toBe(present.geometry);
  });

  it('answers for a recipe whose film, input and densities are as they were', () => {
    expect(answersFor(result, withGlare(withGeometry(testRecipe(), { flip: true }), 0.01))).toBe(true);
    expect(answersFor(result, withDensity(testRecipe(), { gamma: 1.7 }))).toBe(false);
    expect(answersFor(result, { ...testRecipe(), working: 'acescg' })).toBe(false);
    expect(answersFor(result, testRecipe('bw-negative'))).toBe(false);
  });

  it('has a median and a worst patch', () => {
    const patches = [patch('A1', 0.3), patch('A2', 0.1), patch('A3', 0.2), patch('A4', 0.6)];
    expect(errorsOf(patches, 'errorAfter')).toMatchObject({ median: 0.25, worst: { name: 'A4' } });
    expect(errorsOf(patches.slice(0, 3), 'errorBefore')?.median).toBeCloseTo(0.4, 12);
    expect(errorsOf([], 'errorAfter')).toBeNull();
  });
});
