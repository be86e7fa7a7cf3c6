// The scans that are open or listed, where there are several: one click puts another on screen.

import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ScanDocument } from '../../documents/scan_document';
import { text } from '../../i18n/text';
import { closeIcon } from '../../ui/icons';
import '../../ui/button';
import type { EditorState } from '../../workspace/state';
import { EditorElement } from '../editor_element';

export class DocumentStrip extends EditorElement {
  static override styles = css`
    .strip {
      display: flex;
      gap: 2px;
      padding: 4px var(--el-pad);
      background: var(--el-bar);
      overflow-x: auto;
      scrollbar-width: thin;
      scrollbar-color: var(--el-edge) transparent;
    }
    .scan {
      display: flex;
      align-items: center;
      flex: none;
      border-radius: 4px;
    }
    .scan:has([aria-pressed='true']) {
      background: var(--el-button);
      box-shadow: inset 0 -2px var(--el-accent);
    }
    .scan:hover:not(:has([aria-pressed='true'])) {
      background: var(--el-hover);
    }
    .name {
      max-width: 20ch;
      height: 32px;
      padding: 0 2px 0 10px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      font: inherit;
      color: var(--el-quiet);
      background: none;
      border: 0;
      border-radius: 4px;
      cursor: pointer;
    }
    .name[aria-pressed='true'] {
      color: var(--el-text);
    }
    .name:focus-visible {
      outline: 2px solid var(--el-accent);
      outline-offset: -2px;
    }
    .listed {
      font-style: italic;
    }
    @media (max-width: 700px) {
      .strip {
        padding: 4px 8px;
      }
    }
    @media (pointer: coarse) {
      .name {
        height: 44px;
      }
    }
  `;

  protected watch({ documents, document }: EditorState) {
    // A grade that changes is no reason to render.
    return [documents.map(({ id, name, scan }) => [id, name, scan !== null].join()).join('\n'), document];
  }

  override render() {
    const { documents } = this.state;
    if (documents.length < 2) return null;
    return html`
      <div class="strip" role="group" aria-label=${text('documents.strip')}>
        ${repeat(
          documents,
          ({ id }) => id,
          (one) => this.#scan(one),
        )}
      </div>
    `;
  }

  #scan({ id, name, scan }: ScanDocument) {
    const { opener } = this.services;
    return html`
      <div class="scan">
        <button
          type="button"
          class="name ${scan ? '' : 'listed'}"
          aria-pressed=${id === this.state.document}
          @click=${() => void opener.show(id)}
        >
          ${name}
        </button>
        <el-button label=${text('documents.close', { name })} look="quiet" icon @click=${() => void opener.close(id)}
          >${closeIcon}</el-button
        >
      </div>
    `;
  }

  override updated(): void {
    this.renderRoot.querySelector('[aria-pressed=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

customElements.define('el-document-strip', DocumentStrip);
