// The engine's own numbers: the memory contract, shown, and the speed.

import { css, html } from 'lit';
import type { LatencyFigures } from '../../engine/latency';
import type { PageStats } from '../../state/editor';
import type { EditorState } from '../../state/store';
import { restartEngine } from '../../commands/commands';
import type { PreviewSize } from '../../keep/settings';
import { bytesText } from '../../ui/format';
import '../../ui/pick_list';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';

const kPollMs = 1000;

const kPreviewSizes: readonly { readonly value: PreviewSize; readonly label: string }[] = [
  { value: '1200', label: 'At most 1200 pixels' },
  { value: '2000', label: 'At most 2000 pixels' },
  { value: 'screen', label: 'As large as the window' },
];

export class EnginePanel extends EditorElement {
  static override styles = css`
    :host {
      display: block;
    }
    section {
      padding: 10px 14px 12px;
      border-top: 1px solid var(--el-line);
    }
    h2 {
      margin: 0 0 8px;
      font-size: 13px;
      font-weight: 600;
      color: var(--el-quiet);
    }
    dl {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 3px 12px;
      margin: 0 0 10px;
      font-variant-numeric: tabular-nums;
    }
    dt {
      color: var(--el-quiet);
    }
    dd {
      margin: 0;
      text-align: right;
    }
    .region {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 2px 12px;
      margin-top: 7px;
      font-size: 12px;
      font-variant-numeric: tabular-nums;
    }
    .buttons {
      margin: 10px 0;
    }
    .warning {
      margin: 6px 0;
      color: #f0b48c;
    }
    pre {
      max-height: 180px;
      margin: 0;
      padding: 6px 8px;
      overflow: auto;
      white-space: pre-wrap;
      font:
        11px/1.4 ui-monospace,
        monospace;
      color: var(--el-quiet);
      background: var(--el-field);
      border-radius: 4px;
    }
    .figures {
      color: var(--el-quiet);
    }
    .bar {
      grid-column: 1 / -1;
      position: relative;
      height: 4px;
      border-radius: 2px;
      background: #1b1b1b;
      overflow: hidden;
    }
    .used,
    .peak {
      position: absolute;
      inset: 0 auto 0 0;
    }
    .used {
      background: #b4b4b4;
    }
    .peak {
      background: #686868;
    }
  `;

  #stats: PageStats | null = null;
  #polling = false;

  protected watch({ enginePanel, engine, settings, memoryWarning, persisted }: EditorState) {
    return [enginePanel, engine.status, settings.previewSize, memoryWarning, persisted];
  }

  override render() {
    if (!this.state.enginePanel) return null;
    return html`
      <section aria-label="Engine">
        <h2>Engine</h2>
        ${this.#previewSize()} ${this.#warning()} ${this.#figures()}
        <div class="buttons">${button(this.services, restartEngine)}</div>
        ${this.#log()}
      </section>
    `;
  }

  override updated(): void {
    if (this.state.engine.status !== 'ready') this.#stats = null;
    if (this.#wanted && !this.#polling) void this.#poll();
  }

  get #wanted(): boolean {
    return this.isConnected && this.state.enginePanel && this.state.engine.status === 'ready';
  }

  /** Figures of an engine that is gone would be taken for those of one that runs. */
  #figures() {
    const { status, failure } = this.state.engine;
    if (status === 'failed') return html`<p role="status">The engine has stopped: ${failure}.</p>`;
    if (status === 'loading') return html`<p>The engine is starting.</p>`;
    return this.#stats && html`${this.#facts(this.#stats)}${this.#stats.regions.map(region)}`;
  }

  #facts(stats: PageStats) {
    const { openingMs, exportMs } = stats;
    const rows: readonly (readonly [string, string])[] = [
      ['Version', stats.engine.version],
      ['Heap', `${bytesText(stats.heapBytes)}, fixed`],
      ['Allocations, last render', String(stats.renderAllocations)],
      ['Render', milliseconds(stats.renderMs)],
      ['From hand to frame, median', latency(stats.latency.eventToPublished)],
      ['From hand to screen, median', latency(stats.latency.eventToScreen)],
      ['Drafts', String(stats.drafts)],
      ['Opening: decoding, storing', milliseconds(openingMs.decode, openingMs.store)],
      ['Automatic start', milliseconds(stats.automaticMs)],
      ['Export: reading, developing, encoding', milliseconds(exportMs.read, exportMs.develop, exportMs.encode)],
      ['Threads', String(stats.engine.threads)],
      ['Frames published', String(stats.framesPublished)],
      ['Frame', `${stats.view.width} × ${stats.view.height}`],
      ['Isolated', crossOriginIsolated ? 'yes' : 'no'],
      ['Scans are held', this.state.engine.diskless ? `in memory: ${this.state.engine.diskless}` : 'on disk'],
      ['Safe from being cleared', persistedText(this.state.persisted)],
    ];
    return html`<dl>
      ${rows.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
  }

  #previewSize() {
    const picked = ({ detail }: CustomEvent<string>) => this.editor.change({ previewSize: detail as PreviewSize });
    return html`<el-pick-list
      label="Preview size"
      .choices=${kPreviewSizes}
      .value=${this.state.settings.previewSize}
      @el-pick=${picked}
    ></el-pick-list>`;
  }

  #warning() {
    const { memoryWarning } = this.state;
    return memoryWarning ? html`<p class="warning" role="status">${memoryWarning}.</p>` : null;
  }

  /** Newest first: what one has just done is at the top. */
  #log() {
    const lines = this.editor.log.lines.map(({ time, text }) => `${(time / 1000).toFixed(2)} s  ${text}`);
    return html`<pre role="log" aria-label="Engine log" tabindex="0">${lines.reverse().join('\n')}</pre>`;
  }

  async #poll(): Promise<void> {
    this.#polling = true;
    while (this.#wanted) {
      this.#stats = await this.editor.stats().catch(() => null);
      this.requestUpdate();
      await new Promise((resolve) => setTimeout(resolve, kPollMs));
    }
    this.#polling = false;
  }
}

/** What the browser answered when it was asked to keep what is kept here. */
function persistedText(persisted: boolean | null): string {
  if (persisted === null) return 'not asked yet';
  return persisted ? 'yes' : 'no, the browser may make room with it';
}

function milliseconds(...stages: number[]): string {
  return `${stages.map((ms) => ms.toFixed(1)).join(' + ')} ms`;
}

function latency({ median, p95 }: LatencyFigures): string {
  return `${median.toFixed(1)} ms (95 %: ${p95.toFixed(1)})`;
}

/** Widths are set as properties: the page's policy refuses style attributes. */
function region({ name, budget, used, peak }: PageStats['regions'][number]) {
  const width = (bytes: number) => `width: ${budget > 0 ? Math.min(100, (100 * bytes) / budget) : 0}%`;
  const label = `${name}: ${bytesText(used)} used, at most ${bytesText(peak)} of ${bytesText(budget)}`;
  return html`
    <div class="region">
      <span>${name}</span>
      <span class="figures">${bytesText(used)} / ${bytesText(budget)}</span>
      <div class="bar" role="img" aria-label=${label} title=${label}>
        <div class="peak" .style=${width(peak)}></div>
        <div class="used" .style=${width(used)}></div>
      </div>
    </div>
  `;
}

customElements.define('el-engine-panel', EnginePanel);
