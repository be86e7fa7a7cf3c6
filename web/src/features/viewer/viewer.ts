// The picture: draws frames, zooms and pans them, and takes the clicks that pick the film base.

import { css, html } from 'lit';
import type { RenderedFrame } from '../../engine/protocol';
import type { Screen, ScreenCallbacks } from '../../state/editor';
import { planeOf } from '../../state/crop';
import { type EditorState, type View, fitView } from '../../state/store';
import type { BasePicker } from '../base/base_picker';
import { canvasTransform, showsWhole } from '../crop/stage';
import { EditorElement } from '../editor_element';
import { FrameLayers, type Subject } from './frame_layers';
import { type FrameScreen, createFrameScreen } from './frame_screen';
import { type GestureTarget, Gestures } from './gestures';
import {
  type Point,
  type Rect,
  type Size,
  type Viewport,
  deviceSize,
  fitZoom,
  panned,
  pictureFromCanvas,
  pictureRect,
  viewRequest,
  viewportOf,
  zoomedAt,
} from './placement';

const kWheelRate = 0.0016;
/** A wheel that reports lines moves this far a line, in CSS pixels. */
const kLineCss = 16;
/** A window that is being resized asks for a size at every step: wait until the hand rests. */
const kResizeDelayMs = 120;
/** Of the viewer's shorter side, for an arrow key. */
const kArrowShare = 0.15;

const kArrows: { readonly [key: string]: Point } = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

export class Viewer extends EditorElement implements Screen, GestureTarget {
  static override styles = css`
    :host {
      position: relative;
      display: block;
      min-width: 0;
      min-height: 0;
      background: var(--el-surround);
      overflow: hidden;
    }
    canvas {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      touch-action: none;
    }
    canvas:focus-visible {
      outline: 2px solid var(--el-accent);
      outline-offset: -2px;
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
      padding: 4px 8px;
      border-radius: 4px;
      color: var(--el-mark);
      background: color-mix(in srgb, var(--el-mark-shade) 80%, transparent);
    }
  `;

  #screen: FrameScreen | null = null;
  #layers: FrameLayers | null = null;
  /** Of the canvas, in device pixels; its own attributes belong to whoever draws on it. */
  #size: Size = { width: 1, height: 1 };
  #repaint = 0;
  #resizeTimer = 0;
  #picker: BasePicker | null = null;
  #space = false;
  readonly #gestures = new Gestures(this, (event) => this.#canvasPoint(event));
  readonly #resized = new ResizeObserver((entries) => this.#fitCanvas(entries[0]));

  protected watch({ scan, picking, compare, view, recipe, cropping, settings }: EditorState) {
    return [scan, picking, compare, view, recipe?.geometry, cropping, settings.previewSize];
  }

  override render() {
    const { picking, view, compare, scan } = this.state;
    const mode = picking ? 'picking' : view.zoom > 0 ? 'movable' : '';
    return html`
      <canvas
        class=${mode}
        tabindex="0"
        role="img"
        aria-label=${scan ? `Picture: ${scan.name}` : 'No picture'}
        @wheel=${{ handleEvent: this.#wheel, passive: false }}
        @keydown=${this.#keyPressed}
        @keyup=${this.#keyReleased}
        @blur=${() => (this.#space = false)}
        @pointerdown=${this.#gestures.pressed}
        @pointermove=${this.#gestures.moved}
        @pointerup=${this.#gestures.released}
        @pointercancel=${this.#gestures.released}
        @dblclick=${this.#toggleZoom}
      ></canvas>
      ${compare && scan ? html`<div class="before">Before</div>` : null}
    `;
  }

