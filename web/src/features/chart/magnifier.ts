// A magnifier: what lies around a corner of the chart, several times as large, while the corner is moved.

import { css, html } from 'lit';
import type { Point } from '../../documents/crop';
import type { EditorState } from '../../workspace/state';
import { EditorElement } from '../editor_element';
import type { ChartStage } from './chart_stage';

/** In CSS pixels. */
export const kMagnifierSide = 132;
const kMagnified = 4;

export class Magnifier extends EditorElement {
  static override properties = { stage: { attribute: false }, at: { attribute: false }, place: { attribute: false } };
  declare stage: ChartStage;
  /** The point in its middle, in the plane of the screen. */
  declare at: Point;
  /** Of its left upper corner in the viewer, in CSS pixels. */
  declare place: Point;

  static override styles = css`
    :host {
      position: absolute;
      width: ${kMagnifierSide}px;
      height: ${kMagnifierSide}px;
      box-sizing: border-box;
      border: 2px solid var(--el-mark);
      border-radius: 50%;
      overflow: hidden;
      box-shadow: 0 2px 8px var(--el-shadow);
      background: var(--el-surround);
      pointer-events: none;
    }
    canvas,
    svg {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }
    path {
      fill: none;
      stroke: var(--el-mark);
    }
    .shade {
      stroke: color-mix(in srgb, var(--el-mark-shade) 55%, transparent);
      stroke-width: 3;
    }
  `;

  /** The whole scan as it was on screen when the magnifier came. */
  #picture: ImageBitmap | null = null;

  protected watch({ recipe }: EditorState) {
    return [recipe];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#take();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#picture?.close();
    this.#picture = null;
  }

  override render() {
    const side = Math.round(kMagnifierSide * devicePixelRatio);
    const cross = 'M66 40v18M66 74v18M40 66h18M74 66h18';
    return html`
      <canvas width=${side} height=${side}></canvas>
      <svg viewBox="0 0 132 132" aria-hidden="true">
        <path class="shade" d=${cross} />
        <path d=${cross} />
      </svg>
    `;
  }

  override updated(): void {
    this.style.setProperty('left', `${this.place.x}px`);
    this.style.setProperty('top', `${this.place.y}px`);
    this.#draw();
  }

  async #take(): Promise<void> {
    const copy = await this.editor.copyFrame(null).catch(() => null);
    if (!copy || !this.isConnected) return;
    const picture = await createImageBitmap(new ImageData(copy.pixels, copy.width, copy.height));
    if (!this.isConnected) return picture.close();
    this.#picture = picture;
    this.#draw();
  }

  #draw(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !this.#picture) return;
    const { plane, stage } = this.stage;
    const scale = stage.scale * kMagnified * devicePixelRatio;
    context.reset();
    context.imageSmoothingEnabled = false;
    context.translate(canvas.width / 2, canvas.height / 2);
    context.scale(scale, scale);
    context.translate(-this.at.x, -this.at.y);
    // The frame is upright, and turned on the screen.
    context.rotate((plane.angle * Math.PI) / 180);
    context.drawImage(this.#picture, -plane.width / 2, -plane.height / 2, plane.width, plane.height);
  }
}

customElements.define('el-magnifier', Magnifier);
