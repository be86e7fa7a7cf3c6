// The panel's section on snapshots: the grade as it was at moments worth keeping.

import '@spectrum-web-components/action-button/sp-action-button.js';
import '@spectrum-web-components/icons-workflow/icons/sp-icon-delete.js';
import { css, html } from 'lit';
import { snapshot } from '../../commands/commands';
import type { Snapshot } from '../../state/grading';
import type { EditorState } from '../../state/store';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';
import { kLongestName, removeSnapshot, renameSnapshot, restoreSnapshot } from './snapshots';

export class SnapshotsSection extends EditorElement {
  static override styles = css`
    ul {
      list-style: none;
      margin: 0 0 6px;
      padding: 0;
    }
    li {
      display: flex;
      align-items: center;
      gap: 4px;
      min-height: 28px;
    }
    input {
      flex: 1;
      min-width: 0;
      height: 24px;
      box-sizing: border-box;
      padding: 0 6px;
      font: inherit;
      color: inherit;
      background: none;
      border: 1px solid transparent;
      border-radius: 4px;
    }
    input:hover {
      border-color: #4a4a4a;
    }
    input:focus {
      outline: none;
      background: var(--el-field);
      border-color: var(--el-focus);
    }
  `;

  protected watch({ grading, recipe }: EditorState) {
    return [grading?.snapshots, recipe];
  }

  override render() {
    const snapshots = this.state.grading?.snapshots ?? [];
    return html`
      <el-section heading="Snapshots">
        ${
          snapshots.length > 0
            ? html`<ul aria-label="Snapshots">
                ${snapshots.map((one) => this.#row(one))}
              </ul>`
            : null
        }
        ${button(this.services, snapshot)}
      </el-section>
    `;
  }

  #row(one: Snapshot) {
    const renamed = (event: Event) => {
      const input = event.target as HTMLInputElement;
      renameSnapshot(this.editor, one, input.value);
      // An empty name is none.
      input.value = this.state.grading?.snapshots.find(({ recipe }) => recipe === one.recipe)?.name ?? one.name;
    };
    return html`<li>
      <input
        type="text"
        aria-label="Name of the snapshot"
        maxlength=${kLongestName}
        .value=${one.name}
        @change=${renamed}
      />
      <sp-action-button
        size="s"
        label=${`Restore ${one.name}`}
        title=${`Restore ${one.name}`}
        ?disabled=${this.state.recipe === one.recipe}
        @click=${() => restoreSnapshot(this.editor, one)}
      >
        Restore
      </sp-action-button>
      <sp-action-button
        size="s"
        quiet
        label=${`Remove ${one.name}`}
        title=${`Remove ${one.name}`}
        @click=${() => removeSnapshot(this.editor, one)}
      >
        <sp-icon-delete slot="icon"></sp-icon-delete>
      </sp-action-button>
    </li>`;
  }
}

customElements.define('el-snapshots-section', SnapshotsSection);
