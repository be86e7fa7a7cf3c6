// A cursor over the picture, with which a place is picked by keys: arrows move it, Enter picks, Escape leaves.

import { css, html } from 'lit';
import type { Triple } from '../../engine/protocol';
import { formatNumber } from '../../i18n/numbers';
import { text } from '../../i18n/text';
import { type Point, type Rect, type Viewport, pictureRect } from '../../render/placement';
import type { EditorState } from '../../workspace/state';
import { clamp } from '../../ui/number';
import { OverlayElement, kArrows, overlayStyles } from '../viewer/overlay_element';
import { panned } from '../viewer/view_moves';
import { viewportOf } from '../viewer/viewport';

/** Of the arrow keys, in CSS pixels. */
const kStep = 10;
/** With Shift. */
const kFineStep = 1;
/** The picture moves along before the cursor comes this close to the viewer's edge, in CSS pixels. */
const kEdge = 24;

export class PickCursor extends OverlayElement {
  static override styles = [
    overlayStyles,
    css`
      /* Who picks with the pointer has its own. */
      g:not(:focus-visible, .moved) {
        opacity: 0;
      }
      g {
        outline: none;
      }
      path {
        fill: none;
        stroke: var(--el-mark);
      }
      .shade {
        stroke: var(--el-mark-shade);
        stroke-opacity: 0.55;
        stroke-width: 3;
      }
    `,
  ];

  /** In the picture, 0..1. */
  #at: Point = { x: 0.5, y: 0.5 };
  #moved = false;
  #asking = false;

  protected watch({ tool, frame, view }: EditorState) {
    const open = tool.name === 'pick-base';
    return [open, open && frame, open && view];
  }

  override willUpdate(): void {
    if (!this.#open || this.wasOpen) return;
    const { zoom, centerX, centerY } = this.state.view;
    this.#at = zoom > 0 ? { x: centerX, y: centerY } : { x: 0.5, y: 0.5 };
    this.#moved = false;
    this.spoken = '';
  }

  override render() {
    const rect = this.#rect;
    return html`${rect && this.#open ? this.#cursor(rect) : null}
      <div class="spoken" role="status">${this.spoken}</div>`;
  }

  protected override get focused(): SVGElement | null {
    return this.renderRoot.querySelector('g');
  }

  get #open(): boolean {
    return this.state.tool.name === 'pick-base';
  }

  get #viewport(): Viewport {
    return viewportOf(this.size, this.clientWidth, false);
  }

  /** Where the picture lies, in device pixels. */
  get #rect(): Rect | null {
    const { view, frame } = this.state;
    return frame && pictureRect(view, frame.picture, this.#viewport);
  }

  #cursor(rect: Rect) {
    const on = (at: number, start: number, length: number) => (start + at * length) / devicePixelRatio;
    const [x, y] = [on(this.#at.x, rect.x, rect.width), on(this.#at.y, rect.y, rect.height)];
    const cross = 'M-15 0h10M5 0h10M0-15v10M0 5v10M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0';
    return html`<svg>
      <g
        class=${this.#moved ? 'moved' : ''}
        tabindex="0"
        role="application"
        aria-roledescription=${text('base.cursor-role')}
        aria-label=${text('base.cursor', { place: placeText(this.#at) })}
        transform="translate(${x} ${y})"
        @keydown=${this.#keyPressed}
      >
        <path class="shade" d=${cross}></path>
        <path d=${cross}></path>
      </g>
    </svg>`;
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = kArrows[event.key];
    if (event.key === 'Enter') void this.#pick(event.timeStamp);
    else if (arrow) this.#step(arrow, event.shiftKey ? kFineStep : kStep);
    else return;
    event.preventDefault();
  };

  #step(arrow: Point, css: number): void {
    const rect = this.#rect;
    if (!rect) return;
    const step = css * devicePixelRatio;
    this.#at = {
      x: clamp(this.#at.x + (arrow.x * step) / rect.width, 0, 1),
      y: clamp(this.#at.y + (arrow.y * step) / rect.height, 0, 1),
    };
    this.#moved = true;
    this.say(placeText(this.#at));
    this.#keepInView(rect);
  }

  #keepInView(rect: Rect): void {
    const { view, frame } = this.state;
    const viewport = this.#viewport;
    const edge = kEdge * devicePixelRatio;
    const missing = (at: number, length: number) => clamp(at, edge, length - edge) - at;
    const by = {
      x: missing(rect.x + this.#at.x * rect.width, viewport.width),
      y: missing(rect.y + this.#at.y * rect.height, viewport.height),
    };
    if (frame && (by.x !== 0 || by.y !== 0)) {
      this.editor.store.changeShown({ view: panned(view, by, frame.picture, viewport) });
    }
  }

  async #pick(time: number): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const picker = this.services.newBasePicker();
    picker.pick({ ...this.#at, time });
    const base = await picker.finish();
    this.#asking = false;
    if (base) this.say(pickedText(base));
  }
}

function placeText({ x, y }: Point): string {
  return text('base.place', { x: formatNumber(100 * x, 0), y: formatNumber(100 * y, 0) });
}

function pickedText([red, green, blue]: Triple): string {
  return text('base.picked', { red: formatNumber(red, 2), green: formatNumber(green, 2), blue: formatNumber(blue, 2) });
}

customElements.define('el-pick-cursor', PickCursor);
