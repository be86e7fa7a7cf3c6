// The list of recent scans while one is open.

import { html } from 'lit';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import '../../ui/modal';
import { EditorElement } from '../editor_element';
import './recent_list';

export class RecentDialog extends EditorElement {
  protected watch({ dialog, recent }: EditorState) {
    return [dialog === 'recent', recent.length === 0];
  }

  override render() {
    const open = this.state.dialog === 'recent';
    const { services } = this;
    return html`
      <el-modal heading=${text('recent.heading')} ?open=${open} @el-close=${this.#close}>
        ${this.state.recent.length === 0 ? html`<p>${text('recent.none')}</p>` : null}
        ${open ? html`<el-recent-list .services=${services}></el-recent-list>` : null}
        <el-button slot="buttons" @click=${this.#close}>${text('dialog.close')}</el-button>
      </el-modal>
    `;
  }

  readonly #close = (): void => this.editor.store.set({ dialog: null });
}

customElements.define('el-recent-dialog', RecentDialog);
