import { describe, expect, it } from 'vitest';
import {
  type Box,
  type Geometry,
  boxOf,
  cornersInScan,
  cropOf,
  isInside,
  kLeastSide,
  kWholeScan,
  lastInside,
  movedTo,
  planeFromScan,
  planeOf,
  scanFromPlane,
  screenAngle,
  shrunkInto,
} from '../../src/documents/crop';
import { withGeometry } from '../../src/documents/recipe';
import { straightened } from '../../src/documents/straighten';
import { engineFrame, faultOf } from '../engine_frame';
import { between, oneOf, seededRandom } from '../random';
import { testRecipe } from '../recipes';

const kScans = [
  { width: 5184, height: 3456 },
  { width: 1000, height: 2400 },
  { width: 333, height: 97 },
  { width: 64, height: 64 },
];

/** A crop of whole pixels, turned as far as it likes: not all of these are inside their scan. */
function randomGeometry(random: () => number, scan: { width: number; height: number }): Geometry {
  const side = (length: number) => {
    const first = Math.floor(between(random, 0, length - 17));
    const last = Math.ceil(between(random, first + 16, length));
    return [first / length, (last - first) / length] as const;
  };
  const [x, width] = side(scan.width);
  const [y, height] = side(scan.height);
  return {
    crop: [x, y, width, height],
    rotate: oneOf(random, [0, 90, 180, 270] as const),
    flip: random() < 0.5,
    straighten: oneOf(random, [0, 0.1, -0.7, 3, between(random, -45, 45), 45]),
  };
}

function cases(seed: number, count = 400) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const scan = oneOf(random, kScans);
    return { scan, geometry: randomGeometry(random, scan), random };
  });
}

/** A crop that is inside. */
function insideCases(seed: number, count = 400) {
  return cases(seed, count).map(({ scan, geometry, random }) => {
    const box = shrunkInto(planeOf(geometry, scan), boxOf(geometry, scan));
    return { scan, random, geometry: { ...geometry, crop: cropOf(box, geometry, scan) } };
  });
}

const wanted = (random: () => number, scan: { width: number; height: number }): Box => ({
  x: between(random, -1, 1) * scan.width,
  y: between(random, -1, 1) * scan.height,
  width: between(random, 1, 2 * scan.width),
  height: between(random, 1, 2 * scan.height),
});

describe('the plane of the crop', () => {
  it('has every pixel where the engine has it', () => {
    for (const { scan, geometry, random } of cases(1)) {
      const frame = engineFrame(geometry, scan);
      const box = boxOf(geometry, scan);
      expect([box.width, box.height]).toEqual([frame.width, frame.height]);
      const at = { x: between(random, 0, frame.width), y: between(random, 0, frame.height) };
      const ours = scanFromPlane({ x: box.x - box.width / 2 + at.x, y: box.y - box.height / 2 + at.y }, geometry);
      const theirs = frame.scanFromFrame(at);
      expect(ours.x + scan.width / 2).toBeCloseTo(theirs.x, 6);
      expect(ours.y + scan.height / 2).toBeCloseTo(theirs.y, 6);
    }
  });

  it('leads back to the scan', () => {
    for (const { scan, geometry, random } of cases(2)) {
      const point = { x: between(random, -1, 1) * scan.width, y: between(random, -1, 1) * scan.height };
      const back = scanFromPlane(planeFromScan(point, geometry), geometry);
      expect(back.x).toBeCloseTo(point.x, 6);
      expect(back.y).toBeCloseTo(point.y, 6);
    }
  });

  it('gives back the crop that it was given', () => {
    for (const { scan, geometry } of cases(3)) {
      expect(cropOf(boxOf(geometry, scan), geometry, scan)).toEqual(geometry.crop);
    }
  });

  it('lies as the picture does', () => {
    const scan = { width: 300, height: 200 };
    const geometry = { crop: kWholeScan, rotate: 90, flip: true, straighten: 2 } as const;
    expect(planeOf(geometry, scan)).toEqual({ width: 200, height: 300, angle: -2 });
    expect(screenAngle({ ...geometry, straighten: 0 })).toBe(0);
  });

  it('knows the corners of a crop in the scan', () => {
    const geometry = { crop: [0, 0, 0.5, 0.5], rotate: 180, flip: false, straighten: 0 } as const;
    const corners = cornersInScan(geometry, { width: 40, height: 20 });
    const expected = [
      [0, 0],
      [-20, 0],
      [-20, -10],
      [0, -10],
    ];
    expected.forEach(([x, y], index) => {
      expect(corners[index]?.x).toBeCloseTo(x ?? 0, 9);
      expect(corners[index]?.y).toBeCloseTo(y ?? 0, 9);
    });
  });
});

