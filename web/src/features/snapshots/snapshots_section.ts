// The panel's section on snapshots: the grade as it was at moments worth keeping.

import { html } from 'lit';
import { snapshot } from '../../commands/commands';
import type { Snapshot } from '../../documents/grading';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import '../../ui/section';
import { EditorElement } from '../editor_element';
import { type NamedEntry, namedList, namedListStyles } from '../panel/named_list';
import { button } from '../panel/parts';
import { kLongestName, removeSnapshot, renameSnapshot, restoreSnapshot } from './snapshots';

export class SnapshotsSection extends EditorElement {
  static override styles = namedListStyles;

  protected watch({ grading, recipe }: EditorState) {
    return [grading?.snapshots, recipe];
  }

  override render() {
    const snapshots = this.state.grading?.snapshots ?? [];
    return html`
      <el-section heading=${text('section.snapshots')}>
        ${namedList(
          this,
          text('snapshots.list'),
          snapshots.map((one, index) => this.#entry(one, index)),
        )}
        ${button(this.services, snapshot)}
      </el-section>
    `;
  }

  #entry(one: Snapshot, index: number): NamedEntry {
    const { name } = one;
    return {
      name,
      label: text('snapshots.name', { number: index + 1 }),
      longestName: kLongestName,
      rename: (wanted) => renameSnapshot(this.editor, one, wanted),
      buttons: html`<el-button
        label=${text('snapshots.restore-one', { name })}
        ?disabled=${this.state.recipe === one.recipe}
        @click=${() => restoreSnapshot(this.editor, one)}
        >${text('snapshots.restore')}</el-button
      >`,
      removeLabel: text('snapshots.remove', { name }),
      remove: () => removeSnapshot(this.editor, one),
    };
  }
}

customElements.define('el-snapshots-section', SnapshotsSection);
