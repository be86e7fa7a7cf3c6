// The one door for grades that come from elsewhere: a link, a file, another scan. What was cropped there may reach out of
// this scan, which the engine refuses; such a crop is shrunk about its middle until it fits.

import type { Recipe } from '../engine/protocol';
import { type Sides, boxOf, cropOf, isInside, planeOf, shrunkInto } from './crop';
import type { Grading } from './grading';

/** `scan`: in pixels. */
export function fittedTo(recipe: Recipe, scan: Sides): Recipe {
  const { geometry } = recipe;
  const plane = planeOf(geometry, scan);
  const box = boxOf(geometry, scan);
  if (isInside(plane, box)) return recipe;
  return { ...recipe, geometry: { ...geometry, crop: cropOf(shrunkInto(plane, box), geometry, scan) } };
}

export function gradingFittedTo(grading: Grading, scan: Sides): Grading {
  return { ...grading, crops: grading.crops.map((recipe) => fittedTo(recipe, scan)) };
}
