// The crops of a scan, where there are several: each with its number and its place in the scan.

import { css, html, svg } from 'lit';
import type { Recipe } from '../../engine/protocol';
import { addCrop, removeCrop, selectCrop } from '../../commands/crop_commands';
import { type Sides, cornersInScan, planeFromScan, planeOf } from '../../documents/crop';
import { currentRecipe, hasSeveralCrops } from '../../documents/grading';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import { plusIcon, trashIcon } from '../../ui/icons';
import { EditorElement } from '../editor_element';
import { button, renamedButton } from '../panel/parts';

/** Of the small maps, in CSS pixels. */
const kMapSide = 30;

export class CropStrip extends EditorElement {
  static override styles = css`
    .strip {
      display: flex;
      align-items: center;
      gap: 4px;
      padding: 4px var(--el-pad);
      background: var(--el-bar);
    }
    .crops {
      display: flex;
      gap: 4px;
      min-width: 0;
      padding: 2px;
      overflow-x: auto;
      scrollbar-width: thin;
      scrollbar-color: var(--el-edge) transparent;
    }
    .crops button {
      display: flex;
      align-items: center;
      gap: 6px;
      flex: none;
      height: 36px;
      padding: 0 8px;
      font: inherit;
      color: var(--el-quiet);
      background: none;
      border: 1px solid transparent;
      border-radius: 4px;
      cursor: pointer;
    }
    .crops button:hover {
      color: var(--el-text);
      background: var(--el-hover);
    }
    .crops button[aria-pressed='true'] {
      color: var(--el-text);
      background: var(--el-button);
      box-shadow: inset 0 -2px var(--el-accent);
    }
    .crops button:focus-visible {
      outline: 2px solid var(--el-accent);
    }
    .scan {
      fill: none;
      stroke: var(--el-edge);
    }
    .crop {
      fill: var(--el-quiet);
    }
    @media (max-width: 700px) {
      .strip {
        padding: 4px 8px;
      }
    }
    @media (pointer: coarse) {
      .crops button {
        height: 44px;
      }
    }
  `;

  protected watch({ grading, scan }: EditorState) {
    return [grading, scan];
  }

  override render() {
    const { services } = this;
    const { grading, scan } = this.state;
    if (!grading || !scan || !hasSeveralCrops(grading)) return null;
    const current = currentRecipe(grading);
    return html`
      <div class="strip" role="group" aria-label=${text('crops.strip')}>
        <div class="crops">
          ${grading.crops.map(
            (recipe, index) =>
              html`<button
                type="button"
                aria-label=${text('crops.crop', { number: index + 1 })}
                aria-pressed=${index === grading.current}
                @click=${() => selectCrop(services, index)}
              >
                ${map(recipe, current, scan)} ${index + 1}
              </button>`,
          )}
        </div>
        ${renamedButton(services, addCrop, text('crops.another'), plusIcon)} ${button(services, removeCrop, trashIcon)}
      </div>
    `;
  }

  override updated(): void {
    this.renderRoot.querySelector('[aria-pressed=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** Where the crop lies in the scan, which way up the one on screen has it. */
function map({ geometry }: Recipe, current: Recipe, scan: Sides) {
  const level = { ...current.geometry, straighten: 0 };
  const plane = planeOf(level, scan);
  const scale = (kMapSide - 2) / Math.max(plane.width, plane.height);
  const [width, height] = [plane.width * scale, plane.height * scale];
  const corners = cornersInScan(geometry, scan).map((corner) => planeFromScan(corner, level));
  const points = corners.map(({ x, y }) => `${x * scale},${y * scale}`).join(' ');
  return html`<svg
    width=${width + 2}
    height=${height + 2}
    viewBox="${-width / 2 - 1} ${-height / 2 - 1} ${width + 2} ${height + 2}"
    aria-hidden="true"
  >
    ${svg`<rect class="scan" x=${-width / 2} y=${-height / 2} width=${width} height=${height} />
      <polygon class="crop" points=${points} />`}
  </svg>`;
}

customElements.define('el-crop-strip', CropStrip);
