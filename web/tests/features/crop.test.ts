import { describe, expect, it } from 'vitest';
import { cropText } from '../../src/features/crop/crop_text';
import { cursorOf, gripAt } from '../../src/features/crop/grip';
import { type Handle, hasShape, kAspects, kHandles, pulled, ratioFor, reshaped } from '../../src/features/crop/shape';
import { canvasTransform, planeFromScreen, screenFromPlane, stageOf } from '../../src/features/crop/stage';
import { fitView, frameRect, pictureRect } from '../../src/render/placement';
import { type Box, type Plane, cropOf, isInside, shrunkInto, turned } from '../../src/documents/crop';
import { faultOf } from '../engine_frame';
import { between, oneOf, seededRandom } from '../random';

const handle = (name: string): Handle => {
  const found = kHandles.find((each) => each.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};
const upright: Plane = { width: 3000, height: 2000, angle: 0 };
const edgesOf = ({ x, y, width, height }: Box) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];

describe('pulling a handle', () => {
  const box = { x: 0, y: 0, width: 1000, height: 600 };

  it('moves what it holds and nothing else', () => {
    const corner = pulled(upright, box, handle('Bottom right corner'), { x: 100, y: -50 }, null);
    expect(edgesOf(corner)).toEqual([-500, -300, 600, 250]);
    const side = pulled(upright, box, handle('Left side'), { x: 100, y: -50 }, null);
    expect(edgesOf(side)).toEqual([-400, -300, 500, 300]);
  });

  it('stops at the edge of the scan and slides along it', () => {
    const corner = pulled(upright, box, handle('Bottom right corner'), { x: 5000, y: 80 }, null);
    const [left, top, right, bottom] = edgesOf(corner);
    expect([left, top]).toEqual([-500, -300]);
    expect(right).toBeCloseTo(1500, 3);
    expect(bottom).toBeCloseTo(380, 3);
  });

  it('leaves a least size, however far it is pulled', () => {
    const small = pulled(upright, box, handle('Top left corner'), { x: 4000, y: 4000 }, null);
    expect(small).toMatchObject({ width: 16, height: 16 });
    expect(edgesOf(small).slice(2)).toEqual([500, 300]);
    const shaped = pulled(upright, box, handle('Top left corner'), { x: 4000, y: 4000 }, 2);
    expect(shaped).toMatchObject({ width: 32, height: 16 });
  });

  it('keeps a ratio: a corner about the one opposite, a side about its own middle', () => {
    const corner = pulled(upright, { ...box, height: 500 }, handle('Top left corner'), { x: -200, y: -100 }, 2);
    expect(edgesOf(corner)).toEqual([-700, -350, 500, 250]);
    const side = pulled(upright, { ...box, height: 500 }, handle('Right side'), { x: 200, y: 77 }, 2);
    expect(edgesOf(side)).toEqual([-500, -300, 700, 300]);
  });

  it('gives what the engine accepts, whatever is pulled where', () => {
    const random = seededRandom(11);
    for (let run = 0; run < 1000; run += 1) {
      const plane = { width: 1200, height: 800, angle: oneOf(random, [0, 0.3, -7, between(random, -45, 45)]) };
      const ratio = oneOf(random, [null, 1, 1.5, 2 / 3]);
      const height = between(random, 40, 700);
      const width = ratio === null ? between(random, 40, 1100) : height * ratio;
      const middle = { x: between(random, -500, 500), y: between(random, -300, 300) };
      const start = shrunkInto(plane, { ...middle, width, height });
      const held = oneOf(random, kHandles);
      const by = { x: between(random, -1500, 1500), y: between(random, -1500, 1500) };
      const next = pulled(plane, start, held, by, ratio);
      const geometry = { rotate: 0, flip: false, straighten: plane.angle } as const;
      const crop = cropOf(next, { ...geometry, crop: [0, 0, 1, 1] }, plane);
      expect(faultOf({ ...geometry, crop }, plane)).toBeNull();
      if (ratio !== null) expect(next.width / next.height).toBeCloseTo(ratio, 6);
      // What lies opposite has not moved.
      if (held.x !== 0) expect(next.x - (held.x * next.width) / 2).toBeCloseTo(start.x - (held.x * start.width) / 2, 6);
      if (held.y !== 0) {
        expect(next.y - (held.y * next.height) / 2).toBeCloseTo(start.y - (held.y * start.height) / 2, 6);
      }
    }
  });
});

