// The panel's section on recipes as files.

import { css, html } from 'lit';
import { openRecipe, saveRecipe } from '../../commands/commands';
import { text } from '../../i18n/text';
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
      <el-section heading=${text('section.recipe')}>
        <div class="buttons">
          ${renamedButton(this.services, saveRecipe, text('recipe.save'))} ${button(this.services, openRecipe)}
        </div>
      </el-section>
    `;
  }
}

customElements.define('el-recipe-section', RecipeSection);
