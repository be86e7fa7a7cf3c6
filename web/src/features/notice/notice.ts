// The banner for errors and notes, and those that stay: for an engine that has stopped, and for grades that are not kept.

import { css, html } from 'lit';
import { restartEngine, saveRecipe } from '../../actions/actions';
import type { EditorState, Notice } from '../../state/store';
import '../../ui/button';
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
      padding: 8px 12px;
      border-radius: 6px;
      box-shadow: 0 2px 8px var(--el-shadow);
      pointer-events: auto;
      background: var(--el-alert);
      color: var(--el-on-alert);
    }
    .bar.info {
      background: var(--el-raised);
      color: var(--el-text);
    }
    .text {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
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
              <span class="text">${unkept}</span>
              ${button(this.services, saveRecipe)}
            </div>`
          : null
      }
      ${
        notice
          ? html`<div class="bar ${notice.kind}" role=${notice.kind === 'error' ? 'alert' : 'status'}>
              <span class="text">${notice.text}</span>
              ${
                notice.action
                  ? html`<el-button @click=${() => this.#run(notice)}>${notice.action.label}</el-button>`
                  : null
              }
              <el-button @click=${this.#dismiss}>Dismiss</el-button>
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
