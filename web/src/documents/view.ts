// What of the picture is on screen after the picture has changed: the same subject, unless it needs a new place.

import { type Geometry, sameCrop } from './crop';
import { type Grading, currentRecipe } from './grading';
import { type View, fitView } from '../render/placement';

export function viewAfter(view: View, before: Grading, after: Grading): View {
  if (view.zoom === 0) return view;
  const [was, is] = [currentRecipe(before).geometry, currentRecipe(after).geometry];
  // Straightening moves the crop's edges with it, and shows the same part.
  const otherPart = !sameCrop(was.crop, is.crop) && was.straighten === is.straighten;
  if (before.current !== after.current || otherPart) return fitView;
  return was.rotate === is.rotate && was.flip === is.flip ? view : reorientedView(view, was, is);
}

/** Turns and mirrors the view with the picture. */
function reorientedView(view: View, was: Geometry, is: Geometry): View {
  let next = was.flip ? flippedView(view) : view;
  for (let turns = (is.rotate - was.rotate + 360) / 90; turns % 4 > 0; turns -= 1) next = turnedView(next);
  return is.flip ? flippedView(next) : next;
}

/** A quarter clockwise. */
function turnedView({ zoom, centerX, centerY }: View): View {
  return { zoom, centerX: 1 - centerY, centerY: centerX };
}

function flippedView(view: View): View {
  return { ...view, centerX: 1 - view.centerX };
}
