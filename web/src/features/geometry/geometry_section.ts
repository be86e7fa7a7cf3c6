// The panel's section on turning and mirroring.

import '@spectrum-web-components/icons-workflow/icons/sp-icon-flip-horizontal.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-rotate-c-w.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-rotate-cc-w.js';
import { css, html } from 'lit';
import { flip, rotateLeft, rotateRight } from '../../actions/actions';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';

export class GeometrySection extends EditorElement {
  static override styles = css`
    .buttons {
      display: flex;
      gap: 4px;
      margin-left: -4px;
    }
  `;

  protected watch() {
    return [];
  }

  override render() {
    const icons = {
      left: html`<sp-icon-rotate-cc-w slot="icon"></sp-icon-rotate-cc-w>`,
      right: html`<sp-icon-rotate-c-w slot="icon"></sp-icon-rotate-c-w>`,
      flip: html`<sp-icon-flip-horizontal slot="icon"></sp-icon-flip-horizontal>`,
    };
    return html`
      <sl-section heading="Geometry">
        <div class="buttons">
          ${button(this.services, rotateLeft, icons.left)} ${button(this.services, rotateRight, icons.right)}
          ${button(this.services, flip, icons.flip)}
        </div>
      </sl-section>
    `;
  }
}

customElements.define('sl-geometry-section', GeometrySection);
