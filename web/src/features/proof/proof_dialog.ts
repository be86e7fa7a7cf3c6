// The dialog that asks what the soft proof shows: which device, with which intent, and whether paper as it is.

import { css, html } from 'lit';
import type { Rendering } from '../../engine/protocol';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import '../../ui/checkbox';
import '../../ui/modal';
import '../../ui/pick_list';
import { EditorElement } from '../editor_element';
import '../color-profiles/profile_rows';

export class ProofDialog extends EditorElement {
  static override styles = css`
    .rows {
      display: grid;
      gap: 4px;
    }
    p {
      margin: 12px 0 0;
      color: var(--el-quiet);
    }
  `;

  protected watch({ dialog, settings, softProof, colorProfiles, scan }: EditorState) {
    return [dialog === 'proof', settings.proof, softProof, colorProfiles, scan === null];
  }

  override render() {
    const { dialog, settings, softProof, colorProfiles, scan } = this.state;
    const { profile, paperWhite } = settings.proof;
    const { proofing } = this.services;
    const choices = colorProfiles.map(({ id, name }) => ({ value: id, label: name }));
    return html`
      <el-modal heading=${text('proof.heading')} ?open=${dialog === 'proof'} @el-close=${this.#close}>
        <div class="rows">
          <el-pick-list
            label=${text('proof.profile')}
            .choices=${choices}
            .value=${profile}
            otherwise=${text('proof.no-profile')}
            @el-pick=${({ detail }: CustomEvent<string>) => proofing.change({ profile: detail })}
          ></el-pick-list>
          <el-profile-rows
            .services=${this.services}
            .profile=${profile}
            inks
            .rendering=${settings.proof}
            @el-rendering=${({ detail }: CustomEvent<Partial<Rendering>>) => proofing.change(detail)}
            @el-profile=${({ detail }: CustomEvent<string>) => proofing.change({ profile: detail })}
          ></el-profile-rows>
          <el-checkbox
            label=${text('proof.paper-white')}
            .checked=${paperWhite}
            @el-toggle=${({ detail }: CustomEvent<boolean>) => proofing.change({ paperWhite: detail })}
          ></el-checkbox>
        </div>
        <p>${text('proof.about')}</p>
        <el-button slot="buttons" @click=${this.#close}>${text('dialog.close')}</el-button>
        <el-button
          slot="buttons"
          look="primary"
          ?disabled=${!profile || !scan}
          @click=${() => proofing.show(!softProof)}
          >${softProof ? text('proof.hide') : text('proof.show')}</el-button
        >
      </el-modal>
    `;
  }

  readonly #close = (): void => this.editor.store.set({ dialog: null });
}

customElements.define('el-proof-dialog', ProofDialog);
