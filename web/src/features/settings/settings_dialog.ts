// The dialog of what one chooses about the editor itself; puts the theme into effect.

import { html } from 'lit';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import type { Theme } from '../../keep/settings';
import '../../ui/button';
import '../../ui/modal';
import type { Choice } from '../../ui/pick_list';
import '../../ui/radio_group';
import { applyTheme } from '../../ui/theme';
import { EditorElement } from '../editor_element';

const kThemes: readonly (Choice & { readonly value: Theme })[] = [
  { value: 'dark', label: text('theme.dark') },
  { value: 'light', label: text('theme.light') },
  { value: 'system', label: text('theme.system') },
];

export class SettingsDialog extends EditorElement {
  protected watch({ dialog, settings }: EditorState) {
    return [dialog === 'settings', settings.theme];
  }

  override render() {
    const { dialog, settings } = this.state;
    const picked = ({ detail }: CustomEvent<string>) => this.editor.change({ theme: detail as Theme });
    return html`
      <el-modal heading=${text('settings.heading')} ?open=${dialog === 'settings'} @el-close=${this.#close}>
        <el-radio-group
          label=${text('settings.theme')}
          .choices=${kThemes}
          .value=${settings.theme}
          @el-pick=${picked}
        ></el-radio-group>
        <el-button slot="buttons" @click=${this.#close}>${text('dialog.close')}</el-button>
      </el-modal>
    `;
  }

  override updated(): void {
    applyTheme(this.state.settings.theme);
  }

  readonly #close = (): void => this.editor.store.set({ dialog: null });
}

customElements.define('el-settings-dialog', SettingsDialog);
