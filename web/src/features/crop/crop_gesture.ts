// One hand on the crop, from touching it to letting go: always from how it was at first, so that nothing adds up.

import type { Recipe } from '../../engine/protocol';
import { type Point, movedTo } from '../../documents/crop';
import type { Editor } from '../../workspace/editor';
import { straightened } from '../../documents/straighten';
import { rounded } from '../../ui/number';
import { type CurrentCrop, commitCrop, currentCrop, kCropControl } from './crop_mode';
import type { Grip } from './grip';
import { pulled, ratioFor } from './shape';
import { type Stage, screenFromPlane } from './stage';

/** Digits of an angle that a hand can mean, in degrees. */
const kAngleDigits = 2;

export class CropGesture {
  readonly #start: CurrentCrop | null;
  /** The middle of the crop on the screen, about which a hand turns the picture. */
  readonly #pivot: Point;

  constructor(
    private readonly editor: Editor,
    readonly grip: Grip,
    private readonly from: Point,
    private readonly stage: Stage,
  ) {
    this.#start = currentCrop(editor);
    this.#pivot = this.#start ? screenFromPlane(this.#start.box, stage) : from;
  }

  /** `keepShape`: as it is, whatever shape is chosen. */
  move(to: Point, time: number, keepShape: boolean): void {
    const start = this.#start;
    const recipe = start && this.#moved(start, to, keepShape);
    if (recipe) this.editor.edits.preview(kCropControl, recipe, time);
  }

  end(time: number): void {
    const { recipe } = this.editor.state;
    if (recipe) commitCrop(this.editor, recipe, time);
  }

  cancel(): void {
    this.editor.edits.cancel(kCropControl);
  }

  #moved(start: CurrentCrop, to: Point, keepShape: boolean): Recipe | null {
    if (this.grip === 'turn') return this.#turned(start, to);
    const { scale } = this.stage;
    const by = { x: (to.x - this.from.x) / scale, y: (to.y - this.from.y) / scale };
    const { plane, box } = start;
    if (this.grip === 'move') return start.with(movedTo(plane, box, { x: box.x + by.x, y: box.y + by.y }));
    const chosen = ratioFor(this.editor.state.aspect, box, plane);
    return start.with(pulled(plane, box, this.grip, by, chosen ?? (keepShape ? box.width / box.height : null)));
  }

  #turned(start: CurrentCrop, to: Point): Recipe | null {
    const { scan } = this.editor.state;
    const direction = ({ x, y }: Point) => (Math.atan2(y - this.#pivot.y, x - this.#pivot.x) * 180) / Math.PI;
    const by = direction(to) - direction(this.from);
    // The short way around.
    const angle = start.plane.angle + by - 360 * Math.round(by / 360);
    return scan && straightened(start.recipe, rounded(angle, kAngleDigits), scan);
  }
}
