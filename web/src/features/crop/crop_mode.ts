// Cropping: begins, ends, and changes the crop in ways that need no hand on it.

import { type Box, type Crop, type Plane, boxOf, cropOf, kWholeScan, planeOf, sameCrop } from '../../documents/crop';
import type { Editor } from '../../workspace/editor';
import type { Join } from '../../documents/history';
import { withGeometry } from '../../documents/recipe';
import { fitView } from '../../render/placement';
import type { AspectName } from '../../workspace/state';
import { kHand } from '../../documents/tool';
import type { Recipe } from '../../engine/protocol';
import { hasShape, isNear, ratioFor, reshaped } from './shape';

/** Names the crop in the history; straightening is a control of its own. */
export const kCropControl = 'crop';

/** The crop on screen, where a scan is open. */
export interface CurrentCrop {
  readonly recipe: Recipe;
  readonly plane: Plane;
  readonly box: Box;
  /** The recipe with another box. */
  with(box: Box): Recipe;
}

export function currentCrop({ state }: Editor): CurrentCrop | null {
  const { recipe, scan } = state;
  if (!recipe || !scan) return null;
  const { geometry } = recipe;
  const crop = (box: Box) => cropOf(box, geometry, scan);
  const withBox = (box: Box) => withCrop(recipe, crop(box));
  return { recipe, plane: planeOf(geometry, scan), box: boxOf(geometry, scan), with: withBox };
}

/** The same recipe where nothing moves by a whole pixel. */
function withCrop(recipe: Recipe, crop: Crop): Recipe {
  return sameCrop(crop, recipe.geometry.crop) ? recipe : withGeometry(recipe, { crop });
}

/** `since`: what a cancel goes back to. */
export function beginCrop(editor: Editor, since = editor.state.grading): void {
  if (!since) return;
  editor.store.changeShown({ tool: { name: 'crop', since }, view: fitView });
  keepShapeThatFits(editor);
  editor.requestFrame(0);
}

export function acceptCrop(editor: Editor): void {
  if (editor.state.tool.name !== 'crop') return;
  editor.store.changeShown({ tool: kHand });
  editor.requestFrame(0);
}

/** Ends cropping with everything as it was before. */
export function takeBackCrop(editor: Editor): void {
  const { tool } = editor.state;
  if (tool.name !== 'crop') return;
  editor.edits.goBackTo(kCropControl, tool.since);
  acceptCrop(editor);
}

/** A shape that was chosen for another crop is let go of, where this one has it not. */
export function keepShapeThatFits(editor: Editor): void {
  const current = currentCrop(editor);
  if (current && !hasShape(editor.state.aspect, current.box, current.plane)) editor.store.set({ aspect: 'free' });
}

export function chooseAspect(editor: Editor, aspect: AspectName): void {
  const current = currentCrop(editor);
  if (!current) return;
  editor.store.set({ aspect });
  const ratio = ratioFor(aspect, current.box, current.plane);
  if (ratio !== null && !hasShape(aspect, current.box, current.plane)) reshape(editor, current, ratio);
}

/** A crop that lies stands, and the other way around. */
export function swapSides(editor: Editor): void {
  const current = currentCrop(editor);
  if (current) reshape(editor, current, current.box.height / current.box.width);
}

/** The whole scan again, not straightened. */
export function resetCrop(editor: Editor): void {
  const current = currentCrop(editor);
  if (!current) return;
  const { geometry } = current.recipe;
  const isWhole = geometry.straighten === 0 && sameCrop(geometry.crop, kWholeScan);
  const recipe = isWhole ? current.recipe : withGeometry(current.recipe, { crop: kWholeScan, straighten: 0 });
  // A double click has moved the crop by its first click, perhaps by a pixel.
  commitCrop(editor, recipe, performance.now(), 'always');
  keepShapeThatFits(editor);
}

export function commitCrop(editor: Editor, recipe: Recipe, time: number, join: Join = 'never'): void {
  editor.edits.commit(kCropControl, recipe, time, join);
}

/** From a crop that was given a shape to the one before: trying shapes one after the other does not eat it up. */
const kUnshaped = new WeakMap<Crop, { readonly crop: Crop; readonly straighten: number }>();

function reshape(editor: Editor, current: CurrentCrop, ratio: number): void {
  const { scan } = editor.state;
  const { geometry } = current.recipe;
  const before = kUnshaped.get(geometry.crop);
  const kept = before?.straighten === geometry.straighten ? before.crop : geometry.crop;
  const from = scan ? boxOf({ ...geometry, crop: kept }, scan) : current.box;
  // Sides swapped twice are as they were, in spite of whole pixels.
  const exact = isNear(ratio, from) ? from.width / from.height : ratio;
  const recipe = current.with(reshaped(current.plane, from, exact));
  if (recipe !== current.recipe) kUnshaped.set(recipe.geometry.crop, { crop: kept, straighten: geometry.straighten });
  commitCrop(editor, recipe, performance.now());
}
