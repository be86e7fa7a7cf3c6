// The bar under the picture while a crop is drawn: its shape, its size, and how to leave.

import { css, html } from 'lit';
import { cancel } from '../../commands/commands';
import { finishCrop, swapCrop } from '../../commands/crop_commands';
import { text } from '../../i18n/text';
import type { AspectName, EditorState } from '../../workspace/state';
import { sizeText } from '../../ui/format';
import { swapSidesIcon } from '../../ui/icons';
import '../../ui/pick_list';
import { EditorElement } from '../editor_element';
import '../geometry/straighten_slider';
import { button } from '../panel/parts';
import { chooseAspect, currentCrop } from './crop_mode';
import { kAspects } from './shape';

export class CropBar extends EditorElement {
  static override styles = css`
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      padding: 4px var(--el-pad);
      background: var(--el-bar);
    }
    el-pick-list {
      width: 168px;
      grid-template-columns: auto minmax(0, 1fr);
    }
    .size {
      color: var(--el-quiet);
      white-space: nowrap;
    }
    el-straighten {
      display: none;
      flex: 1 0 100%;
    }
    .leave {
      display: flex;
      gap: 4px;
      margin-left: auto;
    }
    /* Where the panel is below the picture, its slider is far away. */
    @media (max-width: 700px) {
      .bar {
        padding: 4px 8px;
        gap: 4px;
      }
      el-straighten {
        display: block;
      }
      /* The label is for those who hear it. */
      el-pick-list {
        width: 100px;
        grid-template-columns: 0 minmax(0, 1fr);
        gap: 0;
      }
    }
  `;

  protected watch({ tool, recipe, scan, aspect }: EditorState) {
    return [tool, recipe?.geometry, scan, aspect];
  }

  override render() {
    const { services } = this;
    const { tool, aspect } = this.state;
    const current = tool.name === 'crop' ? currentCrop(this.editor) : null;
    this.toggleAttribute('open', current !== null);
    if (!current) return null;
    const chosen = ({ detail }: CustomEvent<string>) => chooseAspect(this.editor, detail as AspectName);
    return html`
      <div class="bar" role="toolbar" aria-label=${text('crop.toolbar')}>
        <el-straighten .services=${services}></el-straighten>
        <el-pick-list
          label=${text('crop.shape')}
          .choices=${kAspects}
          .value=${aspect}
          @el-pick=${chosen}
        ></el-pick-list>
        ${button(services, swapCrop, swapSidesIcon)}
        <span class="size">${sizeText(current.box)}</span>
        <span class="leave">${button(services, cancel)} ${button(services, finishCrop)}</span>
      </div>
    `;
  }
}

customElements.define('el-crop-bar', CropBar);
