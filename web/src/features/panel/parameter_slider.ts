// A slider of the recipe: binds one parameter to one row.

import { css, html } from 'lit';
import { defaultsOf, previewParameter, resetParameter, setParameter } from '../../commands/parameter_commands';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import { type Parameter, rangeOf } from '../../documents/parameters';
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
    const { least, most } = rangeOf(this.state.engine.catalog, parameter);
    const recipe = this.state.recipe ?? defaultsOf(this.state);
    return html`
      <el-slider-row
        label=${parameter.label}
        hint=${text('slider.hint', { hint: parameter.hint })}
        tint=${parameter.tint ?? ''}
        min=${parameter.min}
        max=${parameter.max}
        least=${least}
        most=${most}
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

  readonly #moved = ({ detail }: CustomEvent<SliderDetail>): void => {
    previewParameter(this.editor, this.parameter, detail.value, detail.time);
  };

  readonly #changed = ({ detail }: CustomEvent<SliderDetail>): void => {
    setParameter(this.editor, this.parameter, detail.value, detail.time, detail.keyboard ? 'steps' : 'never');
  };

  readonly #reset = ({ detail }: CustomEvent<SliderDetail>): void => {
    resetParameter(this.editor, this.parameter, detail.time);
  };
}

customElements.define('el-parameter', ParameterSlider);
