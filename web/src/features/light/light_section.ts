// The panel's section on contrast and exposure.

import { html } from 'lit';
import { exposureParameter, gammaParameter } from '../../documents/parameters';
import { text } from '../../i18n/text';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { sliders } from '../panel/parts';

export class LightSection extends EditorElement {
  protected watch() {
    return [];
  }

  override render() {
    return html`
      <el-section heading=${text('section.light')}
        >${sliders(this.services, [gammaParameter, exposureParameter])}</el-section
      >
    `;
  }
}

customElements.define('el-light-section', LightSection);
