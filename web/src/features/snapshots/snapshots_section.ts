// The panel's section on snapshots: the grade as it was at moments worth keeping.

import { css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { snapshot } from '../../commands/commands';
import type { Snapshot } from '../../documents/grading';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import { trashIcon } from '../../ui/icons';
import '../../ui/section';
import '../../ui/text_field';
import { EditorElement } from '../editor_element';
import { button } from '../panel/parts';
import { kLongestName, removeSnapshot, renameSnapshot, restoreSnapshot } from './snapshots';

export class SnapshotsSection extends EditorElement {
  static override styles = css`
    ul {
      list-style: none;
      margin: 0 0 4px;
      padding: 0;
    }
    li {
      display: flex;
      align-items: center;
      gap: 4px;
      min-height: calc(var(--el-row) + 4px);
    }
    el-text-field {
      flex: 1;
    }
  `;

  protected watch({ grading, recipe }: EditorState) {
    return [grading?.snapshots, recipe];
  }

  override render() {
    const snapshots = this.state.grading?.snapshots ?? [];
    return html`
      <el-section heading=${text('section.snapshots')}>
        ${
          snapshots.length > 0
            ? html`<ul aria-label=${text('snapshots.list')}>
                ${snapshots.map((one, index) => this.#row(one, index))}
              </ul>`
            : null
        }
        ${button(this.services, snapshot)}
      </el-section>
    `;
  }

  #row(one: Snapshot, index: number) {
    const renamed = ({ detail }: CustomEvent<string>) => {
      renameSnapshot(this.editor, one, detail);
      // An empty name is none: what was typed goes.
      this.requestUpdate();
    };
    return html`<li>
      <el-text-field
        label=${text('snapshots.name', { number: index + 1 })}
        bare
        longest=${kLongestName}
        .value=${live(one.name)}
        @el-change=${renamed}
      ></el-text-field>
      <el-button
        label=${text('snapshots.restore-one', { name: one.name })}
        ?disabled=${this.state.recipe === one.recipe}
        @click=${() => restoreSnapshot(this.editor, one)}
        >${text('snapshots.restore')}</el-button
      >
      <el-button
        look="quiet"
        icon
        label=${text('snapshots.remove', { name: one.name })}
        @click=${() => removeSnapshot(this.editor, one)}
        >${trashIcon}</el-button
      >
    </li>`;
  }
}

customElements.define('el-snapshots-section', SnapshotsSection);
