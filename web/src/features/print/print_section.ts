// The panel's section on the print: its curve and stray light.

import { html } from 'lit';
import { glareParameter } from '../../documents/parameters';
import { withCurve } from '../../documents/recipe';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/pick_list';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { sliders } from '../panel/parts';
import { presetText } from '../panel/preset_text';

export class PrintSection extends EditorElement {
  protected watch({ recipe, engine }: EditorState) {
    return [recipe?.names.curve, engine.catalog];
  }

  override render() {
    const { recipe, engine } = this.state;
    const curves = engine.catalog?.curves ?? [];
    return html`
      <el-section heading=${text('section.print')}>
        <el-pick-list
          label=${text('print.curve')}
          .choices=${curves.map(({ name }) => ({ value: name, label: presetText(name) }))}
          .value=${recipe?.names.curve ?? ''}
          ?disabled=${!recipe}
          @el-pick=${this.#picked}
        ></el-pick-list>
        ${sliders(this.services, [glareParameter])}
      </el-section>
    `;
  }

  readonly #picked = ({ detail }: CustomEvent<string>): void => {
    const { recipe, engine } = this.state;
    if (!recipe || !engine.catalog) return;
    this.editor.edits.commit('curve', withCurve(recipe, engine.catalog, detail), performance.now());
  };
}

customElements.define('el-print-section', PrintSection);
