// The rows of running tasks: opening and exporting.

import { html } from 'lit';
import type { EditorState, Task } from '../../workspace/store';
import '../../ui/task_row';
import { EditorElement } from '../editor_element';

export class Tasks extends EditorElement {
  protected watch({ opening, exporting }: EditorState) {
    return [opening, exporting];
  }

  override render() {
    const { opening, exporting } = this.state;
    const { opener, exporter } = this.services;
    return html`
      ${opening ? row(opening, `Opening ${opening.fileName}`, 'Cancel opening', () => opener.cancel()) : null}
      ${exporting ? row(exporting, `Exporting ${exporting.fileName}`, 'Cancel export', () => exporter.cancel()) : null}
    `;
  }
}

function row({ done, total, started, facts }: Task, label: string, cancelLabel: string, cancel: () => void) {
  return html`<el-task-row
    label=${label}
    cancel-label=${cancelLabel}
    .done=${done}
    .total=${total}
    .started=${started}
    .facts=${facts}
    @el-cancel=${cancel}
  ></el-task-row>`;
}

customElements.define('el-tasks', Tasks);
