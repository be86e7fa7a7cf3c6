// The engine's own numbers: the memory contract, shown, and the speed.

import { css, html } from 'lit';
import { formatNumber } from '../../i18n/numbers';
import { type PageText, text } from '../../i18n/text';
import type { LatencyFigures } from '../../render/protocol';
import type { PageStats } from '../../workspace/editor';
import type { EditorState, EngineState } from '../../workspace/state';
import { restartEngine } from '../../commands/commands';
import type { PreviewSize } from '../../keep/settings';
import { bytesText, sizeText } from '../../ui/format';
import '../../ui/pick_list';
import type { Tab } from '../../ui/tabs';
import '../../ui/tabs';
import '../../ui/tooltip';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';

const kPollMs = 1000;

const kPreviewSizes: readonly { readonly value: PreviewSize; readonly label: string }[] = [
  { value: '1200', label: text('engine.preview-pixels', { pixels: formatNumber(1200, 0) }) },
  { value: '2000', label: text('engine.preview-pixels', { pixels: formatNumber(2000, 0) }) },
  { value: 'screen', label: text('engine.preview-window') },
];

const kTabs: readonly Tab[] = [
  { name: 'memory', label: text('engine.memory') },
  { name: 'speed', label: text('engine.speed') },
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
      <section aria-label=${text('engine.heading')}>
        <h2>${text('engine.heading')}</h2>
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
    if (engine.status === 'failed')
      return html`<p role="status">${text('engine.stopped', { failure: engine.failure })}</p>`;
    if (engine.status === 'loading') return html`<p>${text('engine.starting')}</p>`;
    return this.#stats && figures(this.#stats, setUpFacts(engine, persisted));
  }

  /** Of an engine that has failed, the notice has it. */
  #restart() {
    if (this.state.engine.status === 'failed') return null;
    return html`<div class="buttons">${button(this.services, restartEngine)}</div>`;
  }

  #previewSize() {
    const picked = ({ detail }: CustomEvent<string>) => this.editor.change({ previewSize: detail as PreviewSize });
    return html`<el-pick-list
      label=${text('engine.preview-size')}
      .choices=${kPreviewSizes}
      .value=${this.state.settings.previewSize}
      @el-pick=${picked}
    ></el-pick-list>`;
  }

  #warning() {
    const { memoryWarning } = this.state;
    return memoryWarning ? html`<p class="warning" role="status">${memoryWarning}</p>` : null;
  }

  /** Newest first: what one has just done is at the top. */
  #log() {
    const lines = this.editor.log.lines.map((line) => `${(line.time / 1000).toFixed(2)} s  ${line.text}`);
    return html`<pre role="log" aria-label=${text('engine.log')} tabindex="0">${lines.reverse().join('\n')}</pre>`;
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
  if (persisted === null) return text('engine.not-asked');
  return persisted ? text('engine.yes') : text('engine.not-persisted');
}

function milliseconds(...stages: number[]): string {
  return text('unit.milliseconds', { value: stages.map((ms) => formatNumber(ms, 1)).join(' + ') });
}

function latency({ median, p95 }: LatencyFigures): string {
  return text('engine.latency', { median: milliseconds(median), p95: formatNumber(p95, 1) });
}

type Fact = readonly [name: string, value: string];

function setUpFacts({ catalog, diskless }: EngineState, persisted: boolean | null): readonly Fact[] {
  return [
    [text('engine.libraries'), (catalog?.libraries ?? []).join(', ')],
    [text('engine.held'), diskless ? text('engine.in-memory', { reason: diskless }) : text('engine.on-disk')],
    [text('engine.persisted'), persistedText(persisted)],
  ];
}

function figures(stats: PageStats, setUp: readonly Fact[]) {
  return html`<el-tabs label=${text('engine.figures')} .tabs=${kTabs}>
    <div slot="memory">${list([...memoryFacts(stats), ...setUp])} ${stats.regions.map(region)}</div>
    <div slot="speed">${list(speedFacts(stats))}</div>
  </el-tabs>`;
}

function memoryFacts({ engine, heapBytes, viewPixels, renderAllocations }: PageStats): readonly Fact[] {
  return [
    [text('engine.version'), engine.version],
    [text('engine.heap'), text('engine.fixed', { size: bytesText(heapBytes) })],
    [text('engine.largest-view'), text('unit.megapixels', { value: formatNumber(viewPixels / 1e6, 1) })],
    [text('engine.allocations'), formatNumber(renderAllocations, 0)],
  ];
}

function speedFacts(stats: PageStats): readonly Fact[] {
  const { openingMs, exportMs } = stats;
  return [
    [text('engine.render'), milliseconds(stats.renderMs)],
    [text('engine.hand-to-frame'), latency(stats.latency.eventToPublished)],
    [text('engine.hand-to-screen'), latency(stats.latency.eventToScreen)],
    [text('engine.drafts'), formatNumber(stats.drafts, 0)],
    [text('engine.opening'), milliseconds(openingMs.decode, openingMs.store)],
    [text('engine.automatic'), milliseconds(stats.automaticMs)],
    [text('engine.export'), milliseconds(exportMs.read, exportMs.develop, exportMs.encode)],
    [text('engine.threads'), formatNumber(stats.engine.threads, 0)],
    [text('engine.frames'), formatNumber(stats.framesPublished, 0)],
    [text('engine.frame'), sizeText(stats.view)],
    [text('engine.isolated'), crossOriginIsolated ? text('engine.yes') : text('engine.no')],
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

/** By the names that the engine's own log has. */
const kRegions: { readonly [name: string]: PageText } = {
  frames: 'region.frames',
  'density planes': 'region.planes',
  'tile cache': 'region.tiles',
  'decode strips': 'region.decode',
  'encode strips': 'region.encode',
  tables: 'region.tables',
  'codec zone': 'region.codecs',
};

function regionText(name: string): string {
  const known = kRegions[name];
  return known ? text(known) : name;
}

/** Widths are set as properties: the page's policy refuses style attributes. */
function region({ name: inEngine, budget, used, peak }: PageStats['regions'][number]) {
  const name = regionText(inEngine);
  const width = (bytes: number) => `width: ${budget > 0 ? Math.min(100, (100 * bytes) / budget) : 0}%`;
  const sizes = { used: bytesText(used), peak: bytesText(peak), budget: bytesText(budget) };
  const label = text('engine.region', { name, used: sizes.used, peak: sizes.peak, budget: sizes.budget });
  return html`
    <div class="region">
      <span>${name}</span>
      <span class="figures">${sizes.used} / ${sizes.budget}</span>
      <div class="bar" role="img" aria-label=${label}>
        <div class="peak" .style=${width(peak)}></div>
        <div class="used" .style=${width(used)}></div>
      </div>
      <el-tooltip>${label}</el-tooltip>
    </div>
  `;
}

customElements.define('el-engine-panel', EnginePanel);
