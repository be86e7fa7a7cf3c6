// A slider of the recipe: binds one parameter to one row.

import { css, html } from 'lit';
import type { EditorState } from '../../state/store';
import type { Join } from '../../state/history';
import type { Parameter } from '../../state/parameters';
import { defaultRecipe } from '../../state/recipe';
import type { SliderDetail } from '../../ui/slider_row';
import '../../ui/slider_row';
import { EditorElement } from '../editor_element';

export class ParameterSlider extends EditorElement {
  static override properties = { parameter: { attribute: false } };
  declare parameter: Parameter;

  static override styles = css`
    :host {
      display: block;
    }
  `;

  protected watch({ recipe, engine }: EditorState) {
    return [recipe ? this.parameter.get(recipe) : null, engine.catalog];
  }

  override render() {
    const { parameter } = this;
    const recipe = this.state.recipe ?? this.#defaults;
    return html`
      <el-slider-row
        label=${parameter.label}
        hint="${parameter.hint}. Double-click to reset."
        tint=${parameter.tint ?? ''}
        min=${parameter.min}
        max=${parameter.max}
        least=${parameter.least}
        most=${parameter.most}
        step=${parameter.step}
        digits=${parameter.digits}
        .value=${recipe ? parameter.get(recipe) : 0}
        ?disabled=${!this.state.recipe}
        @el-input=${this.#moved}
        @el-change=${this.#changed}
        @el-reset=${this.#reset}
      ></el-slider-row>
    `;
  }

  get #defaults() {
    const { catalog } = this.state.engine;
    return catalog && defaultRecipe(catalog, this.state.recipe?.film ?? 'color-negative');
  }

  readonly #moved = ({ detail }: CustomEvent<SliderDetail>): void => {
    const { recipe } = this.state;
    if (recipe && this.parameter.get(recipe) !== detail.value) {
      this.editor.edits.preview(this.parameter.id, this.parameter.set(recipe, detail.value), detail.time);
    }
  };

  readonly #changed = ({ detail }: CustomEvent<SliderDetail>): void => {
    this.#commit(detail.value, detail.time, detail.keyboard ? 'steps' : 'never');
  };

  /** Back to the automatic start; where there is none, to the default of the kind of film. */
  readonly #reset = ({ detail }: CustomEvent<SliderDetail>): void => {
    const { start, recipe } = this.state;
    const source = start?.film === recipe?.film ? start : this.#defaults;
    if (source) this.#commit(this.parameter.get(source), detail.time, 'always');
  };

  #commit(value: number, time: number, join: Join): void {
    const { recipe } = this.state;
    if (!recipe) return;
    const next = this.parameter.get(recipe) === value ? recipe : this.parameter.set(recipe, value);
    this.editor.edits.commit(this.parameter.id, next, time, join);
  }
}

customElements.define('el-parameter', ParameterSlider);
