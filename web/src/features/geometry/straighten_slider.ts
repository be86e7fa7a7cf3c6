// The slider that straightens the picture: clockwise to the right, as one sees it.

import { css, html } from 'lit';
import { kMostAngle, screenAngle } from '../../documents/crop';
import type { Join } from '../../documents/history';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import { straightened } from '../../documents/straighten';
import type { SliderDetail } from '../../ui/slider_row';
import '../../ui/slider_row';
import { EditorElement } from '../editor_element';

const kControl = 'straighten';
/** Horizons are off by a few degrees: a slider to the last of what is allowed would be too coarse for them. */
const kSliderAngle = 15;

export class StraightenSlider extends EditorElement {
  static override styles = css`
    :host {
      display: block;
    }
  `;

  protected watch({ recipe, scan }: EditorState) {
    return [recipe && screenAngle(recipe.geometry), scan];
  }

  override render() {
    const { recipe } = this.state;
    return html`
      <el-slider-row
        label=${text('parameter.straighten')}
        hint=${text('slider.hint', { hint: text('parameter-hint.straighten') })}
        min=${-kSliderAngle}
        max=${kSliderAngle}
        least=${-kMostAngle}
        most=${kMostAngle}
        step="0.1"
        digits="2"
        .value=${recipe ? screenAngle(recipe.geometry) : 0}
        ?disabled=${!recipe}
        @el-input=${this.#moved}
        @el-change=${this.#changed}
        @el-reset=${this.#reset}
      ></el-slider-row>
    `;
  }

  readonly #moved = ({ detail }: CustomEvent<SliderDetail>): void => {
    const { recipe, scan } = this.state;
    if (recipe && scan) this.editor.edits.preview(kControl, straightened(recipe, detail.value, scan), detail.time);
  };

  readonly #changed = ({ detail }: CustomEvent<SliderDetail>): void => {
    this.#commit(detail.value, detail.time, detail.keyboard ? 'steps' : 'never');
  };

  readonly #reset = ({ detail }: CustomEvent<SliderDetail>): void => this.#commit(0, detail.time, 'always');

  #commit(angle: number, time: number, join: Join): void {
    const { recipe, scan } = this.state;
    if (recipe && scan) this.editor.edits.commit(kControl, straightened(recipe, angle, scan), time, join);
  }
}

customElements.define('el-straighten', StraightenSlider);
