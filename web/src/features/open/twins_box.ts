// The question which grade goes on where several are kept of one picture: a picture of each, of which one is chosen by a
// click. Like the question how a scan is read, it stands on top of the panel.

import { html, nothing } from 'lit';
import type { Twin } from '../../documents/scan_document';
import { text } from '../../i18n/text';
import '../../ui/button';
import { buttonStyles } from '../../ui/button';
import '../../ui/small_picture';
import type { EditorState } from '../../workspace/state';
import { EditorElement } from '../editor_element';
import { boxStyles, choicesStyles } from '../panel/box_styles';
import { whenText } from '../recent/recent_text';

/** The last opened ones; a list of all is among the recent scans. */
const kMostShown = 4;

export class TwinsBox extends EditorElement {
  static override styles = [buttonStyles, boxStyles, choicesStyles];

  protected watch({ twins }: EditorState) {
    return [twins];
  }

  override render() {
    const { twins, document } = this.state;
    const isAsked = twins.length > 0;
    return html`
      <section class=${isAsked ? 'box' : ''} aria-label=${isAsked ? text('twins.heading') : nothing}>
        <p role="status">${isAsked ? text('twins.question') : null}</p>
        ${isAsked ? this.#choices(twins.slice(0, kMostShown), document) : null}
      </section>
    `;
  }

  #choices(twins: readonly Twin[], document: number) {
    const { opener } = this.services;
    return html`
      <div class="choices">
        ${twins.map(
          (twin) =>
            html`<button type="button" @click=${() => void opener.twins.choose(document, twin)}>
              <el-small-picture .picture=${twin.thumbnail}></el-small-picture>
              <span>${text('twins.choice', { name: twin.name, when: whenText(twin.used) })}</span>
            </button>`,
        )}
      </div>
      <el-button look="quiet" @click=${() => opener.twins.dismiss(document)}>${text('twins.none')}</el-button>
    `;
  }
}

customElements.define('el-twins-box', TwinsBox);
