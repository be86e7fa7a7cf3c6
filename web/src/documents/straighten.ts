// Straightening: the crop shrinks as far as the turned scan asks for, and grows back when the angle does.

import type { Recipe } from '../engine/protocol';
import { boxOf, type Crop, cropOf, kMostAngle, planeOf, type Sides, screenAngle, shrunkInto } from './crop';
import { withGeometry } from './recipe';

/** From a crop that straightening has shrunk to the one that it was. */
const kUnshrunk = new WeakMap<Crop, Crop>();

/** Turns the picture to an angle, clockwise as one sees it. */
export function straightened(recipe: Recipe, angle: number, scan: Sides): Recipe {
  const { geometry } = recipe;
  const degrees = Math.min(kMostAngle, Math.max(-kMostAngle, angle));
  if (degrees === screenAngle(geometry)) return recipe;
  const crop = kUnshrunk.get(geometry.crop) ?? geometry.crop;
  const asked = { ...geometry, crop, straighten: geometry.flip ? 0 - degrees : degrees };
  const box = boxOf(asked, scan);
  const inside = shrunkInto(planeOf(asked, scan), box);
  if (inside === box) return withGeometry(recipe, asked);
  const shrunk = cropOf(inside, asked, scan);
  kUnshrunk.set(shrunk, crop);
  return withGeometry(recipe, { ...asked, crop: shrunk });
}
