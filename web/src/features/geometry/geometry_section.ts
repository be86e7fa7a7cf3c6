// The panel's section on cropping, straightening, turning and mirroring.

import { css, html } from 'lit';
import { flip, rotateLeft, rotateRight } from '../../commands/commands';
import { addCrop, crop, gradeAllCrops, resetCrop } from '../../commands/crop_commands';
import { hasSeveralCrops } from '../../documents/grading';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import { flipIcon, rotateLeftIcon, rotateRightIcon } from '../../ui/icons';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { button, renamedButton } from '../panel/parts';
import './straighten_slider';

export class GeometrySection extends EditorElement {
  static override styles = css`
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
    }
    .quiet {
      margin-left: -6px;
    }
    .buttons + el-command {
      margin-top: 4px;
    }
    el-straighten {
      margin: 4px 0;
    }
    /* There the bar under the picture has one. */
    @media (max-width: 700px) {
      el-straighten.cropping {
        display: none;
      }
    }
  `;

  protected watch({ grading, tool }: EditorState) {
    return [hasSeveralCrops(grading), tool.name];
  }

  override render() {
    const { services } = this;
    return html`
      <el-section heading=${text('section.geometry')}>
        <div class="buttons">
          ${renamedButton(services, crop, text('geometry.draw-crop'))} ${button(services, addCrop)}
          ${button(services, resetCrop)}
        </div>
        ${hasSeveralCrops(this.state.grading) ? button(services, gradeAllCrops) : null}
        <el-straighten class=${this.state.tool.name === 'crop' ? 'cropping' : ''} .services=${services}></el-straighten>
        <div class="buttons quiet">
          ${button(services, rotateLeft, rotateLeftIcon)} ${button(services, rotateRight, rotateRightIcon)}
          ${button(services, flip, flipIcon)}
        </div>
      </el-section>
    `;
  }
}

customElements.define('el-geometry-section', GeometrySection);
