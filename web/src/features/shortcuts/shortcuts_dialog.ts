// The list of keyboard shortcuts, made from the commands themselves.

import { css, html } from 'lit';
import { allCommands } from '../../commands/commands';
import { shortcutText } from '../../commands/keys';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import '../../ui/modal';
import { EditorElement } from '../editor_element';

const kSliderKeys = [
  { label: text('shortcuts.step'), keys: ['← →'] },
  { label: text('shortcuts.fine'), keys: [text('key.shift-arrows')] },
  { label: text('shortcuts.coarse'), keys: [text('key.page-up'), text('key.page-down')] },
  { label: text('shortcuts.reset'), keys: [text('key.double-click')] },
];

export class ShortcutsDialog extends EditorElement {
  static override styles = css`
    dl {
      display: grid;
      grid-template-columns: 1fr auto;
      align-items: baseline;
      gap: 8px 16px;
      margin: 0;
    }
    dd {
      margin: 0;
      text-align: right;
    }
    kbd {
      padding: 1px 6px;
      margin-left: 4px;
      border: 1px solid var(--el-line);
      border-radius: 3px;
      background: var(--el-field);
      font: inherit;
      font-size: 12px;
      white-space: nowrap;
    }
  `;

  protected watch({ dialog }: EditorState) {
    return [dialog === 'shortcuts'];
  }

  override render() {
    const rows = allCommands
      .filter(({ shortcuts }) => shortcuts.length > 0)
      .map(({ label, shortcuts }) => ({ label, keys: shortcuts.map((shortcut) => shortcutText(shortcut)) }));
    return html`
      <el-modal
        heading=${text('shortcuts.heading')}
        ?open=${this.state.dialog === 'shortcuts'}
        @el-close=${this.#close}
      >
        <dl>
          ${[...rows, ...kSliderKeys].map(
            ({ label, keys }) => html`
              <dt>${label.replace('…', '')}</dt>
              <dd>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dd>
            `,
          )}
        </dl>
        <el-button slot="buttons" @click=${this.#close}>${text('dialog.close')}</el-button>
      </el-modal>
    `;
  }

  readonly #close = (): void => this.editor.store.set({ dialog: null });
}

customElements.define('el-shortcuts-dialog', ShortcutsDialog);
