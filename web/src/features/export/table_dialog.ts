// The dialog that writes the grade as a table for other programs, and says how far the table is off.

import { css, html } from 'lit';
import type { TableOptions } from '../../engine/protocol';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import '../../ui/checkbox';
import { stem } from '../../ui/format';
import '../../ui/modal';
import '../../ui/pick_list';
import { EditorElement } from '../editor_element';
import { isEnding, reasonOf } from '../open/endings';
import { download } from './save_place';

const kFormats: readonly { readonly value: TableOptions['format']; readonly label: string }[] = [
  { value: 'clf', label: text('table.clf') },
  { value: 'cube3d', label: text('table.cube3d') },
  { value: 'cube1d', label: text('table.cube1d') },
  { value: 'hald', label: text('table.hald') },
];

/** Of a lattice, nodes a side. A larger one keeps the engine busy for seconds; the command line makes it. */
const kSizes = [17, 33, 65].map((size) => ({ value: String(size), label: String(size) }));

const kEndings = { clf: '.clf', cube1d: '.cube', cube3d: '.cube', hald: '-hald.png' } as const;

interface TableChoice extends Omit<TableOptions, 'shaper'> {
  readonly plain: boolean;
}

export class TableDialog extends EditorElement {
  static override styles = css`
    .rows,
    .switches {
      display: grid;
      gap: 4px;
    }
    .switches {
      margin-top: 12px;
    }
    p {
      margin: 12px 0 0;
      color: var(--el-quiet);
      overflow-wrap: anywhere;
    }
  `;

  #chosen: TableChoice = {
    format: 'clf',
    size: 33,
    space: 'srgb',
    inversionOnly: false,
    plain: false,
  };
  /** What was written last, with its error, or why it was not; or nothing yet. */
  #said = '';

  protected watch({ dialog, engine, scan }: EditorState) {
    return [dialog === 'table', engine.catalog, scan];
  }

  override render() {
    const { dialog, engine } = this.state;
    const { format, size, space, inversionOnly, plain } = this.#chosen;
    const spaces = engine.catalog?.spaces.filter(({ use }) => use !== 'input') ?? [];
    const choices = spaces.map(({ name, title }) => ({ value: name, label: title }));
    return html`
      <el-modal heading=${text('table.heading')} ?open=${dialog === 'table'} @el-close=${this.#close}>
        <div class="rows">
          ${this.#list(text('table.format'), kFormats, format, (value) => ({
            format: value as TableOptions['format'],
          }))}
          ${
            format === 'cube3d'
              ? this.#list(text('table.size'), kSizes, String(size), (value) => ({ size: Number(value) }))
              : null
          }
          ${this.#list(text('export.space'), choices, space, (value) => ({ space: value }))}
        </div>
        <div class="switches">
          ${this.#switch(text('table.inversion'), inversionOnly, (on) => ({ inversionOnly: on }))}
          ${format === 'cube3d' ? this.#switch(text('table.plain'), plain, (on) => ({ plain: on })) : null}
        </div>
        <p role="status">${this.#said || text('table.about')}</p>
        <el-button slot="buttons" @click=${this.#close}>${text('dialog.close')}</el-button>
        <el-button slot="buttons" look="primary" ?disabled=${!this.state.scan} @click=${this.#save}
          >${text('table.save')}</el-button
        >
      </el-modal>
    `;
  }

  #list(
    label: string,
    choices: readonly { readonly value: string; readonly label: string }[],
    value: string,
    change: (value: string) => Partial<TableChoice>,
  ) {
    const picked = ({ detail }: CustomEvent<string>) => this.#choose(change(detail));
    return html`<el-pick-list label=${label} .choices=${choices} .value=${value} @el-pick=${picked}></el-pick-list>`;
  }

  #switch(label: string, on: boolean, change: (on: boolean) => Partial<TableChoice>) {
    return html`<el-checkbox
      label=${label}
      .checked=${on}
      @el-toggle=${({ detail }: CustomEvent<boolean>) => this.#choose(change(detail))}
    ></el-checkbox>`;
  }

  #choose(change: Partial<TableChoice>): void {
    this.#chosen = { ...this.#chosen, ...change };
    this.#say('');
  }

  #say(said: string): void {
    this.#said = said;
    this.requestUpdate();
  }

  readonly #close = (): void => {
    this.#say('');
    this.editor.store.set({ dialog: null });
  };

  readonly #save = async (): Promise<void> => {
    const { scan, recipe, scanNumber } = this.state;
    if (!scan || !recipe) return;
    const { plain, ...chosen } = this.#chosen;
    const size = chosen.format === 'cube3d' ? chosen.size : 0;
    try {
      const options = { ...chosen, size, shaper: !plain };
      const { file, largest, mean } = await this.editor.call('table', { scan: scanNumber, recipe, options });
      const name = `${stem(scan.name)}${kEndings[chosen.format]}`;
      download(file, name, () => undefined);
      this.#say(text('table.saved', { name, largest: 100 * largest, mean: 100 * mean }));
    } catch (error) {
      if (!isEnding(error)) this.#say(text('table.failed', { reason: reasonOf(error) }));
    }
  };
}

customElements.define('el-table-dialog', TableDialog);
