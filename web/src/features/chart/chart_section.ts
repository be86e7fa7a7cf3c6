// The panel's section on calibrating with a chart, there while its corners are placed.

import { css, html } from 'lit';
import { applyFit, fitChart, openReference, turnChart } from '../../commands/chart_commands';
import { cancel } from '../../commands/commands';
import type { ChartWork } from '../../documents/chart';
import type { ChartFit } from '../../engine/protocol';
import { formatNumber } from '../../i18n/numbers';
import { text } from '../../i18n/text';
import '../../ui/button';
import { percentText } from '../../ui/format';
import '../../ui/pick_list';
import '../../ui/section';
import type { EditorState } from '../../workspace/state';
import { EditorElement } from '../editor_element';
import { button, renamedButton } from '../panel/parts';
import { canApply, chooseChart } from './chart_mode';
import './chart_result';

const kFits: readonly { readonly value: ChartFit; readonly label: string }[] = [
  { value: 'matrix', label: text('chart.fit-matrix') },
  { value: 'primaries', label: text('chart.fit-primaries') },
  { value: 'both', label: text('chart.fit-both') },
];

/** The value of the list for the reference that came from a file; no reference has that name. */
const kImported = '';

export class ChartSection extends EditorElement {
  static override styles = css`
    :host {
      display: block;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      margin-top: 4px;
    }
    .running {
      display: flex;
      align-items: center;
      gap: 8px;
      margin-top: 4px;
    }
    progress {
      flex: 1;
      min-width: 0;
      height: 4px;
      appearance: none;
      border: 0;
      border-radius: 2px;
      background: var(--el-gauge);
      overflow: hidden;
    }
    progress::-webkit-progress-bar {
      background: var(--el-gauge);
    }
    progress::-webkit-progress-value {
      background: var(--el-gauge-used);
    }
    progress::-moz-progress-bar {
      background: var(--el-gauge-used);
    }
    p {
      margin: 0 0 4px;
      color: var(--el-quiet);
    }
    .failure {
      margin: 8px 0 0;
      color: var(--el-invalid);
      overflow-wrap: anywhere;
    }
    .said {
      margin: 8px 0 0;
    }
    .failure:empty,
    .said:empty {
      margin: 0;
    }
  `;

  #wasOpen = false;

  protected watch({ tool, chart, recipe, engine }: EditorState) {
    return [tool, chart, recipe, engine.catalog, engine.status];
  }

  override render() {
    const { tool, chart } = this.state;
    if (tool.name !== 'chart' || !chart) return null;
    return html`
      <el-section heading=${text('section.chart')}>
        <p>${text('chart.about')}</p>
        ${this.#choices(chart)}
        <div class="buttons">${button(this.services, openReference)} ${button(this.services, turnChart)}</div>
        <div class="buttons">
          ${button(this.services, fitChart)} ${button(this.services, applyFit)}
          ${renamedButton(this.services, cancel, text('chart.leave'))}
        </div>
        ${chart.running ? this.#running(chart.running) : null}
        <div class="failure" role="alert">${this.#failure(chart)}</div>
        <div class="said" role="status">${this.#said(chart)}</div>
        ${chart.result ? html`<el-chart-result .fitted=${chart.result.fitted}></el-chart-result>` : null}
      </el-section>
    `;
  }

  /** The button that opens it may be far below. */
  override updated(): void {
    const open = this.state.tool.name === 'chart';
    if (open && !this.#wasOpen) this.scrollIntoView({ block: 'start' });
    this.#wasOpen = open;
  }

  #choices({ reference, imported, fit }: ChartWork) {
    const references = (this.state.engine.catalog?.references ?? []).map(({ name, title }) => ({
      value: name,
      label: title,
    }));
    const choices = imported ? [...references, { value: kImported, label: imported.title }] : references;
    const pick = ({ detail }: CustomEvent<string>) => {
      const chosen = detail === kImported ? imported : { name: detail };
      if (chosen) chooseChart(this.editor, { reference: chosen });
    };
    return html`
      <el-pick-list
        label=${text('chart.reference')}
        .choices=${choices}
        .value=${'name' in reference ? reference.name : kImported}
        @el-pick=${pick}
      ></el-pick-list>
      <el-pick-list
        label=${text('chart.fit')}
        .choices=${kFits}
        .value=${fit}
        @el-pick=${({ detail }: CustomEvent<string>) => chooseChart(this.editor, { fit: detail as ChartFit })}
      ></el-pick-list>
    `;
  }

  #failure({ failure }: ChartWork): string {
    return failure ? text('chart.failed', { reason: failure }) : '';
  }

  #said({ result, sought }: ChartWork): string {
    if (!result) return text('chart.sought', { sought });
    const { errorBefore, errorAfter } = result.fitted;
    const errors = text('chart.errors', { before: formatNumber(errorBefore, 4), after: formatNumber(errorAfter, 4) });
    return canApply(this.editor) ? errors : `${errors} ${text('chart.outdated')}`;
  }

  #running({ done, total }: { readonly done: number; readonly total: number }) {
    const share = total > 0 ? done / total : 0;
    return html`<div class="running">
      <progress aria-label=${text('chart.reading')} max="1" .value=${share}></progress>
      <span>${percentText(share)}</span>
      <el-button @click=${() => this.services.chartFitter.cancel()}>${text('chart.stop')}</el-button>
    </div>`;
  }
}

customElements.define('el-chart-section', ChartSection);