describe('a crop', () => {
  it('is shrunk to one that the engine accepts, about its middle and in its shape', () => {
    for (const { scan, geometry } of cases(4)) {
      const plane = planeOf(geometry, scan);
      const box = boxOf(geometry, scan);
      const shrunk = shrunkInto(plane, box);
      expect(faultOf({ ...geometry, crop: cropOf(shrunk, geometry, scan) }, scan)).toBeNull();
      expect(shrunk.width / shrunk.height).toBeCloseTo(box.width / box.height, 6);
      const small = Math.min(shrunk.width, shrunk.height) <= kLeastSide + 1e-6;
      if (!small) expect([shrunk.x, shrunk.y]).toEqual([expect.closeTo(box.x, 6), expect.closeTo(box.y, 6)]);
    }
  });

  it('is not shrunk more than it must be', () => {
    for (const { scan, geometry } of cases(5)) {
      const plane = planeOf(geometry, scan);
      const box = boxOf(geometry, scan);
      const shrunk = shrunkInto(plane, box);
      if (shrunk === box) continue;
      const larger = { ...shrunk, width: shrunk.width * 1.01, height: shrunk.height * 1.01 };
      expect(isInside(plane, larger)).toBe(false);
    }
  });

  it('is moved only as far as the engine accepts', () => {
    for (const { scan, geometry, random } of insideCases(6)) {
      const plane = planeOf(geometry, scan);
      const box = boxOf(geometry, scan);
      const moved = movedTo(plane, box, wanted(random, scan));
      expect([moved.width, moved.height]).toEqual([box.width, box.height]);
      expect(faultOf({ ...geometry, crop: cropOf(moved, geometry, scan) }, scan)).toBeNull();
    }
  });

  it('goes on its way to another as far as the engine accepts', () => {
    for (const { scan, geometry, random } of insideCases(7)) {
      const plane = planeOf(geometry, scan);
      const box = boxOf(geometry, scan);
      const to = wanted(random, scan);
      const last = lastInside(plane, box, to);
      expect(faultOf({ ...geometry, crop: cropOf(last, geometry, scan) }, scan)).toBeNull();
      if (isInside(plane, to)) expect(last.width).toBeCloseTo(to.width, 6);
    }
  });

  it('can be the whole scan, and slides along its edge', () => {
    const scan = { width: 300, height: 200 };
    const geometry = { crop: kWholeScan, rotate: 0, flip: false, straighten: 0 } as const;
    const plane = planeOf(geometry, scan);
    expect(isInside(plane, boxOf(geometry, scan))).toBe(true);
    const moved = movedTo(plane, { x: 0, y: 0, width: 100, height: 100 }, { x: 500, y: 20 });
    expect(moved).toMatchObject({ x: 100, y: 20 });
  });
});

describe('straightening', () => {
  const scan = { width: 3000, height: 2000 };

  it('always gives what the engine accepts', () => {
    for (const { scan: any, geometry, random } of insideCases(8)) {
      const recipe = withGeometry(testRecipe(), geometry);
      const next = straightened(recipe, between(random, -60, 60), any);
      expect(faultOf(next.geometry, any)).toBeNull();
      expect(Math.abs(next.geometry.straighten)).toBeLessThanOrEqual(45);
    }
  });

  it('shrinks the crop, and lets it grow back with the angle', () => {
    const start = testRecipe();
    const areas = [0, 2, 8, 30, 8, 2, 0].reduce<{ recipe: typeof start; areas: number[] }>(
      ({ recipe, areas: before }, angle) => {
        const next = straightened(recipe, angle, scan);
        return { recipe: next, areas: [...before, next.geometry.crop[2] * next.geometry.crop[3]] };
      },
      { recipe: start, areas: [] },
    );
    expect(areas.areas[3]).toBeLessThan(0.5);
    expect(areas.areas[4]).toBe(areas.areas[2]);
    expect(areas.areas[5]).toBe(areas.areas[1]);
    expect(areas.recipe.geometry).toEqual(start.geometry);
  });

  it('grows back after quarter turns as well', () => {
    const shrunk = straightened(testRecipe(), 10, scan);
    const turned = withGeometry(shrunk, { rotate: 90 });
    expect(straightened(turned, 0, scan).geometry).toEqual({ ...testRecipe().geometry, rotate: 90 });
  });

  it('starts from a crop that was drawn meanwhile', () => {
    const shrunk = straightened(testRecipe(), 10, scan);
    const drawn = withGeometry(shrunk, { crop: [0.4, 0.4, 0.2, 0.2] });
    expect(straightened(drawn, 0, scan).geometry.crop).toEqual([0.4, 0.4, 0.2, 0.2]);
  });

  it('turns clockwise on the screen, mirrored or not', () => {
    const mirrored = withGeometry(testRecipe(), { flip: true });
    expect(straightened(mirrored, 3, scan).geometry.straighten).toBe(-3);
    expect(straightened(testRecipe(), 3, scan).geometry.straighten).toBe(3);
  });

  it('is the same recipe where nothing changes', () => {
    const recipe = straightened(testRecipe(), 3, scan);
    expect(straightened(recipe, 3, scan)).toBe(recipe);
  });
});
