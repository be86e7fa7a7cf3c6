// The scans that were graded before: one click goes on with one.

import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RecentScan } from '../../state/recent';
import type { EditorState } from '../../state/store';
import '../../ui/button';
import { trashIcon } from '../../ui/icons';
import '../../ui/small_picture';
import '../../ui/tooltip';
import { EditorElement } from '../editor_element';

export function whenText(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

export function factsText({ scan, crops, used }: RecentScan): string {
  const frames = crops > 1 ? `, ${crops} crops` : '';
  return `${scan.width} × ${scan.height}${frames}, ${whenText(used)}`;
}

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
    button {
      flex: 1;
      min-width: 0;
      display: flex;
      align-items: center;
      gap: 12px;
      padding: 4px 8px;
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

  protected watch({ recent, scanKey, engine }: EditorState) {
    return [recent, scanKey, engine.status];
  }

  override render() {
    const shown = this.state.recent.slice(0, this.most);
    return html`<ul aria-label="Recent scans">
      ${repeat(
        shown,
        ({ key }) => key,
        (scan) => this.#row(scan),
      )}
    </ul>`;
  }

  #row(scan: RecentScan) {
    const { continuing } = this.services;
    const isOpen = scan.key === this.state.scanKey;
    const { name } = scan.file;
    return html`<li>
      <button
        type="button"
        ?disabled=${isOpen || this.state.engine.status === 'failed'}
        @click=${() => void continuing.with(scan)}
      >
        <el-small-picture .picture=${scan.thumbnail}></el-small-picture>
        <span class="text">
          <span class="name">${name}</span>
          <span class="facts">${isOpen ? 'Open now' : factsText(scan)}</span>
        </span>
      </button>
      <el-tooltip>${name}</el-tooltip>
      ${
        isOpen
          ? null
          : html`<el-button
              look="quiet"
              icon
              label="Remove ${name} from the list"
              hint="Its grade is deleted, the file is not"
              @click=${() => void continuing.remove(scan)}
              >${trashIcon}</el-button
            >`
      }
    </li>`;
  }
}

customElements.define('el-recent-list', RecentList);
