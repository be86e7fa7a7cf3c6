// The rows of long work: what is opened and exported, how far it is, and the ways to stop it.

import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '../../i18n/text';
import type { EditorState, Job } from '../../workspace/state';
import '../../ui/task_row';
import { EditorElement } from '../editor_element';

export class Tasks extends EditorElement {
  protected watch({ jobs }: EditorState) {
    return [jobs];
  }

  override render() {
    return repeat(
      this.state.jobs,
      ({ id }) => id,
      (job) => this.#row(job),
    );
  }

  #row({ id, kind, fileName, state, done, total, started, facts }: Job) {
    const { jobs } = this.editor;
    const label = text(kind === 'open' ? 'task.opening' : 'task.exporting', { name: fileName });
    return html`<el-task-row
      label=${label}
      cancel-label=${text(kind === 'open' ? 'task.cancel-opening' : 'task.cancel-export')}
      .done=${done}
      .total=${total}
      .started=${started}
      .facts=${state === 'waiting' ? text('task.waiting') : facts}
      .pausable=${kind === 'export' && state !== 'waiting'}
      .paused=${state === 'paused'}
      @el-cancel=${() => jobs.cancel(id)}
      @el-pause=${({ detail }: CustomEvent<boolean>) => (detail ? jobs.pause(id) : jobs.resume(id))}
    ></el-task-row>`;
  }
}

customElements.define('el-tasks', Tasks);
