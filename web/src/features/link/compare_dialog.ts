// The dialog that compares two grades, each from a link, or the present one, and lists what differs.

import { css, html } from 'lit';
import type { Recipe } from '../../engine/protocol';
import { type Difference, differences } from '../../documents/differences';
import type { EditorState } from '../../workspace/store';
import '../../ui/button';
import '../../ui/modal';
import '../../ui/text_field';
import { reasonOf } from '../open/endings';
import { EditorElement } from '../editor_element';

export class CompareDialog extends EditorElement {
  static override styles = css`
    el-text-field {
      margin-bottom: 12px;
    }
    table {
      width: 100%;
      border-collapse: collapse;
      table-layout: fixed;
    }
    th,
    td {
      padding: 4px 6px;
      border-bottom: 1px solid var(--el-line);
      text-align: left;
      vertical-align: top;
      overflow-wrap: anywhere;
    }
    p {
      margin: 8px 0;
      color: var(--el-quiet);
      overflow-wrap: anywhere;
    }
  `;

  #first = '';
  #second = '';
  /** Null before both are there; a sentence where one cannot be read. */
  #result: readonly Difference[] | string | null = null;

  protected watch({ dialog, recipe }: EditorState) {
    return [dialog === 'compare-grades', recipe];
  }

  override render() {
    const open = this.state.dialog === 'compare-grades';
    return html`
      <el-modal heading="Compare grades" ?open=${open} @el-close=${this.#close}>
        <el-text-field
          label="First link, or empty for the present grade"
          @el-input=${({ detail }: CustomEvent<string>) => (this.#first = detail)}
        ></el-text-field>
        <el-text-field
          label="Second link"
          @el-input=${({ detail }: CustomEvent<string>) => (this.#second = detail)}
        ></el-text-field>
        <div role="status">${this.#list()}</div>
        <el-button slot="buttons" @click=${this.#close}>Close</el-button>
        <el-button slot="buttons" look="primary" @click=${this.#compare}>Compare</el-button>
      </el-modal>
    `;
  }

  #list() {
    const result = this.#result;
    if (result === null) return null;
    if (typeof result === 'string') return html`<p>${result}</p>`;
    if (result.length === 0) return html`<p>Nothing differs.</p>`;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">First</th>
          <th scope="col">Second</th>
        </tr>
      </thead>
      <tbody>
        ${result.map(
          ({ label, first, second }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>${first}</td>
              <td>${second}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  readonly #compare = async (): Promise<void> => {
    try {
      const first = await this.#recipes(this.#first, 'first');
      const second = await this.#recipes(this.#second, 'second');
      this.#result = compared(first, second);
    } catch (error) {
      this.#result = `${reasonOf(error)}.`;
    }
    this.requestUpdate();
  };

  async #recipes(text: string, which: string): Promise<readonly Recipe[]> {
    const { grading } = this.state;
    if (text.trim() === '' && which === 'first' && grading) return grading.crops;
    try {
      return (await this.editor.call('readLink', { text: text.trim() })).recipes;
    } catch (error) {
      throw new Error(`The ${which} link cannot be read: ${reasonOf(error)}`, { cause: error });
    }
  }

  readonly #close = (): void => this.editor.store.set({ dialog: null });
}

/** Crop by crop. */
function compared(first: readonly Recipe[], second: readonly Recipe[]): readonly Difference[] {
  const count = Math.max(first.length, second.length);
  const crops = Array.from({ length: count }, (_, index) => {
    const [one, other] = [first[index], second[index]];
    const prefix = count > 1 ? `Crop ${index + 1}: ` : '';
    if (one && other) return differences(one, other).map((row) => ({ ...row, label: prefix + row.label }));
    const there = (recipe: Recipe | undefined) => (recipe ? 'there' : 'not there');
    return [{ label: `Crop ${index + 1}`, first: there(one), second: there(other) }];
  });
  return crops.flat();
}

customElements.define('el-compare-dialog', CompareDialog);
