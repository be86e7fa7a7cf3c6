// The picture: draws frames, zooms and pans them, and takes the clicks that pick the film base.

import { css, html } from 'lit';
import { kMostMagnification } from '../../actions/actions';
import type { Screen } from '../../state/editor';
import type { EditorState } from '../../state/store';
import type { BasePicker } from '../base/base_picker';
import { EditorElement } from '../editor_element';
import { type Painter, createPainter } from './painter';
import {
  type Placed,
  type Point,
  type Size,
  centerKeeping,
  kMiddle,
  pictureFromCanvas,
  place,
  viewBox,
} from './placement';

const kMarginCss = 20;
const kNarrowMarginCss = 8;
const kWheelRate = 0.0016;
/** A new frame size refills the engine's planes: wait until the hand rests. */
const kViewDelayMs = 120;

export class Viewer extends EditorElement implements Screen {
  static override styles = css`
    :host {
      position: relative;
      display: block;
      min-width: 0;
      min-height: 0;
      background: var(--sl-surround);
      overflow: hidden;
    }
    canvas {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      touch-action: none;
    }
    canvas.movable {
      cursor: grab;
    }
    canvas.moving {
      cursor: grabbing;
    }
    canvas.picking {
      cursor: crosshair;
    }
    .before {
      position: absolute;
      top: 12px;
      left: 12px;
      padding: 3px 9px;
      border-radius: 3px;
      background: rgb(20 20 20 / 80%);
    }
  `;

  #painter: Painter | null = null;
  #frame: Size | null = null;
  #placed: Placed | null = null;
  #center: Point = kMiddle;
  #magnification = 1;
  #repaint = 0;
  #viewTimer = 0;
  #picker: BasePicker | null = null;
  #pan: { readonly pointer: number; readonly from: Point } | null = null;
  readonly #pinch = new Map<number, Point>();
  readonly #resized = new ResizeObserver((entries) => this.#fitCanvas(entries[0]));

  protected watch(state: EditorState) {
    return [state.scan !== null, state.picking, state.compare, state.magnification, state.recipe?.geometry];
  }

  override render() {
    const { picking, magnification, compare, scan } = this.state;
    const mode = picking ? 'picking' : magnification > 1 ? 'movable' : '';
    return html`
      <canvas
        class=${mode}
        role="img"
        aria-label=${scan ? `Picture: ${scan.name}` : 'No picture'}
        @wheel=${{ handleEvent: this.#wheel, passive: false }}
        @pointerdown=${this.#pressed}
        @pointermove=${this.#moved}
        @pointerup=${this.#released}
        @pointercancel=${this.#released}
        @dblclick=${this.#toggleZoom}
      ></canvas>
      ${compare && scan ? html`<div class="before">Before</div>` : null}
    `;
  }

  override firstUpdated(): void {
    this.#painter = createPainter(this.#canvas, () => this.editor.requestFrame(0));
    this.editor.setScreen(this);
    this.#resized.observe(this.#canvas);
  }

  override updated(): void {
    if (this.state.magnification === this.#magnification) return;
    this.#magnification = this.state.magnification;
    if (this.#magnification === 1) this.#center = kMiddle;
    this.#requestRepaint();
    this.#requestView();
  }

  draw(pixels: Uint8Array, width: number, height: number): void {
    this.#painter?.upload(pixels, width, height);
    this.#frame = { width, height };
    this.#paint();
  }

  get #canvas(): HTMLCanvasElement {
    return this.renderRoot.querySelector('canvas') as HTMLCanvasElement;
  }

  get #canvasSize(): Size {
    const { width, height } = this.#canvas;
    return { width, height };
  }

