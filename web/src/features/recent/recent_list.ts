// The scans that were graded before: one click goes on with one.

import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '../../i18n/text';
import { type RecentEntry, type RecentScan, isScan } from '../../keep/recent';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import { trashIcon } from '../../ui/icons';
import '../../ui/small_picture';
import '../../ui/tooltip';
import { EditorElement } from '../editor_element';
import { factsText, nameOf } from './recent_text';

export class RecentList extends EditorElement {
  static override properties = { most: { type: Number } };
  /** How many are shown. */
  declare most: number;

  static override styles = css`
    ul {
      list-style: none;
      margin: 0 -8px;
      padding: 0;
      text-align: left;
    }
    li {
      display: flex;
      align-items: center;
      gap: 4px;
    }
    .row {
      flex: 1;
      min-width: 0;
      display: flex;
      align-items: center;
      gap: 12px;
      padding: 4px 8px;
    }
    button {
      font: inherit;
      color: var(--el-text);
      text-align: left;
      background: none;
      border: 0;
      border-radius: 4px;
      cursor: pointer;
    }
    button:hover:enabled {
      background: var(--el-hover);
    }
    button:focus-visible {
      outline: 2px solid var(--el-accent);
    }
    button:disabled {
      cursor: default;
      opacity: 0.6;
    }
    el-small-picture {
      flex: none;
      width: 56px;
      height: 40px;
    }
    .name,
    .facts {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .text {
      min-width: 0;
    }
    .facts {
      font-size: 12px;
      color: var(--el-quiet);
    }
  `;

  constructor() {
    super();
    this.most = Infinity;
  }

  protected watch({ recent, recentTotal, scanKey, engine }: EditorState) {
    return [recent, recentTotal, scanKey, engine.status];
  }

  override render() {
    const { recent, recentTotal } = this.state;
    const more = recentTotal - recent.length;
    const { recents } = this.services;
    return html`<ul aria-label=${text('recent.heading')}>
        ${repeat(
          recent.slice(0, this.most),
          ({ key }) => key,
          (entry) => this.#row(entry),
        )}
      </ul>
      ${
        this.most >= recent.length && more > 0
          ? html`<el-button look="quiet" @click=${() => void recents.more()}
              >${text('recent.more', { count: more })}</el-button
            >`
          : null
      } `;
  }

  #row(entry: RecentEntry) {
    const { recents } = this.services;
    const isOpen = entry.key === this.state.scanKey;
    const name = nameOf(entry);
    return html`<li>
      ${isScan(entry) ? this.#scanButton(entry, isOpen) : html`<div class="row">${this.#text(entry, isOpen)}</div>`}
      <el-tooltip>${name}</el-tooltip>
      ${
        entry.problem === null
          ? null
          : html`<el-button
              look="quiet"
              label=${text('recent.save-one', { name })}
              hint=${text('recent.save-hint')}
              @click=${() => void recents.saveRecords(entry)}
              >${text('recent.save')}</el-button
            >`
      }
      ${
        isOpen
          ? null
          : html`<el-button
              look="quiet"
              icon
              label=${text('recent.remove', { name })}
              hint=${text('recent.remove-hint')}
              @click=${() => void recents.remove(entry)}
              >${trashIcon}</el-button
            >`
      }
    </li>`;
  }

  #scanButton(scan: RecentScan, isOpen: boolean) {
    return html`<button
      class="row"
      type="button"
      ?disabled=${isOpen || this.state.engine.status === 'failed'}
      @click=${() => void this.services.continuing.with(scan)}
    >
      <el-small-picture .picture=${scan.thumbnail}></el-small-picture>
      ${this.#text(scan, isOpen)}
    </button>`;
  }

  #text(entry: RecentEntry, isOpen: boolean) {
    const name = nameOf(entry);
    const facts = isOpen && entry.problem === null ? text('recent.open') : factsText(entry);
    return html`<span class="text">
      <span class="name" title=${name}>${name}</span>
      <span class="facts" title=${facts}>${facts}</span>
    </span>`;
  }
}

customElements.define('el-recent-list', RecentList);
