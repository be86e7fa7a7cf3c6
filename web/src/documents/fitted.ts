// The one door for grades that come from elsewhere: a link, a file, another scan. What was cropped there may reach out of
// this scan, which the engine refuses; such a crop is shrunk about its middle until it fits.

import type { Recipe } from '../engine/protocol';
import { type Sides, boxOf, cropOf, liesInScan, planeOf, shrunkInto } from './crop';
import type { Grading } from './grading';

/** `scan`: in pixels. */
export function fittedTo(recipe: Recipe, scan: Sides): Recipe {
  const { geometry } = recipe;
  if (liesInScan(geometry, scan)) return recipe;
  const box = shrunkInto(planeOf(geometry, scan), boxOf(geometry, scan));
  return { ...recipe, geometry: { ...geometry, crop: cropOf(box, geometry, scan) } };
}

export function gradingFittedTo(grading: Grading, scan: Sides): Grading {
  return { ...grading, crops: grading.crops.map((recipe) => fittedTo(recipe, scan)) };
}
