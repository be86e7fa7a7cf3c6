// The panel's section on color: printer lights, the slopes of the channels, and the crosstalk of the dyes.

import { css, html } from 'lit';
import { chart, flats } from '../../commands/chart_commands';
import { channelGammaParameters, gainParameters } from '../../documents/parameters';
import { withMatrix } from '../../documents/recipe';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/pick_list';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { button, sliders } from '../panel/parts';
import { presetText } from '../panel/preset_text';

export class ColorSection extends EditorElement {
  static override styles = css`
    .group {
      margin-bottom: 8px;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      margin: 4px 0 0 calc(var(--el-label) + 8px);
    }
  `;

  protected watch({ recipe, engine }: EditorState) {
    return [recipe?.names.matrix, engine.catalog];
  }

  override render() {
    const { recipe, engine } = this.state;
    const matrices = engine.catalog?.matrices ?? [];
    return html`
      <el-section heading=${text('section.color')}>
        <div class="group">${sliders(this.services, gainParameters)}</div>
        <div class="group">${sliders(this.services, channelGammaParameters)}</div>
        <el-pick-list
          label=${text('color.matrix')}
          .choices=${matrices.map(({ name }) => ({ value: name, label: presetText(name) }))}
          .value=${recipe?.names.matrix ?? ''}
          ?disabled=${!recipe}
          @el-pick=${this.#picked}
        ></el-pick-list>
        <div class="buttons">${button(this.services, chart)} ${button(this.services, flats)}</div>
      </el-section>
    `;
  }

  readonly #picked = ({ detail }: CustomEvent<string>): void => {
    const { recipe, engine } = this.state;
    if (!recipe || !engine.catalog) return;
    this.editor.edits.commit('matrix', withMatrix(recipe, engine.catalog, detail), performance.now());
  };
}

customElements.define('el-color-section', ColorSection);
