// The panel's section on cropping, straightening, turning and mirroring.

import '@spectrum-web-components/icons-workflow/icons/sp-icon-flip-horizontal.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-rotate-c-w.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-rotate-cc-w.js';
import { css, html } from 'lit';
import { flip, rotateLeft, rotateRight } from '../../commands/commands';
import { addCrop, crop, gradeAllCrops, resetCrop } from '../../commands/crop_commands';
import { hasSeveralCrops } from '../../state/grading';
import type { EditorState } from '../../state/store';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';
import './straighten_slider';

export class GeometrySection extends EditorElement {
  static override styles = css`
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
    }
    .quiet {
      margin-left: -4px;
    }
    .buttons + el-command {
      margin-top: 4px;
    }
    el-straighten {
      margin: 4px 0;
    }
  `;

  protected watch({ grading }: EditorState) {
    return [hasSeveralCrops(grading)];
  }

  override render() {
    const { services } = this;
    const icons = {
      left: html`<sp-icon-rotate-cc-w slot="icon"></sp-icon-rotate-cc-w>`,
      right: html`<sp-icon-rotate-c-w slot="icon"></sp-icon-rotate-c-w>`,
      flip: html`<sp-icon-flip-horizontal slot="icon"></sp-icon-flip-horizontal>`,
    };
    return html`
      <el-section heading="Geometry">
        <div class="buttons">${button(services, crop)} ${button(services, addCrop)} ${button(services, resetCrop)}</div>
        ${hasSeveralCrops(this.state.grading) ? button(services, gradeAllCrops) : null}
        <el-straighten .services=${services}></el-straighten>
        <div class="buttons quiet">
          ${button(services, rotateLeft, icons.left)} ${button(services, rotateRight, icons.right)}
          ${button(services, flip, icons.flip)}
        </div>
      </el-section>
    `;
  }
}

customElements.define('el-geometry-section', GeometrySection);
