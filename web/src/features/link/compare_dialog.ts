// The dialog that compares two grades, each from a link, or the present one, and lists what differs.

import { css, html } from 'lit';
import type { Recipe } from '../../engine/protocol';
import { type Difference, differences } from '../../documents/differences';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
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
      <el-modal heading=${text('compare.heading')} ?open=${open} @el-close=${this.#close}>
        <el-text-field
          label=${text('compare.first-link')}
          @el-input=${({ detail }: CustomEvent<string>) => (this.#first = detail)}
        ></el-text-field>
        <el-text-field
          label=${text('compare.second-link')}
          @el-input=${({ detail }: CustomEvent<string>) => (this.#second = detail)}
        ></el-text-field>
        <div role="status">${this.#list()}</div>
        <el-button slot="buttons" @click=${this.#close}>${text('dialog.close')}</el-button>
        <el-button slot="buttons" look="primary" @click=${this.#compare}>${text('compare.run')}</el-button>
      </el-modal>
    `;
  }

  #list() {
    const result = this.#result;
    if (result === null) return null;
    if (typeof result === 'string') return html`<p>${result}</p>`;
    if (result.length === 0) return html`<p>${text('compare.same')}</p>`;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${text('compare.what')}</th>
          <th scope="col">${text('compare.first')}</th>
          <th scope="col">${text('compare.second')}</th>
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
      this.#result = text('compare.failed', { reason: reasonOf(error) });
    }
    this.requestUpdate();
  };

  async #recipes(link: string, which: 'first' | 'second'): Promise<readonly Recipe[]> {
    const { grading } = this.state;
    if (link.trim() === '' && which === 'first' && grading) return grading.crops;
    try {
      return (await this.editor.call('readLink', { text: link.trim() })).recipes;
    } catch (error) {
      throw new Error(text('compare.unreadable', { which, reason: reasonOf(error) }), { cause: error });
    }
  }

  readonly #close = (): void => this.editor.store.set({ dialog: null });
}

/** Crop by crop. */
function compared(first: readonly Recipe[], second: readonly Recipe[]): readonly Difference[] {
  const count = Math.max(first.length, second.length);
  const crops = Array.from({ length: count }, (_, index) => {
    const [one, other] = [first[index], second[index]];
    const number = index + 1;
    const labelOf = (label: string) => (count > 1 ? text('compare.of-crop', { number, label }) : label);
    if (one && other) return differences(one, other).map((row) => ({ ...row, label: labelOf(row.label) }));
    const there = (recipe: Recipe | undefined) => (recipe ? text('compare.there') : text('compare.missing'));
    return [{ label: text('crops.crop', { number }), first: there(one), second: there(other) }];
  });
  return crops.flat();
}

customElements.define('el-compare-dialog', CompareDialog);