  override firstUpdated(): void {
    this.#screen = createFrameScreen(this.#canvas, {
      restored: () => this.editor.requestFrame(0),
      failed: (message) => this.#failed(message),
    });
    this.#layers = new FrameLayers(this.#screen);
    this.editor.setScreen(this);
    this.#resized.observe(this.#canvas);
  }

  override updated(): void {
    this.#requestRepaint();
    this.#requestView();
  }

  draw(pixels: Uint8Array, frame: RenderedFrame, callbacks: ScreenCallbacks): void {
    this.#layers?.put(pixels, frame, this.#subject, callbacks);
    this.#paint();
  }

  clear(): void {
    this.#layers?.clear();
    this.#paint();
  }

  begin(_at: Point, event: PointerEvent): 'pan' | 'pick' {
    this.#canvas.focus({ preventScroll: true });
    if (this.state.picking && !this.#space && event.button === 0) {
      this.#picker = this.services.newBasePicker();
      return 'pick';
    }
    if (this.state.view.zoom > 0) this.#canvas.classList.add('moving');
    return 'pan';
  }

  pan(by: Point): void {
    const picture = this.#picture;
    if (picture) this.#show(panned(this.state.view, by, picture, this.#viewport));
  }

  pinch(factor: number, at: Point): void {
    this.#zoomTo(this.#zoom * factor, at);
  }

  pick(at: Point, event: PointerEvent): void {
    const rect = this.#rect;
    if (!rect) return;
    const { x, y } = pictureFromCanvas(at, rect);
    if (x < 0 || x > 1 || y < 0 || y > 1) return;
    this.#picker?.pick({ x, y, time: event.timeStamp });
  }

  end(): void {
    this.#canvas.classList.remove('moving');
    void this.#picker?.finish();
    this.#picker = null;
  }

  get #canvas(): HTMLCanvasElement {
    return this.renderRoot.querySelector('canvas') as HTMLCanvasElement;
  }

  get #viewport(): Viewport {
    return viewportOf(this.#size, this.clientWidth, this.state.cropping !== null);
  }

  get #subject(): Subject {
    const { scan, recipe } = this.state;
    return { scan, geometry: recipe?.geometry };
  }

  /** The finished picture's size, as the newest frame says it: what is on screen keeps its shape until that changes. */
  get #picture(): Size | null {
    return this.#layers?.picture ?? null;
  }

  get #rect(): Rect | null {
    const picture = this.#picture;
    return picture && pictureRect(this.state.view, picture, this.#viewport);
  }

  get #zoom(): number {
    const picture = this.#picture;
    return this.state.view.zoom || (picture ? fitZoom(picture, this.#viewport) : 1);
  }

  #failed(message: string): void {
    this.editor.log.add(`the screen failed: ${message}`);
    this.editor.store.set({
      notice: { kind: 'error', text: `Pictures cannot be shown (${message}). Reload the page.` },
    });
  }

  #fitCanvas(entry: ResizeObserverEntry | undefined): void {
    if (!entry) return;
    const { width, height } = deviceSize(entry);
    if (width === 0 || height === 0) return;
    this.#size = { width, height };
    this.#screen?.resize(width, height);
    this.#paint();
    clearTimeout(this.#resizeTimer);
    if (this.#picture) this.#resizeTimer = window.setTimeout(() => this.#requestView(), kResizeDelayMs);
    else this.#requestView();
  }

  #requestView(): void {
    const viewport = this.#viewport;
    if (viewport.width <= 1) return;
    this.editor.setView(viewRequest(this.state.view, viewport, this.state.settings.previewSize));
  }

  #requestRepaint(): void {
    this.#repaint ||= requestAnimationFrame(() => {
      this.#repaint = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const picture = this.#picture;
    const rect = this.#rect ?? { x: 0, y: 0, width: 0, height: 0 };
    this.#layers?.paint(rect, this.#viewport, this.#subject);
    this.#turn(picture);
    if (picture) this.editor.store.set({ zoom: this.#zoom, fitZoom: fitZoom(picture, this.#viewport) });
  }

  /** What is being straightened is turned on the screen; a frame of the engine's is straight already. */
  #turn(picture: Size | null): void {
    const { scan, recipe } = this.state;
    const plane = scan && recipe && planeOf(recipe.geometry, scan);
    const transform = plane && picture && showsWhole(picture, plane) ? canvasTransform(plane, this.#viewport) : '';
    this.#canvas.style.setProperty('transform', transform);
  }

  #canvasPoint(event: MouseEvent): Point {
    const box = this.#canvas.getBoundingClientRect();
    const { width, height } = this.#size;
    return {
      x: ((event.clientX - box.left) * width) / box.width,
      y: ((event.clientY - box.top) * height) / box.height,
    };
  }

  #show(view: View): void {
    this.editor.store.set({ view: view.zoom > 0 ? view : fitView });
  }

  #zoomTo(zoom: number, at: Point): void {
    const picture = this.#picture;
    if (picture) this.#show(zoomedAt(this.state.view, zoom, at, picture, this.#viewport));
  }

  readonly #wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? kLineCss : 1;
    this.#zoomTo(this.#zoom * Math.exp(-event.deltaY * lines * kWheelRate), this.#canvasPoint(event));
  };

  /** Between fitting the window and one pixel of the picture per pixel of the display. */
  readonly #toggleZoom = (event: MouseEvent): void => {
    if (this.state.picking) return;
    if (this.state.view.zoom > 0) this.#show(fitView);
    else this.#zoomTo(1, this.#canvasPoint(event));
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = kArrows[event.key];
    if (event.key === ' ') this.#space = true;
    else if (!arrow) return;
    event.preventDefault();
    if (!arrow) return;
    const { width, height } = this.#viewport;
    const step = Math.min(width, height) * kArrowShare;
    this.pan({ x: arrow.x * step, y: arrow.y * step });
  };

  readonly #keyReleased = (event: KeyboardEvent): void => {
    if (event.key === ' ') this.#space = false;
  };
}

customElements.define('el-viewer', Viewer);
