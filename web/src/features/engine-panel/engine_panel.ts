// The engine's own numbers: the memory contract, shown, and the speed.

import { css, html } from 'lit';
import type { PageStats } from '../../state/editor';
import type { EditorState } from '../../state/store';
import { bytesText } from '../../ui/format';
import { EditorElement } from '../editor_element';

const kPollMs = 1000;

export class EnginePanel extends EditorElement {
  static override styles = css`
    :host {
      display: block;
    }
    section {
      padding: 10px 14px 12px;
      border-top: 1px solid var(--sl-line);
    }
    h2 {
      margin: 0 0 8px;
      font-size: 13px;
      font-weight: 600;
      color: var(--sl-quiet);
    }
    dl {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 3px 12px;
      margin: 0 0 10px;
      font-variant-numeric: tabular-nums;
    }
    dt {
      color: var(--sl-quiet);
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
    .figures {
      color: var(--sl-quiet);
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

  protected watch({ enginePanel, engine }: EditorState) {
    return [enginePanel, engine.status];
  }

  override render() {
    if (!this.state.enginePanel) return null;
    const stats = this.#stats;
    return html`
      <section aria-label="Engine">
        <h2>Engine</h2>
        ${stats ? html`${this.#facts(stats)}${stats.regions.map(region)}` : html`<p>Not running</p>`}
      </section>
    `;
  }

  override updated(): void {
    if (this.#wanted && !this.#polling) void this.#poll();
  }

  get #wanted(): boolean {
    return this.isConnected && this.state.enginePanel && this.state.engine.status === 'ready';
  }

  #facts(stats: PageStats) {
    const rows: readonly (readonly [string, string])[] = [
      ['Version', stats.engine.version],
      ['Heap', `${bytesText(stats.heapBytes)}, fixed`],
      ['Allocations, last render', String(stats.renderAllocations)],
      ['Render', `${stats.renderMs.toFixed(1)} ms`],
      ['Event to frame', `${stats.eventToFrameMs.toFixed(1)} ms`],
      ['Event to frame, median', `${stats.eventToFrameMedianMs.toFixed(1)} ms`],
      ['Threads', String(stats.engine.threads)],
      ['Frames published', String(stats.framesPublished)],
      ['Frame', `${stats.view.width} × ${stats.view.height}`],
      ['Isolated', crossOriginIsolated ? 'yes' : 'no'],
    ];
    return html`<dl>
      ${rows.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
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

customElements.define('sl-engine-panel', EnginePanel);
