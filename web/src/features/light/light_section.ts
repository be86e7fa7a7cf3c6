// The panel's section on contrast and exposure.

import { html } from 'lit';
import { exposureParameter, gammaParameter } from '../../documents/parameters';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { sliders } from '../panel/parts';

export class LightSection extends EditorElement {
  protected watch() {
    return [];
  }

  override render() {
    return html`
      <el-section heading="Light">${sliders(this.services, [gammaParameter, exposureParameter])}</el-section>
    `;
  }
}

customElements.define('el-light-section', LightSection);
