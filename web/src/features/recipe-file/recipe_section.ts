// The panel's section on recipes as files.

import { css, html } from 'lit';
import { openRecipe, saveRecipe } from '../../commands/commands';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { button, renamedButton } from '../panel/parts';

export class RecipeSection extends EditorElement {
  static override styles = css`
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
    }
  `;

  protected watch() {
    return [];
  }

  override render() {
    return html`
      <el-section heading="Recipe">
        <div class="buttons">
          ${renamedButton(this.services, saveRecipe, 'Save recipe')} ${button(this.services, openRecipe)}
        </div>
      </el-section>
    `;
  }
}

customElements.define('el-recipe-section', RecipeSection);
