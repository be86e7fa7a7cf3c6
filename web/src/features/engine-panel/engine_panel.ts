// The engine's own numbers: the memory contract, shown, and the speed.

import { css, html } from 'lit';
import type { LatencyFigures } from '../../render/protocol';
import type { PageStats } from '../../workspace/editor';
import type { EditorState, EngineState } from '../../workspace/store';
import { restartEngine } from '../../commands/commands';
import type { PreviewSize } from '../../keep/settings';
import { bytesText } from '../../ui/format';
import '../../ui/pick_list';
import type { Tab } from '../../ui/tabs';
import '../../ui/tabs';
import '../../ui/tooltip';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';

const kPollMs = 1000;

const kPreviewSizes: readonly { readonly value: PreviewSize; readonly label: string }[] = [
  { value: '1200', label: 'At most 1200 pixels' },
  { value: '2000', label: 'At most 2000 pixels' },
  { value: 'screen', label: 'As large as the window' },
];

const kTabs: readonly Tab[] = [
  { name: 'memory', label: 'Memory' },
  { name: 'speed', label: 'Speed' },
];

export class EnginePanel extends EditorElement {
  static override styles = css`
    :host {
      display: block;
    }
    section {
      padding: 8px var(--el-pad) 12px;
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
      gap: 4px 12px;
      margin: 0;
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
      margin-top: 8px;
      font-size: 12px;
    }
    .buttons {
      margin: 4px 0 8px;
    }
    .warning {
      margin: 4px 0;
      color: var(--el-warning);
    }
    pre {
      max-height: 180px;
      margin: 0;
      padding: 4px 8px;
      overflow: auto;
      white-space: pre-wrap;
      font:
        11px/1.4 ui-monospace,
        monospace;
      color: var(--el-quiet);
      background: var(--el-field);
      border-radius: 4px;
    }
    pre:focus-visible {
      outline: 2px solid var(--el-accent);
      outline-offset: -2px;
    }
    .figures {
      color: var(--el-quiet);
    }
    .bar {
      grid-column: 1 / -1;
      position: relative;
      height: 4px;
      border-radius: 2px;
      background: var(--el-gauge);
      overflow: hidden;
    }
    .used,
    .peak {
      position: absolute;
      inset: 0 auto 0 0;
    }
    .used {
      background: var(--el-gauge-used);
    }
    .peak {
      background: var(--el-gauge-peak);
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
        ${this.#previewSize()} ${this.#warning()} ${this.#figures()} ${this.#restart()} ${this.#log()}
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
    const { engine, persisted } = this.state;
    if (engine.status === 'failed') return html`<p role="status">The engine has stopped: ${engine.failure}.</p>`;
    if (engine.status === 'loading') return html`<p>The engine is starting.</p>`;
    return this.#stats && figures(this.#stats, keepingFacts(engine, persisted));
  }

  /** Of an engine that has failed, the notice has it. */
  #restart() {
    if (this.state.engine.status === 'failed') return null;
    return html`<div class="buttons">${button(this.services, restartEngine)}</div>`;
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

type Fact = readonly [name: string, value: string];

function keepingFacts({ diskless }: EngineState, persisted: boolean | null): readonly Fact[] {
  return [
    ['Scans are held', diskless ? `in memory: ${diskless}` : 'on disk'],
    ['Safe from being cleared', persistedText(persisted)],
  ];
}

function figures(stats: PageStats, keeping: readonly Fact[]) {
  return html`<el-tabs label="Figures of the engine" .tabs=${kTabs}>
    <div slot="memory">${list([...memoryFacts(stats), ...keeping])} ${stats.regions.map(region)}</div>
    <div slot="speed">${list(speedFacts(stats))}</div>
  </el-tabs>`;
}

function memoryFacts({ engine, heapBytes, renderAllocations }: PageStats): readonly Fact[] {
  return [
    ['Version', engine.version],
    ['Heap', `${bytesText(heapBytes)}, fixed`],
    ['Allocations, last render', String(renderAllocations)],
  ];
}

function speedFacts(stats: PageStats): readonly Fact[] {
  const { openingMs, exportMs } = stats;
  return [
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
  ];
}

function list(facts: readonly Fact[]) {
  return html`<dl>
    ${facts.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

/** Widths are set as properties: the page's policy refuses style attributes. */
function region({ name, budget, used, peak }: PageStats['regions'][number]) {
  const width = (bytes: number) => `width: ${budget > 0 ? Math.min(100, (100 * bytes) / budget) : 0}%`;
  const label = `${name}: ${bytesText(used)} used, at most ${bytesText(peak)} of ${bytesText(budget)}`;
  return html`
    <div class="region">
      <span>${name}</span>
      <span class="figures">${bytesText(used)} / ${bytesText(budget)}</span>
      <div class="bar" role="img" aria-label=${label}>
        <div class="peak" .style=${width(peak)}></div>
        <div class="used" .style=${width(used)}></div>
      </div>
      <el-tooltip>${label}</el-tooltip>
    </div>
  `;
}

customElements.define('el-engine-panel', EnginePanel);