describe('the shape', () => {
  const standing = { x: 0, y: 0, width: 400, height: 600 };

  it('lies or stands as the crop does', () => {
    expect(ratioFor('16:9', standing, upright)).toBeCloseTo(9 / 16, 9);
    expect(ratioFor('16:9', { width: 600, height: 400 }, upright)).toBeCloseTo(16 / 9, 9);
    expect(ratioFor('original', standing, upright)).toBeCloseTo(2 / 3, 9);
    expect(ratioFor('original', { width: 50, height: 50 }, { ...upright, width: 1000 })).toBeCloseTo(0.5, 9);
    expect(ratioFor('free', standing, upright)).toBeNull();
  });

  it('is there as far as whole pixels allow', () => {
    expect(hasShape('3:2', { width: 1001, height: 667 }, upright)).toBe(true);
    expect(hasShape('3:2', { width: 1010, height: 667 }, upright)).toBe(false);
    expect(
      kAspects.every(({ value }) => value === 'free' || !hasShape(value, { width: 900, height: 100 }, upright)),
    ).toBe(true);
  });

  it('is taken with the same area where there is room, and inside where there is not', () => {
    const square = reshaped(upright, { x: 0, y: 0, width: 1600, height: 900 }, 1);
    expect(square.width).toBeCloseTo(1200, 6);
    const most = reshaped(upright, { x: 0, y: 0, width: 3000, height: 2000 }, 1);
    expect([most.width, most.height]).toEqual([expect.closeTo(2000, 6), expect.closeTo(2000, 6)]);
  });
});

describe('what a pointer takes hold of', () => {
  const rect = { x: 100, y: 100, width: 300, height: 200 };
  const nameAt = (x: number, y: number, pointer = 'mouse') => {
    const grip = gripAt({ x, y }, rect, pointer);
    return typeof grip === 'string' ? grip : grip.name;
  };

  it('is a corner, a side, the inside or the outside', () => {
    expect(nameAt(105, 95)).toBe('Top left corner');
    expect(nameAt(250, 303)).toBe('Bottom side');
    expect(nameAt(250, 200)).toBe('move');
    expect(nameAt(60, 200)).toBe('turn');
    expect(nameAt(420, 320)).toBe('turn');
  });

  it('is easier to hit for a finger', () => {
    expect(nameAt(122, 78)).toBe('turn');
    expect(nameAt(122, 78, 'touch')).toBe('Top left corner');
  });

  it('can be moved however small the crop is', () => {
    expect(gripAt({ x: 110, y: 110 }, { x: 100, y: 100, width: 20, height: 20 }, 'touch')).toBe('move');
  });

  it('shows in the cursor', () => {
    expect(cursorOf(handle('Top left corner'))).toBe('falling');
    expect(cursorOf(handle('Top right corner'))).toBe('rising');
    expect(cursorOf(handle('Top side'))).toBe('vertical');
    expect(cursorOf(handle('Left side'))).toBe('horizontal');
    expect(cursorOf('turn')).toBe('turn');
  });
});

describe('the stage', () => {
  const viewport = { width: 961, height: 688, margin: 28 };
  const plane = { width: 3000, height: 2000, angle: 11 };
  const frame = { width: 905, height: 603, rect: [0, 0, 1, 1] as const, picture: { width: 3000, height: 2000 } };

  it('lies where the browser turns the canvas to', () => {
    const stage = stageOf(plane, frame, viewport);
    const [degrees, scale] = (/rotate\((.+)deg\) scale\((.+)\)/.exec(canvasTransform(plane, viewport)) ?? [])
      .slice(1)
      .map(Number) as [number, number];
    const drawn = frameRect(frame, pictureRect(fitView, plane, viewport), viewport);
    // The upper left pixel of the frame, by way of the canvas and by way of the plane.
    const fromMiddle = { x: drawn.x - viewport.width / 2, y: drawn.y - viewport.height / 2 };
    const onScreen = turned(fromMiddle, degrees);
    const canvas = { x: viewport.width / 2 + scale * onScreen.x, y: viewport.height / 2 + scale * onScreen.y };
    const overlay = screenFromPlane(turned({ x: -1500, y: -1000 }, plane.angle), stage);
    expect(overlay.x).toBeCloseTo(canvas.x, 0);
    expect(overlay.y).toBeCloseTo(canvas.y, 0);
  });

  it('holds the whole scan, however it is turned', () => {
    for (const angle of [0, 3, -20, 45]) {
      const stage = stageOf({ ...plane, angle }, frame, viewport);
      for (const corner of [-1, 1].flatMap((x) => [-1, 1].map((y) => ({ x: 1500 * x, y: 1000 * y })))) {
        const { x, y } = screenFromPlane(turned(corner, angle), stage);
        expect(Math.min(x, viewport.width - x)).toBeGreaterThan(viewport.margin - 2);
        expect(Math.min(y, viewport.height - y)).toBeGreaterThan(viewport.margin - 2);
      }
    }
  });

  it('leads back to the plane', () => {
    const stage = stageOf(plane, frame, viewport);
    const back = planeFromScreen(screenFromPlane({ x: 12, y: -34 }, stage), stage);
    expect(back.x).toBeCloseTo(12, 9);
    expect(back.y).toBeCloseTo(-34, 9);
    expect(canvasTransform({ ...plane, angle: 0 }, viewport)).toBe('');
  });
});

describe('the crop in words', () => {
  it('says its size and its place, or its angle', () => {
    const box = { x: -100, y: 50, width: 800, height: 600 };
    expect(isInside(upright, box)).toBe(true);
    expect(cropText(box, upright)).toBe('800 × 600 pixels, 1000 from the left, 750 from the top');
    expect(cropText(box, { ...upright, angle: -1.5 })).toBe('800 × 600 pixels, straightened by -1.50 degrees');
  });
});
