// What was fitted to a chart: the patches beside their references, and their errors before and after.

import { LitElement, css, html } from 'lit';
import { errorsOf } from '../../documents/chart';
import type { FittedChart } from '../../engine/protocol';
import { formatFigure, formatNumber } from '../../i18n/numbers';
import { text } from '../../i18n/text';
import '../../ui/radio_group';
import { patchesImage } from './patches_image';

type Shown = 'before' | 'after';

const kErrors = { before: 'errorBefore', after: 'errorAfter' } as const;
const density = (value: number) => formatNumber(value, 3);

export class ChartResultView extends LitElement {
  static override properties = { fitted: { attribute: false }, shown: { state: true } };
  declare fitted: FittedChart;
  declare shown: Shown;

  static override styles = css`
    canvas {
      display: block;
      width: 100%;
      margin: 8px 0 4px;
      image-rendering: pixelated;
    }
    p {
      margin: 4px 0;
      color: var(--el-quiet);
    }
    .table {
      max-height: 220px;
      overflow-y: auto;
      margin-top: 8px;
      scrollbar-width: thin;
      scrollbar-color: var(--el-edge) transparent;
    }
    .table:focus-visible {
      outline: 2px solid var(--el-accent);
    }
    table {
      width: 100%;
      border-collapse: collapse;
      font-variant-numeric: tabular-nums;
    }
    th,
    td {
      padding: 1px 4px;
      text-align: right;
      font-weight: normal;
      white-space: nowrap;
    }
    thead th {
      position: sticky;
      top: 0;
      color: var(--el-quiet);
      background: var(--el-panel);
      white-space: normal;
      vertical-align: bottom;
    }
    th:first-child {
      text-align: left;
    }
  `;

  constructor() {
    super();
    this.shown = 'after';
  }

  override render() {
    const { fitted, shown } = this;
    const choices = [
      { value: 'before', label: text('chart.before') },
      { value: 'after', label: text('chart.after') },
    ];
    const errors = errorsOf(fitted.patches, kErrors[shown]);
    return html`
      <canvas role="img" aria-label=${text('chart.picture', { which: shown })}></canvas>
      <el-radio-group
        label=${text('chart.shown')}
        .choices=${choices}
        .value=${shown}
        @el-pick=${({ detail }: CustomEvent<Shown>) => (this.shown = detail)}
      ></el-radio-group>
      <p>
        ${
          errors
            ? text('chart.patch-errors', {
                which: shown,
                median: density(errors.median),
                worst: density(errors.worst[kErrors[shown]]),
                patch: errors.worst.name,
              })
            : null
        }
        ${text('chart.condition', { condition: formatNumber(fitted.condition, 2) })}
      </p>
      ${this.#table(fitted)}
    `;
  }

  #table({ patches }: FittedChart) {
    return html`<div class="table" tabindex="0" role="region" aria-label=${text('chart.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${text('chart.patch')}</th>
            <th scope="col">${text('chart.weight')}</th>
            <th scope="col">${text('chart.spread')}</th>
            <th scope="col">${text('chart.error-before')}</th>
            <th scope="col">${text('chart.error-after')}</th>
          </tr>
        </thead>
        <tbody>
          ${patches.map(
            ({ name, weight, spread, errorBefore, errorAfter }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${formatFigure(weight, 0)}</td>
                <td>${density(spread)}</td>
                <td>${density(errorBefore)}</td>
                <td>${density(errorAfter)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  override updated(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas) return;
    const { width, height, pixels } = patchesImage(this.fitted.patches, this.shown);
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }
}

customElements.define('el-chart-result', ChartResultView);