  get #margin(): number {
    const css = this.clientWidth < 600 ? kNarrowMarginCss : kMarginCss;
    return Math.round(css * devicePixelRatio);
  }

  /** Full size of the graded picture, in pixels of the scan. */
  get #picture(): Size | null {
    const { scan, recipe } = this.state;
    if (!scan || !recipe) return null;
    const { crop, rotate } = recipe.geometry;
    const width = Math.max(1, Math.round(scan.width * crop[2]));
    const height = Math.max(1, Math.round(scan.height * crop[3]));
    return rotate % 180 === 0 ? { width, height } : { width: height, height: width };
  }

  #fitCanvas(entry: ResizeObserverEntry | undefined): void {
    if (!entry) return;
    const box = entry.devicePixelContentBoxSize?.[0];
    const width = box?.inlineSize ?? Math.round(entry.contentRect.width * devicePixelRatio);
    const height = box?.blockSize ?? Math.round(entry.contentRect.height * devicePixelRatio);
    if (width === 0 || height === 0) return;
    const canvas = this.#canvas;
    canvas.width = width;
    canvas.height = height;
    this.#paint();
    this.#requestView();
  }

  #requestView(): void {
    clearTimeout(this.#viewTimer);
    const ask = () => {
      const { width, height } = this.#canvasSize;
      const box = viewBox({ width: width - 2 * this.#margin, height: height - 2 * this.#margin }, this.#magnification);
      this.editor.setView(box.width, box.height);
    };
    if (this.#frame) this.#viewTimer = window.setTimeout(ask, kViewDelayMs);
    else ask();
  }

  #requestRepaint(): void {
    this.#repaint ||= requestAnimationFrame(() => {
      this.#repaint = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const picture = this.#picture;
    if (!this.#painter) return;
    if (!this.#frame || !picture) return this.#painter.paint({ x: 0, y: 0, width: 0, height: 0 }, false);
    // Until the frame of a turned picture arrives, the old one keeps its own shape.
    const turned = picture.width > picture.height !== this.#frame.width > this.#frame.height;
    const shape = turned ? { width: picture.height, height: picture.width } : picture;
    this.#placed = place(this.#frame, shape, this.#canvasSize, this.#margin, this.#magnification, this.#center);
    this.#painter.paint(this.#placed.rect, this.#placed.nearest);
    this.editor.store.set({ zoom: this.#placed.zoom });
  }

  #canvasPoint(event: MouseEvent): Point {
    const box = this.#canvas.getBoundingClientRect();
    const { width, height } = this.#canvasSize;
    return {
      x: ((event.clientX - box.left) * width) / box.width,
      y: ((event.clientY - box.top) * height) / box.height,
    };
  }

  #zoomAt(at: Point, magnification: number): void {
    const rect = this.#placed?.rect;
    if (!rect) return;
    const next = Math.min(kMostMagnification, Math.max(1, magnification));
    const kept = pictureFromCanvas(at, rect);
    const scale = next / this.#magnification;
    const display = { width: rect.width * scale, height: rect.height * scale };
    this.#center = next === 1 ? kMiddle : centerKeeping(kept, at, display, this.#canvasSize);
    this.#magnification = next;
    this.editor.store.set({ magnification: next });
    this.#requestRepaint();
    this.#requestView();
  }

  readonly #wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    this.#zoomAt(this.#canvasPoint(event), this.#magnification * Math.exp(-event.deltaY * lines * kWheelRate));
  };

  /** Between fitting the window and one pixel of the scan per pixel of the display. */
  readonly #toggleZoom = (event: MouseEvent): void => {
    if (this.state.picking || !this.#placed) return;
    const full = this.#magnification / this.#placed.zoom;
    this.#zoomAt(this.#canvasPoint(event), this.#magnification > 1 ? 1 : full);
  };

  readonly #pressed = (event: PointerEvent): void => {
    if (event.button !== 0 || !this.#placed) return;
    this.#canvas.setPointerCapture(event.pointerId);
    const point = this.#canvasPoint(event);
    this.#pinch.set(event.pointerId, point);
    if (this.state.picking) {
      this.#picker = this.services.newBasePicker();
      this.#pickAt(point, event);
    } else if (this.#magnification > 1 && this.#pinch.size === 1) {
      this.#pan = { pointer: event.pointerId, from: pictureFromCanvas(point, this.#placed.rect) };
      this.#canvas.classList.add('moving');
    }
  };

  readonly #moved = (event: PointerEvent): void => {
    if (!this.#pinch.has(event.pointerId) || !this.#placed) return;
    const point = this.#canvasPoint(event);
    if (this.#picker) return this.#pickAt(point, event);
    if (this.#pinch.size === 2) return this.#pinched(event.pointerId, point);
    if (this.#pan?.pointer !== event.pointerId) return;
    this.#center = centerKeeping(this.#pan.from, point, this.#placed.rect, this.#canvasSize);
    this.#requestRepaint();
  };

  readonly #released = (event: PointerEvent): void => {
    this.#pinch.delete(event.pointerId);
    this.#pan = null;
    this.#canvas.classList.remove('moving');
    void this.#picker?.finish();
    this.#picker = null;
  };

  #pinched(pointer: number, point: Point): void {
    const before = [...this.#pinch.values()];
    this.#pinch.set(pointer, point);
    const after = [...this.#pinch.values()];
    const ratio = spread(after) / Math.max(1, spread(before));
    this.#zoomAt(middle(after), this.#magnification * ratio);
  }

  #pickAt(point: Point, event: PointerEvent): void {
    if (!this.#placed) return;
    const { x, y } = pictureFromCanvas(point, this.#placed.rect);
    if (x < 0 || x > 1 || y < 0 || y > 1) return;
    this.#picker?.pick({ x, y, time: event.timeStamp });
  }
}

function spread([a, b]: readonly Point[]): number {
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}

function middle([a, b]: readonly Point[]): Point {
  return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : kMiddle;
}

customElements.define('sl-viewer', Viewer);
