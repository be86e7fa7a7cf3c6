// The histogram of the rendered frame: three channels that add up to gray where they agree.

import { css, html } from 'lit';
import type { EditorState } from '../../state/store';
import { percentText } from '../../ui/format';
import { EditorElement } from '../editor_element';
import { clipping, fullScale, kBins } from './histogram_data';

const kHeight = 96;
const kLevel = 178;
const kColors = [`rgb(${kLevel}, 0, 0)`, `rgb(0, ${kLevel}, 0)`, `rgb(0, 0, ${kLevel})`] as const;

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

  protected watch({ frame }: EditorState) {
    return [frame];
  }

  override render() {
    const { frame } = this.state;
    const { shadows, highlights } = frame ? clipping(frame.histogram) : { shadows: 0, highlights: 0 };
    const summary = frame
      ? `Histogram. Clipped: shadows ${percentText(shadows)}, highlights ${percentText(highlights)}`
      : 'Histogram, empty';
    return html`
      <canvas role="img" aria-label=${summary} width=${kBins} height=${kHeight}></canvas>
      <div class="clipped" aria-hidden="true">
        <span>${frame ? `Black ${percentText(shadows)}` : '\u00a0'}</span>
        <span>${frame ? `White ${percentText(highlights)}` : ''}</span>
      </div>
    `;
  }

  override updated(): void {
    const context = this.renderRoot.querySelector('canvas')?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, kBins, kHeight);
    const { frame } = this.state;
    if (!frame) return;
    const scale = (kHeight - 4) / fullScale(frame.histogram);
    context.globalCompositeOperation = 'lighter';
    kColors.forEach((color, channel) => {
      context.fillStyle = color;
      context.beginPath();
      context.moveTo(0, kHeight);
      for (let code = 0; code < kBins; code += 1) {
        const count = frame.histogram[channel * kBins + code] ?? 0;
        const y = kHeight - Math.min(kHeight, count * scale);
        context.lineTo(code, y);
        context.lineTo(code + 1, y);
      }
      context.lineTo(kBins, kHeight);
      context.fill();
    });
    context.globalCompositeOperation = 'source-over';
  }
}

customElements.define('el-histogram', Histogram);
