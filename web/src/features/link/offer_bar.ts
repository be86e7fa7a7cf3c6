// The bar under the picture while a grade from outside is looked at: what it is, what to take of it, and yes or no.

import '@spectrum-web-components/button/sp-button.js';
import { css, html } from 'lit';
import type { EditorState, Offer } from '../../state/store';
import { kSampleName } from '../open/sample';
import { EditorElement } from '../editor_element';
import { kParts, toggled } from './parts';

export class OfferBar extends EditorElement {
  static override styles = css`
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px 14px;
      padding: 8px 14px;
      background: var(--el-bar);
    }
    .what {
      flex: 1 1 100%;
      overflow-wrap: anywhere;
    }
    .verdict {
      color: var(--el-quiet);
    }
    .parts,
    .choice,
    .leave {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px 12px;
    }
    .gap {
      flex: 1;
    }
    label {
      display: flex;
      align-items: center;
      gap: 5px;
    }
    input {
      margin: 0;
      accent-color: #c8c8c8;
    }
  `;

  protected watch({ offer, scan }: EditorState) {
    return [offer, scan];
  }

  override render() {
    const { offer, scan } = this.state;
    if (!offer) return null;
    const { offers } = this.services;
    const many = offer.link.recipes.length > 1;
    return html`
      <div class="bar" role="region" aria-label="Grade from outside">
        <span class="what"> ${this.#what(offer)} <span class="verdict">${sentence(offer.link.proof.text)}</span> </span>
        ${many ? this.#choice(offer) : null}
        <span class="parts" role="group" aria-label="Parts to take">
          ${kParts.map(({ part, label }) => {
            const changed = (event: Event) =>
              offers.change({ parts: toggled(offer.parts, part, (event.target as HTMLInputElement).checked) });
            return html`<label>
              <input
                type="checkbox"
                .checked=${offer.parts.includes(part)}
                ?disabled=${!offer.link.parts.includes(part)}
                @change=${changed}
              />${label}
            </label>`;
          })}
        </span>
        <label>
          <input
            type="checkbox"
            .checked=${offer.before}
            @change=${(event: Event) => offers.change({ before: (event.target as HTMLInputElement).checked })}
          />Show my grade
        </label>
        <span class="gap"></span>
        <span class="leave">
          ${
            offer.openPicture
              ? html`<sp-button size="s" variant="secondary" treatment="outline" @click=${() => offers.openPicture()}
                  >Open the picture</sp-button
                >`
              : null
          }
          <sp-button size="s" variant="secondary" treatment="outline" @click=${() => offers.discard()}
            >Discard</sp-button
          >
          ${
            many
              ? html`<sp-button
                  size="s"
                  variant="secondary"
                  ?disabled=${!scan || offer.parts.length === 0}
                  @click=${() => void offers.applyAll()}
                  >Apply as ${offer.link.recipes.length} crops</sp-button
                >`
              : null
          }
          <sp-button
            size="s"
            variant="primary"
            ?disabled=${!scan || offer.parts.length === 0}
            @click=${() => void offers.apply()}
            >Apply</sp-button
          >
        </span>
      </div>
    `;
  }

  #what({ origin, before, link }: Offer): string {
    const { scan } = this.state;
    const count = link.recipes.length > 1 ? `${link.recipes.length} grades` : 'A grade';
    if (!scan) return `${count} from ${origin}: open a scan to see it.`;
    if (scan.name === kSampleName) {
      return `${count} from ${origin}, shown on the sample until you open a scan of your own.`;
    }
    return before ? `Your own grade, without that from ${origin}.` : `${count} from ${origin}, as this scan would be.`;
  }

  #choice({ index, link }: Offer) {
    const { offers } = this.services;
    const last = link.recipes.length - 1;
    const step = (by: number) => offers.change({ index: Math.min(last, Math.max(0, index + by)) });
    return html`<span class="choice" role="group" aria-label="Grades of the link">
      <sp-button size="s" variant="secondary" treatment="outline" ?disabled=${index === 0} @click=${() => step(-1)}
        >Previous</sp-button
      >
      ${index + 1} of ${last + 1}
      <sp-button size="s" variant="secondary" treatment="outline" ?disabled=${index === last} @click=${() => step(1)}
        >Next</sp-button
      >
    </span>`;
  }
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

customElements.define('el-offer-bar', OfferBar);
