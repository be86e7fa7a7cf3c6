// The picture: draws frames where the view has them.

import { css, html } from 'lit';
import type { RenderedFrame } from '../../engine/protocol';
import type { Screen, ScreenCallbacks } from '../../state/editor';
import { planeOf } from '../../state/crop';
import { notify } from '../../state/notices';
import type { EditorState } from '../../state/store';
import { canvasTransform, showsWhole } from '../crop/stage';
import { EditorElement } from '../editor_element';
import { FrameLayers, type Subject } from './frame_layers';
import { type FrameScreen, createFrameScreen } from './frame_screen';
import { type Rect, type Size, type Viewport, fitZoom, pictureRect } from '../../render/placement';
import { viewRequest } from '../../render/view_request';
import { type ShownPicture, ViewerInput } from './viewer_input';
import { deviceSize, viewportOf } from './viewport';

/** A window that is being resized asks for a size at every step: wait until the hand rests. */
const kResizeDelayMs = 120;

export class Viewer extends EditorElement implements Screen, ShownPicture {
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
  readonly #input = new ViewerInput(this);
  readonly #resized = new ResizeObserver((entries) => this.#fitCanvas(entries[0]));

  protected watch({ scan, tool, compare, view, recipe, settings }: EditorState) {
    return [scan, tool, compare, view, recipe?.geometry, settings.previewSize];
  }

  override render() {
    const { tool, view, compare, scan } = this.state;
    const mode = tool.name === 'pick-base' ? 'picking' : view.zoom > 0 ? 'movable' : '';
    return html`
      <canvas
        class=${mode}
        tabindex="0"
        role="img"
        aria-label=${scan ? `Picture: ${scan.name}` : 'No picture'}
        @wheel=${{ handleEvent: this.#input.wheelTurned, passive: false }}
        @keydown=${this.#input.keyPressed}
        @pointerdown=${this.#input.gestures.pressed}
        @pointermove=${this.#input.gestures.moved}
        @pointerup=${this.#input.gestures.released}
        @pointercancel=${this.#input.gestures.released}
        @dblclick=${this.#input.doubleClicked}
      ></canvas>
      ${compare && scan ? html`<div class="before">Before</div>` : null}
    `;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#input.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#input.disconnect();
  }

  override firstUpdated(): void {
    this.#screen = createFrameScreen(this.canvas, {
      restored: () => this.editor.requestFrame(0),
      failed: (message) => this.#failed(message),
    });
    this.#layers = new FrameLayers(this.#screen);
    this.editor.setScreen(this);
    this.#resized.observe(this.canvas);
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

  get canvas(): HTMLCanvasElement {
    return this.renderRoot.querySelector('canvas') as HTMLCanvasElement;
  }

  get viewport(): Viewport {
    return viewportOf(this.#size, this.clientWidth, this.state.tool.name === 'crop');
  }

  get #subject(): Subject {
    const { scan, recipe } = this.state;
    return { scan, geometry: recipe?.geometry };
  }

  /** The finished picture's size, as the newest frame says it: what is on screen keeps its shape until that changes. */
  get picture(): Size | null {
    return this.#layers?.picture ?? null;
  }

  get #rect(): Rect | null {
    const picture = this.picture;
    return picture && pictureRect(this.state.view, picture, this.viewport);
  }

  get #zoom(): number {
    const picture = this.picture;
    return this.state.view.zoom || (picture ? fitZoom(picture, this.viewport) : 1);
  }

  #failed(message: string): void {
    this.editor.log.add(`the screen failed: ${message}`);
    notify(this.editor.store, { kind: 'error', text: `Pictures cannot be shown (${message}). Reload the page.` });
  }

  #fitCanvas(entry: ResizeObserverEntry | undefined): void {
    if (!entry) return;
    const { width, height } = deviceSize(entry);
    if (width === 0 || height === 0) return;
    this.#size = { width, height };
    this.#screen?.resize(width, height);
    this.#paint();
    clearTimeout(this.#resizeTimer);
    if (this.picture) this.#resizeTimer = window.setTimeout(() => this.#requestView(), kResizeDelayMs);
    else this.#requestView();
  }

  #requestView(): void {
    const viewport = this.viewport;
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
    const picture = this.picture;
    const rect = this.#rect ?? { x: 0, y: 0, width: 0, height: 0 };
    this.#layers?.paint(rect, this.viewport, this.#subject);
    this.#turn(picture);
    if (picture) this.editor.store.set({ zoom: this.#zoom, fitZoom: fitZoom(picture, this.viewport) });
  }

  /** What is being straightened is turned on the screen; a frame of the engine's is straight already. */
  #turn(picture: Size | null): void {
    const { scan, recipe } = this.state;
    const plane = scan && recipe && planeOf(recipe.geometry, scan);
    const transform = plane && picture && showsWhole(picture, plane) ? canvasTransform(plane, this.viewport) : '';
    this.canvas.style.setProperty('transform', transform);
  }
}

customElements.define('el-viewer', Viewer);
