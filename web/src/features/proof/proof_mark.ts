// Says over the picture that it is not the picture that is exported, but a proof.

import { css, html } from 'lit';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import { EditorElement } from '../editor_element';

export class ProofMark extends EditorElement {
  static override styles = css`
    span {
      display: inline-block;
      max-width: 100%;
      box-sizing: border-box;
      padding: 3px 8px;
      border-radius: 4px;
      background: var(--el-raised);
      color: var(--el-text);
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `;

  protected watch({ softProof, settings, colorProfiles }: EditorState) {
    return [softProof, settings.proof, colorProfiles];
  }

  override render() {
    return html`<div role="status">${this.state.softProof ? html`<span>${this.#text}</span>` : null}</div>`;
  }

  get #text(): string {
    const { settings, colorProfiles } = this.state;
    const { profile, intent, paperWhite } = settings.proof;
    const name = colorProfiles.find(({ id }) => id === profile)?.name ?? '';
    const paper = paperWhite ? 'shown' : 'hidden';
    return text('proof.mark', { name, intent: text(`intent.${intent}`), paper });
  }
}

customElements.define('el-proof-mark', ProofMark);
