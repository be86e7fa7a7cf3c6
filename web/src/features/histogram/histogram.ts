// The histogram of the frame on screen: a canvas that the screen's worker draws on, and what is clipped in words.

import { css, html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import { percentText } from '../../ui/format';
import { EditorElement } from '../editor_element';

export class Histogram extends EditorElement {
  // Of a fixed size and contained: it changes with every frame, and the panel around it is not laid out again.
  static override styles = css`
    :host {
      display: block;
      box-sizing: border-box;
      height: 137px;
      contain: strict;
      padding: 12px var(--el-pad) 8px;
    }
    canvas {
      display: block;
      width: 100%;
      height: 96px;
      border-radius: 2px;
      background: var(--el-scope);
      forced-color-adjust: none;
    }
    .clipped {
      display: flex;
      justify-content: space-between;
      margin-top: 4px;
      font-size: 11px;
      color: var(--el-quiet);
    }
  `;

  /** The screen that draws on the canvas there is. */
  #screen = 0;

  protected watch({ clipping, screen, screenSpace }: EditorState) {
    return [clipping, screen, screenSpace];
  }

  override render() {
    const { clipping, screen, screenSpace } = this.state;
    const space = text(`screen-space.${screenSpace}`);
    const shadows = percentText(clipping?.shadows ?? 0);
    const highlights = percentText(clipping?.highlights ?? 0);
    const summary = clipping ? text('histogram.summary', { shadows, highlights }) : text('histogram.empty');
    return html`
      ${keyed(screen, html`<canvas role="img" aria-label=${summary}></canvas>`)}
      <div class="clipped" aria-hidden="true">
        <span>${clipping ? text('histogram.black', { share: shadows }) : '\u00a0'}</span>
        <span>${clipping ? space : ''}</span>
        <span>${clipping ? text('histogram.white', { share: highlights }) : ''}</span>
      </div>
    `;
  }

  override updated(): void {
    const { screen } = this.state;
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || screen === this.#screen) return;
    this.#screen = screen;
    this.editor.screen?.show('histogram', canvas, 'srgb');
  }
}

customElements.define('el-histogram', Histogram);
