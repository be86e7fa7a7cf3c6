// The dialog that parts the lights of a camera or scanner by three flat frames, and sets the input space of the scan on
// screen by them.

import { css, html } from 'lit';
import { withInput } from '../../documents/recipe';
import type { PartedLights } from '../../engine/protocol';
import { formatNumber } from '../../i18n/numbers';
import { text } from '../../i18n/text';
import '../../ui/button';
import '../../ui/modal';
import type { Choice } from '../../ui/pick_list';
import '../../ui/pick_list';
import type { EditorState } from '../../workspace/state';
import { EditorElement } from '../editor_element';
import { isEnding, reasonOf } from '../open/endings';
import { acceptedFormats } from '../open/formats';
import { type FlatFrame, type FlatFrames, partedLights } from './flat_frames';

/** The value of the list for a file; no document has that number. */
const kFile = 'file';
const kLabels = [text('flats.red'), text('flats.green'), text('flats.blue')] as const;

export class FlatsDialog extends EditorElement {
  static override styles = css`
    .rows {
      display: grid;
      gap: 4px;
    }
    .row {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 8px;
    }
    input {
      display: none;
    }
    p {
      margin: 12px 0 0;
      color: var(--el-quiet);
      overflow-wrap: anywhere;
    }
    table {
      margin-top: 8px;
      font-variant-numeric: tabular-nums;
    }
    td {
      padding: 0 8px;
      text-align: right;
    }
  `;

  /** 0 where none is chosen yet. */
  #chosen: FlatFrames = [0, 0, 0];
  #parted: PartedLights | null = null;
  #busy = false;
  /** Why the lights could not be parted; empty otherwise. */
  #failure = '';

  protected watch({ dialog, documents, recipe }: EditorState) {
    return [dialog === 'flats', documents, recipe?.working];
  }

  override render() {
    const { dialog, documents, recipe } = this.state;
    const choices = documents.filter(({ scan }) => scan).map(({ id, name }) => ({ value: String(id), label: name }));
    const isChosen = this.#chosen.every(
      (frame) => typeof frame !== 'number' || choices.some(({ value }) => value === String(frame)),
    );
    return html`
      <el-modal heading=${text('flats.heading')} ?open=${dialog === 'flats'} @el-close=${this.#close}>
        <div class="rows">${this.#chosen.map((frame, index) => this.#row(index, frame, choices))}</div>
        <p role="status">${this.#said()}</p>
        ${this.#parted ? this.#table(this.#parted) : null}
        <el-button slot="buttons" @click=${this.#close}>${text('dialog.close')}</el-button>
        <el-button slot="buttons" ?disabled=${this.#busy || !isChosen || !recipe} @click=${this.#measure}
          >${text('flats.measure')}</el-button
        >
        <el-button
          slot="buttons"
          look="primary"
          ?disabled=${!this.#parted || this.#parted.recipe.working !== recipe?.working}
          @click=${this.#apply}
          >${text('flats.apply')}</el-button
        >
      </el-modal>
    `;
  }

  /** A file is chosen beside the open scans, and stands among them once it is. */
  #row(index: number, frame: FlatFrame, open: readonly Choice[]) {
    const isFile = typeof frame !== 'number';
    const light = kLabels[index] ?? '';
    return html`<div class="row">
      <el-pick-list
        label=${light}
        otherwise=${text('flats.choose')}
        .choices=${isFile ? [...open, { value: kFile, label: frame.name }] : open}
        .value=${isFile ? kFile : String(frame)}
        @el-pick=${({ detail }: CustomEvent<string>) => this.#choose(index, Number(detail))}
      ></el-pick-list>
      <el-button label=${text('flats.file-for', { light })} @click=${this.#chooseFile}>${text('flats.file')}</el-button>
      <input
        type="file"
        aria-label=${text('flats.file-input', { light })}
        accept=${acceptedFormats.join(',')}
        @change=${(event: Event) => this.#fileChosen(index, event)}
      />
    </div>`;
  }

  readonly #chooseFile = (event: Event): void => {
    const row = (event.currentTarget as HTMLElement).parentElement;
    row?.querySelector('input')?.click();
  };

  #fileChosen(index: number, event: Event): void {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    // So that choosing the same file again is a change, too.
    input.value = '';
    if (file) this.#choose(index, file);
  }

  #said(): string {
    if (this.#busy) return text('flats.measuring');
    if (this.#failure) return text('flats.failed', { reason: this.#failure });
    return this.#parted
      ? text('flats.parted', { condition: formatNumber(this.#parted.condition, 2) })
      : text('flats.about');
  }

  #table({ matrix }: PartedLights) {
    return html`<table aria-label=${text('flats.matrix')}>
      ${matrix.map(
        (row) =>
          html`<tr>
            ${row.map((entry) => html`<td>${formatNumber(entry, 4)}</td>`)}
          </tr>`,
      )}
    </table>`;
  }

  #choose(index: number, frame: FlatFrame): void {
    const at = (light: 0 | 1 | 2) => (light === index ? frame : this.#chosen[light]);
    this.#chosen = [at(0), at(1), at(2)];
    this.#show({ parted: null });
  }

  #show({
    parted,
    busy = false,
    failure = '',
  }: {
    parted: PartedLights | null;
    busy?: boolean;
    failure?: string;
  }): void {
    this.#parted = parted;
    this.#busy = busy;
    this.#failure = failure;
    this.requestUpdate();
  }

  readonly #close = (): void => this.editor.store.set({ dialog: null });

  readonly #measure = async (): Promise<void> => {
    const { recipe } = this.state;
    if (!recipe) return;
    this.#show({ parted: null, busy: true });
    try {
      this.#show({ parted: await partedLights(this.editor, this.services.opener, recipe, this.#chosen) });
    } catch (error) {
      this.#show({ parted: null, failure: isEnding(error) ? '' : reasonOf(error) });
    }
  };

  /** One step of the history. */
  readonly #apply = (): void => {
    const { recipe } = this.state;
    if (!recipe || !this.#parted) return;
    const { space } = this.#parted.recipe.input;
    this.editor.edits.commit('flats', withInput(recipe, { space }), performance.now());
    this.#close();
  };
}

customElements.define('el-flats-dialog', FlatsDialog);
