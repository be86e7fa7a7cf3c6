// The crop over the picture: takes pointers and keys while a crop is drawn.

import { html, svg } from 'lit';
import { text } from '../../i18n/text';
import { type Plane, type Point, cornersInScan, movedTo, planeFromScan, planeOf, turned } from '../../documents/crop';
import type { EditorState } from '../../workspace/state';
import { OverlayElement, kArrows } from '../viewer/overlay_element';
import { viewportOf } from '../viewer/viewport';
import { drawCrop, drawDimmed, drawOther } from './crop_drawing';
import { CropGesture } from './crop_gesture';
import { commitCrop, currentCrop, resetCrop } from './crop_mode';
import { cropOverlayStyles } from './crop_overlay_styles';
import { cropText } from './crop_text';
import { type Grip, cursorOf, gripAt } from './grip';
import { type Handle, kHandles, pulled, ratioFor } from './shape';
import { type Stage, scaledStage, screenFromPlane, screenRect, showsWhole, stageOf } from './stage';

/** Of what has the focus on a handle, in CSS pixels. */
const kFocusSide = 28;
/** Of a step of the arrow keys, with Shift. */
const kLargeStep = 10;

export class CropOverlay extends OverlayElement {
  static override styles = cropOverlayStyles;

  #gesture: CropGesture | null = null;
  #pointer = -1;
  #cursor = 'move';

  protected watch({ tool, grading, scan, frame, aspect }: EditorState) {
    return [tool, grading, scan, frame, aspect];
  }

  override render() {
    const stage = this.#stage;
    const current = currentCrop(this.editor);
    if (!stage || !current) return null;
    const rect = screenRect(current.box, stage);
    const spot = (handle: Handle) => ({
      x: rect.x + ((1 + handle.x) * rect.width) / 2 - kFocusSide / 2,
      y: rect.y + ((1 + handle.y) * rect.height) / 2 - kFocusSide / 2,
    });
    return html`
      <svg
        class=${this.#gesture ? cursorOf(this.#gesture.grip) : this.#cursor}
        role="group"
        aria-label=${text('crop.overlay')}
        @pointerdown=${this.#pressed}
        @pointermove=${this.#moved}
        @pointerup=${this.#released}
        @pointercancel=${this.#released}
        @dblclick=${this.#doubleClicked}
        @keydown=${this.#keyPressed}
      >
        ${drawDimmed(this.#scanOn(stage, current.plane), rect)} ${this.#others(stage)}
        ${drawCrop(rect, this.#gesture?.grip === 'turn')}
        <rect
          class="focus crop"
          tabindex="0"
          role="application"
          aria-roledescription=${text('crop.role')}
          aria-label=${text('crop.rectangle', { crop: cropText(current.box, current.plane) })}
          x=${rect.x}
          y=${rect.y}
          width=${rect.width}
          height=${rect.height}
        ></rect>
        ${kHandles.map((handle) => {
          const { x, y } = spot(handle);
          return svg`<rect class="focus" tabindex="0" role="button" aria-label=${handle.name} data-handle=${handle.name}
            x=${x} y=${y} width=${kFocusSide} height=${kFocusSide} rx="4"></rect>`;
        })}
      </svg>
      <div class="spoken" role="status">${this.spoken}</div>
    `;
  }

  /** The rectangle. */
  protected override get focused(): SVGElement | null {
    return this.renderRoot.querySelector('.crop');
  }

  protected override closed(): void {
    this.spoken = '';
    this.#gesture = null;
  }

