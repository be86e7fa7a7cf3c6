// The banner for errors and notes, and those that stay: for an engine that has stopped, and for grades that are not kept.

import { css, html } from 'lit';
import { reloadPage, restartEngine, saveRecipe } from '../../actions/actions';
import type { EditorState, Notice } from '../../state/store';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';

export class NoticeBar extends EditorElement {
  static override styles = css`
    .bar {
      display: flex;
      align-items: center;
      gap: 12px;
      box-sizing: border-box;
      max-width: min(640px, 100%);
      padding: 8px 14px;
      border-radius: 6px;
      box-shadow: 0 2px 10px rgb(0 0 0 / 40%);
      pointer-events: auto;
      background: #4a2320;
      color: #f4e6e4;
    }
    .bar.info {
      background: #3a3a3a;
      color: var(--el-text);
    }
    .text {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    button {
      font: inherit;
      color: inherit;
      padding: 3px 10px;
      border: 1px solid rgb(255 255 255 / 35%);
      border-radius: 12px;
      background: none;
      cursor: pointer;
    }
    button:hover {
      background: rgb(255 255 255 / 10%);
    }
    button:focus-visible {
      outline: 2px solid var(--el-focus);
    }
  `;

  protected watch({ notice, engine, unkept }: EditorState) {
    return [notice, engine.status, engine.failure, unkept];
  }

  override render() {
    const { notice, engine, unkept } = this.state;
    return html`
      ${
        engine.status === 'failed'
          ? html`<div class="bar" role="alert">
              <span class="text">Engine: ${engine.failure}. Your edits are kept.</span>
              ${button(this.services, restartEngine)}
            </div>`
          : null
      }
      ${
        unkept
          ? html`<div class="bar" role="alert">
              <span class="text">${unkept.text}</span>
              ${unkept.newer ? button(this.services, reloadPage) : null} ${button(this.services, saveRecipe)}
            </div>`
          : null
      }
      ${
        notice
          ? html`<div class="bar ${notice.kind}" role=${notice.kind === 'error' ? 'alert' : 'status'}>
              <span class="text">${notice.text}</span>
              ${
                notice.action
                  ? html`<button type="button" @click=${() => this.#run(notice)}>${notice.action.label}</button>`
                  : null
              }
              <button type="button" @click=${this.#dismiss}>Dismiss</button>
            </div>`
          : null
      }
    `;
  }

  #run({ action }: Notice): void {
    this.#dismiss();
    action?.run();
  }

  readonly #dismiss = (): void => this.editor.store.set({ notice: null });
}

customElements.define('el-notice', NoticeBar);
