// The picture: says where it lies. Its canvas belongs to the screen's worker, which draws the engine's frames on it.

import { css, html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { planeOf } from '../../documents/crop';
import { seesWholeScan } from '../../documents/tool';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import { canvasTransform, showsWhole } from '../crop/stage';
import { EditorElement } from '../editor_element';
import { type Size, type Viewport, fitZoom } from '../../render/placement';
import { viewRequest } from '../../render/view_request';
import { type ShownPicture, ViewerInput } from './viewer_input';
import { DeviceSizeObserver, viewportOf } from './viewport';

/** A window that is being resized asks for a size at every step: wait until the hand rests. */
const kResizeDelayMs = 120;

export class Viewer extends EditorElement implements ShownPicture {
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
    .before,
    .outside {
      position: absolute;
      top: 12px;
      left: 12px;
      padding: 4px 8px;
      border-radius: 4px;
      color: var(--el-mark);
      background: color-mix(in srgb, var(--el-mark-shade) 80%, transparent);
    }
    .outside {
      left: auto;
      right: 12px;
    }
  `;

  /** Which screen draws on the canvas there is, and in which space. */
  #screen = '';
  /** Of the canvas, in device pixels; its own attributes belong to the screen. Null before it is laid out. */
  #size: Size | null = null;
  #resizeTimer = 0;
  readonly #input = new ViewerInput(this);
  readonly #resized = new DeviceSizeObserver((size) => this.#fitCanvas(size));

  protected watch(state: EditorState) {
    const { scan, tool, compare, view, recipe, settings, frame, screen, displayGamut, gamutWarning, outputSpace } =
      state;
    const { viewPixels } = state.engine;
    const shown = [scan, tool, compare, view, recipe?.geometry, settings.previewSize, frame];
    return [...shown, viewPixels, screen, displayGamut, gamutWarning, outputSpace];
  }

  override render() {
    const { tool, view, compare, scan, gamutWarning } = this.state;
    const mode = tool.name === 'pick-base' ? 'picking' : view.zoom > 0 ? 'movable' : '';
    return html`
      ${keyed(
        this.#canvasKey,
        html`<canvas
          class=${mode}
          tabindex="0"
          role="img"
          aria-label=${scan ? text('viewer.picture', { name: scan.name }) : text('viewer.empty')}
          @wheel=${{ handleEvent: this.#input.wheelTurned, passive: false }}
          @keydown=${this.#input.keyPressed}
          @pointerdown=${this.#input.gestures.pressed}
          @pointermove=${this.#input.gestures.moved}
          @pointerup=${this.#input.gestures.released}
          @pointercancel=${this.#input.gestures.released}
          @dblclick=${this.#input.doubleClicked}
        ></canvas>`,
      )}
      ${compare && scan ? html`<div class="before">${text('viewer.before')}</div>` : null}
      ${gamutWarning && scan ? html`<div class="outside">${text('viewer.outside', { space: this.#outputTitle })}</div>` : null}
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

  override updated(): void {
    this.#handOver();
    this.#place();
    this.#requestView();
  }

  get canvas(): HTMLCanvasElement {
    return this.renderRoot.querySelector('canvas') as HTMLCanvasElement;
  }

  get viewport(): Viewport {
    return viewportOf(this.#size ?? { width: 1, height: 1 }, this.clientWidth, seesWholeScan(this.state.tool));
  }

  /** The finished picture's size, as the newest frame says it: what is on screen keeps its shape until that changes. */
  get picture(): Size | null {
    return this.state.frame?.picture ?? null;
  }

  get #zoom(): number {
    const picture = this.picture;
    return this.state.view.zoom || (picture ? fitZoom(picture, this.viewport) : 1);
  }

  /**
   * Each screen needs a canvas of its own, as one that was handed over cannot be had back; and so does each space, as a
   * canvas cannot change it.
   */
  get #canvasKey(): string {
    return `${this.state.screen} ${this.state.displayGamut}`;
  }

  get #outputTitle(): string {
    const { engine, outputSpace } = this.state;
    return engine.catalog?.spaces.find(({ name }) => name === outputSpace)?.title ?? outputSpace;
  }

  #handOver(): void {
    if (this.state.screen === 0 || this.#canvasKey === this.#screen) return;
    this.#screen = this.#canvasKey;
    this.editor.screen?.show('picture', this.canvas, this.state.displayGamut);
    this.#resized.observe(this.canvas);
  }

  #fitCanvas(size: Size): void {
    if (size.width === 0 || size.height === 0) return;
    this.#size = size;
    this.#place();
    clearTimeout(this.#resizeTimer);
    if (this.picture) this.#resizeTimer = window.setTimeout(() => this.#requestView(), kResizeDelayMs);
    else this.#requestView();
  }

  #requestView(): void {
    if (!this.#size) return;
    const { view, settings, engine } = this.state;
    this.editor.setView(viewRequest(view, this.viewport, settings.previewSize, engine.viewPixels));
  }

  #place(): void {
    if (!this.#size) return;
    const { picture } = this;
    this.editor.screen?.place({ ...this.viewport, view: this.state.view });
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