  /** In CSS pixels; null while there is nothing to draw on. */
  get #stage(): Stage | null {
    const { tool, frame, recipe, scan } = this.state;
    if (tool.name !== 'crop' || !frame || !recipe || !scan) return null;
    const plane = planeOf(recipe.geometry, scan);
    if (!showsWhole(frame.picture, plane)) return null;
    return scaledStage(stageOf(plane, frame, viewportOf(this.size, this.clientWidth, true)), 1 / devicePixelRatio);
  }

  /** The corners of the scan, a little outside: its edge pixels are dimmed as well. */
  #scanOn(stage: Stage, { width, height, angle }: Plane): readonly Point[] {
    const [across, down] = [width / 2 + 1 / stage.scale, height / 2 + 1 / stage.scale];
    return [
      { x: -across, y: -down },
      { x: across, y: -down },
      { x: across, y: down },
      { x: -across, y: down },
    ].map((corner) => screenFromPlane(turned(corner, angle), stage));
  }

  #others(stage: Stage) {
    const { grading, recipe, scan } = this.state;
    if (!grading || !recipe || !scan) return null;
    return grading.crops.map((other, index) => {
      if (index === grading.current) return null;
      const corners = cornersInScan(other.geometry, scan).map((corner) =>
        screenFromPlane(planeFromScan(corner, recipe.geometry), stage),
      );
      return drawOther(corners, index + 1);
    });
  }

  #gripOf(event: MouseEvent & { readonly pointerType?: string }): Grip {
    const stage = this.#stage;
    const current = currentCrop(this.editor);
    if (!stage || !current) return 'turn';
    return gripAt(this.pointOf(event), screenRect(current.box, stage), event.pointerType ?? 'mouse');
  }

  readonly #pressed = (event: PointerEvent): void => {
    const stage = this.#stage;
    if (event.button !== 0 || this.#gesture || !stage) return;
    event.preventDefault();
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.focused?.focus({ preventScroll: true });
    this.#pointer = event.pointerId;
    this.#gesture = new CropGesture(this.editor, this.#gripOf(event), this.pointOf(event), stage);
    this.requestUpdate();
  };

  readonly #moved = (event: PointerEvent): void => {
    if (!this.#gesture) return this.#hover(event);
    if (event.pointerId === this.#pointer) this.#gesture.move(this.pointOf(event), event.timeStamp, event.shiftKey);
  };

  readonly #released = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer || !this.#gesture) return;
    if (event.type === 'pointercancel') this.#gesture.cancel();
    else this.#gesture.end(event.timeStamp);
    this.#gesture = null;
    this.#sayCrop();
  };

  #hover(event: PointerEvent): void {
    const cursor = cursorOf(this.#gripOf(event));
    if (cursor === this.#cursor) return;
    this.#cursor = cursor;
    this.requestUpdate();
  }

  readonly #doubleClicked = (event: MouseEvent): void => {
    if (this.#gripOf(event) !== 'move') return;
    resetCrop(this.editor);
    this.#sayCrop();
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && this.#gesture) {
      event.preventDefault();
      this.#gesture.cancel();
      this.#gesture = null;
      this.requestUpdate();
      return;
    }
    const arrow = kArrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    this.#step(event, arrow);
  };

  #step(event: KeyboardEvent, arrow: Point): void {
    const stage = this.#stage;
    const current = currentCrop(this.editor);
    if (!stage || !current || this.#gesture) return;
    const step = Math.max(1, Math.round(1 / stage.scale)) * (event.shiftKey ? kLargeStep : 1);
    const by = { x: arrow.x * step, y: arrow.y * step };
    const { plane, box } = current;
    const handle = kHandles.find(({ name }) => name === (event.target as HTMLElement).dataset['handle']);
    const next = handle
      ? pulled(plane, box, handle, by, ratioFor(this.state.aspect, box, plane))
      : movedTo(plane, box, { x: box.x + by.x, y: box.y + by.y });
    commitCrop(this.editor, current.with(next), event.timeStamp, 'steps');
    this.#sayCrop();
  }

  /** Only what a gesture ends with. */
  #sayCrop(): void {
    const current = currentCrop(this.editor);
    this.say(current ? cropText(current.box, current.plane) : '');
  }
}

customElements.define('el-crop-overlay', CropOverlay);
