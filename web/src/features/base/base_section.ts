// The panel's section on the film base.

import { css, html } from 'lit';
import { pickBase } from '../../commands/commands';
import { baseParameters } from '../../documents/parameters';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { button, sliders } from '../panel/parts';

export class BaseSection extends EditorElement {
  static override styles = css`
    .buttons {
      display: flex;
      align-items: center;
      gap: 8px;
      margin: 4px 0 0 calc(var(--el-label) + 8px);
    }
    .hint {
      white-space: nowrap;
      color: var(--el-quiet);
    }
  `;

  protected watch({ tool }: EditorState) {
    return [tool];
  }

  override render() {
    return html`
      <el-section heading=${text('section.base')}>
        ${sliders(this.services, baseParameters)}
        <div class="buttons">
          ${button(this.services, pickBase)}
          ${
            this.state.tool.name === 'pick-base'
              ? html`<span class="hint" role="status">${text('base.click')}</span>`
              : null
          }
        </div>
      </el-section>
    `;
  }
}

customElements.define('el-base-section', BaseSection);
