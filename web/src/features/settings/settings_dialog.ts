// The dialog of what one chooses about the editor itself; puts the theme into effect.

import { html } from 'lit';
import type { EditorState } from '../../workspace/store';
import type { Theme } from '../../keep/settings';
import '../../ui/button';
import '../../ui/modal';
import type { Choice } from '../../ui/pick_list';
import '../../ui/radio_group';
import { applyTheme } from '../../ui/theme';
import { EditorElement } from '../editor_element';

const kThemes: readonly (Choice & { readonly value: Theme })[] = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'system', label: 'As the system' },
];

export class SettingsDialog extends EditorElement {
  protected watch({ dialog, settings }: EditorState) {
    return [dialog === 'settings', settings.theme];
  }

  override render() {
    const { dialog, settings } = this.state;
    const picked = ({ detail }: CustomEvent<string>) => this.editor.change({ theme: detail as Theme });
    return html`
      <el-modal heading="Settings" ?open=${dialog === 'settings'} @el-close=${this.#close}>
        <el-radio-group label="Theme" .choices=${kThemes} .value=${settings.theme} @el-pick=${picked}></el-radio-group>
        <el-button slot="buttons" @click=${this.#close}>Close</el-button>
      </el-modal>
    `;
  }

  override updated(): void {
    applyTheme(this.state.settings.theme);
  }

  readonly #close = (): void => this.editor.store.set({ dialog: null });
}

customElements.define('el-settings-dialog', SettingsDialog);
