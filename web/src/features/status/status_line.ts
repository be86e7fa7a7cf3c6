// The line at the bottom: which scan it is, how it is read, and at what zoom it is seen.

import { css, html } from 'lit';
import type { Recipe, ScanSummary } from '../../engine/protocol';
import { sentenceText } from '../../i18n/sentence';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import { percentText, sizeText } from '../../ui/format';
import '../../ui/tooltip';
import { EditorElement } from '../editor_element';
import { encodingText } from '../film/input_choices';
import { rowsOf } from '../open/partial';

export function scanText(scan: ScanSummary): string {
  const { bits, channels, container, rowsInFile: rows } = scan;
  const facts = text('scan.facts', { size: sizeText(scan), bits, color: channels === 1 ? 'gray' : 'rgb', container });
  const there = rowsOf(scan);
  return there === 0 ? facts : text('partial.facts', { facts, there, rows });
}

/** How the scan is read: as its file says, or otherwise. */
function readingText(scan: ScanSummary, recipe: Recipe | null): string {
  const note = sentenceText(scan.encodingNote);
  const encoding = recipe?.input.encoding ?? 'auto';
  return encoding === 'auto' ? note : text('status.read-as', { encoding: encodingText(encoding), note });
}

export class StatusLine extends EditorElement {
  static override styles = css`
    :host {
      display: flex;
      gap: 16px;
      align-items: center;
      height: 28px;
      padding: 0 var(--el-pad);
      overflow: hidden;
      white-space: nowrap;
      font-size: 12px;
      color: var(--el-quiet);
      background: var(--el-bar);
    }
    .name {
      color: var(--el-text);
      flex: 0 1 auto;
    }
    .note {
      flex: 1 1 0;
    }
    span {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .warning {
      color: var(--el-warning);
    }
    [tabindex]:focus-visible {
      outline: 2px solid var(--el-accent);
      outline-offset: -2px;
    }
    .fixed {
      flex: none;
    }
    @media (max-width: 700px) {
      .note,
      .film {
        display: none;
      }
      .zoom {
        margin-left: auto;
      }
    }
  `;

  protected watch({ scan, recipe, zoom, view, engine, memoryWarning }: EditorState) {
    return [
      scan,
      recipe?.film,
      recipe?.input.encoding,
      percentText(zoom),
      view.zoom === 0,
      engine.status,
      memoryWarning,
    ];
  }

  override render() {
    const { scan, recipe, zoom, view, engine, memoryWarning } = this.state;
    if (!scan)
      return html`<span>${engine.status === 'loading' ? text('status.starting') : text('status.no-scan')}</span>`;
    const note = readingText(scan, recipe);
    const shownZoom = percentText(zoom);
    return html`
      <span class="name">${scan.name}</span>
      <el-tooltip>${scan.name}</el-tooltip>
      <span class="facts">${scanText(scan)}</span>
      <span class="note" tabindex="0">${note}</span>
      <el-tooltip>${note}</el-tooltip>
      ${memoryWarning ? memory(memoryWarning) : null}
      <span class="film fixed">${recipe ? text(`film-kind.${recipe.film}`) : ''}</span>
      <span class="zoom fixed">${view.zoom === 0 ? text('status.fit', { zoom: shownZoom }) : shownZoom}</span>
    `;
  }
}

function memory(warning: string) {
  return html`<span class="warning fixed" role="status" tabindex="0" aria-describedby="warning"
      >${text('status.memory-grows')}</span
    >
    <el-tooltip><span id="warning">${warning}</span></el-tooltip>`;
}

customElements.define('el-status-line', StatusLine);
