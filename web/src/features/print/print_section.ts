// The panel's section on the print: its curve, stray light, and colors that the output does not hold.

import { html } from 'lit';
import { glareParameter } from '../../documents/parameters';
import { withCurve, withGamut } from '../../documents/recipe';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/checkbox';
import '../../ui/pick_list';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { sliders } from '../panel/parts';
import { presetText } from '../panel/preset_text';

export class PrintSection extends EditorElement {
  protected watch({ recipe, engine }: EditorState) {
    return [recipe?.names.curve, recipe?.output.gamut, engine.catalog];
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
        <el-checkbox
          label=${text('print.compress')}
          .checked=${recipe?.output.gamut === 'compress'}
          ?disabled=${!recipe}
          @el-toggle=${this.#compressed}
        ></el-checkbox>
      </el-section>
    `;
  }

  readonly #compressed = ({ detail }: CustomEvent<boolean>): void => {
    const { recipe } = this.state;
    if (!recipe) return;
    this.editor.edits.commit('gamut', withGamut(recipe, detail ? 'compress' : 'clip'), performance.now());
  };

  readonly #picked = ({ detail }: CustomEvent<string>): void => {
    const { recipe, engine } = this.state;
    if (!recipe || !engine.catalog) return;
    this.editor.edits.commit('curve', withCurve(recipe, engine.catalog, detail), performance.now());
  };
}

customElements.define('el-print-section', PrintSection);
