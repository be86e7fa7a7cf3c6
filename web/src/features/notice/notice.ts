// The notices over the picture: errors first, and before them what holds until it is mended, as an engine that has
// stopped or grades that are not kept.

import { type TemplateResult, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { reloadPage, restartEngine, saveRecipe } from '../../commands/commands';
import { text } from '../../i18n/text';
import type { EditorState, Notice, NoticeAction, Unkept } from '../../workspace/state';
import { dismiss, noticesOnScreen } from '../../workspace/notices';
import '../../ui/button';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';

export class NoticeBar extends EditorElement {
  static override styles = css`
    .list {
      display: grid;
      gap: 6px;
      width: min(640px, 100%);
      max-height: 30vh;
      overflow-y: auto;
      scrollbar-width: thin;
      scrollbar-color: var(--el-edge) transparent;
      pointer-events: auto;
    }
    .bar {
      display: flex;
      align-items: center;
      gap: 12px;
      box-sizing: border-box;
      padding: 8px 12px;
      border-radius: 6px;
      box-shadow: 0 2px 8px var(--el-shadow);
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

  protected watch({ notices, document, engine, unkept }: EditorState) {
    return [notices, document, engine.status, engine.failure, unkept];
  }

  /** The regions are there before their words: only then does a screen reader say these when they come. */
  override render() {
    const { engine, unkept } = this.state;
    const notices = noticesOnScreen(this.state);
    const of = (kind: Notice['kind']) => notices.filter((notice) => notice.kind === kind);
    return html`
      <div class="list" role="alert" aria-atomic="false">
        ${
          engine.status === 'failed'
            ? bar(
                'error',
                text('notice.engine-failed', { failure: engine.failure }),
                button(this.services, restartEngine),
              )
            : null
        }
        ${unkept ? this.#unkept(unkept) : null} ${this.#list(of('error'))}
      </div>
      <div class="list" role="status" aria-atomic="false">${this.#list(of('info'))}</div>
    `;
  }

  #unkept({ text, newer }: Unkept) {
    const buttons = html`${newer ? button(this.services, reloadPage) : null} ${button(this.services, saveRecipe)}`;
    return bar('error', text, buttons);
  }

  /** A notice that replaces one with the same words is another element: it is said again. */
  #list(notices: readonly Notice[]) {
    return repeat(
      notices,
      (notice) => notice,
      (notice) => bar(notice.kind, notice.text, this.#buttons(notice)),
    );
  }

  #buttons({ key, document, actions }: Notice) {
    const dismissed = () => dismiss(this.editor.store, key, document);
    const run = (action: NoticeAction) => {
      dismissed();
      action.run();
    };
    return html`
      ${actions.map((action) => html`<el-button @click=${() => run(action)}>${action.label}</el-button>`)}
      <el-button @click=${dismissed}>${text('notice.dismiss')}</el-button>
    `;
  }
}

function bar(kind: Notice['kind'], text: string, buttons: TemplateResult): TemplateResult {
  return html`<div class="bar ${kind}"><span class="text">${text}</span>${buttons}</div>`;
}

customElements.define('el-notice', NoticeBar);
