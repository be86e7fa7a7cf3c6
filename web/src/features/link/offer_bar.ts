// The bar under the picture while a grade from outside is looked at: what it is, what to take of it, and yes or no.

import { css, html } from 'lit';
import type { Sentence } from '../../engine/protocol';
import { sentenceText } from '../../i18n/sentence';
import { text } from '../../i18n/text';
import type { EditorState, Offer } from '../../workspace/state';
import { plainName } from '../open/plain_name';
import { kSampleName } from '../open/sample';
import '../../ui/button';
import '../../ui/checkbox';
import { EditorElement } from '../editor_element';
import { kParts, toggled } from './parts';

export class OfferBar extends EditorElement {
  static override styles = css`
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
      padding: 8px var(--el-pad);
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
      gap: 4px 12px;
    }
    .not-imitated {
      flex: 1 1 100%;
      margin: 0;
      padding-left: 20px;
      max-height: 8em;
      overflow-y: auto;
      color: var(--el-quiet);
    }
    .gap {
      flex: 1;
    }
  `;

  protected watch({ offer, scan }: EditorState) {
    return [offer, scan];
  }

  override render() {
    const { offer, scan } = this.state;
    if (!offer) return null;
    const { offers } = this.services;
    const { recipes, parts, verdict, notImitated } = offer.grades;
    const many = recipes.length > 1;
    return html`
      <div class="bar" role="region" aria-label=${text('offer.bar')}>
        <span class="what">
          ${this.#what(offer)} ${verdict ? html`<span class="verdict">${fullSentence(verdict)}</span>` : null}
        </span>
        ${
          notImitated.length > 0
            ? html`<ul class="not-imitated" tabindex="0" aria-label=${text('offer.not-imitated')}>
                ${notImitated.map((remark) => html`<li>${fullSentence(remark)}</li>`)}
              </ul>`
            : null
        }
        ${many ? this.#choice(offer) : null}
        <span class="parts" role="group" aria-label=${text('offer.parts')}>
          ${kParts.map(({ part, label }) => {
            const changed = ({ detail }: CustomEvent<boolean>) =>
              offers.change({ parts: toggled(offer.parts, part, detail) });
            return html`<el-checkbox
              label=${label}
              .checked=${offer.parts.includes(part)}
              ?disabled=${!parts.includes(part)}
              @el-toggle=${changed}
            ></el-checkbox>`;
          })}
        </span>
        <el-checkbox
          label=${text('offer.before')}
          .checked=${offer.before}
          @el-toggle=${({ detail }: CustomEvent<boolean>) => offers.change({ before: detail })}
        ></el-checkbox>
        <span class="gap"></span>
        <span class="leave">
          ${
            offer.openPicture
              ? html`<el-button @click=${() => offers.openPicture()}>${text('offer.open-picture')}</el-button>`
              : null
          }
          <el-button @click=${() => offers.discard()}>${text('offer.discard')}</el-button>
          ${
            many
              ? html`<el-button ?disabled=${!scan || offer.parts.length === 0} @click=${() => void offers.applyAll()}
                  >${text('offer.apply-all', { count: recipes.length })}</el-button
                >`
              : null
          }
          <el-button look="primary" ?disabled=${!scan || offer.parts.length === 0} @click=${() => void offers.apply()}
            >${text('offer.apply')}</el-button
          >
        </span>
      </div>
    `;
  }

  #what({ origin, before, grades }: Offer): string {
    const { scan } = this.state;
    const count = grades.recipes.length;
    if (!scan) return text('offer.closed', { count, origin });
    if (scan.name === kSampleName) return text('offer.on-sample', { count, origin });
    return before ? text('offer.own', { origin }) : text('offer.shown', { count, origin });
  }

  #choice({ index, grades }: Offer) {
    const { offers } = this.services;
    const last = grades.recipes.length - 1;
    const step = (by: number) => offers.change({ index: Math.min(last, Math.max(0, index + by)) });
    return html`<span class="choice" role="group" aria-label=${text('offer.choice')}>
      <el-button ?disabled=${index === 0} @click=${() => step(-1)}>${text('offer.previous')}</el-button>
      ${text('offer.position', { number: index + 1, count: last + 1 })} ${plainName(grades.names[index] ?? '')}
      <el-button ?disabled=${index === last} @click=${() => step(1)}>${text('offer.next')}</el-button>
    </span>`;
  }
}

function fullSentence(sentence: Sentence): string {
  const text = sentenceText(sentence);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

customElements.define('el-offer-bar', OfferBar);
