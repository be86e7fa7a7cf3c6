// The question which shape a file of samples alone has: a small picture of each that it may have, or a width.

import { css, html } from 'lit';
import { text } from '../../i18n/text';
import '../../ui/button';
import { buttonStyles } from '../../ui/button';
import '../../ui/modal';
import '../../ui/small_picture';
import '../../ui/text_field';
import type { EditorState } from '../../workspace/state';
import { EditorElement } from '../editor_element';
import { plainName } from '../open/plain_name';
import { pictureOfDump } from './dump_picture';
import { type DumpShape, shapesOf, shapesOfWidth } from './dump_shapes';

interface Shown {
  readonly shape: DumpShape;
  readonly picture: Blob | null;
}

export class DumpDialog extends EditorElement {
  static override styles = [
    buttonStyles,
    css`
      p {
        margin: 0 0 12px;
        overflow-wrap: anywhere;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(120px, 1fr));
        gap: 8px;
        margin-bottom: 12px;
      }
      .choices button {
        flex-direction: column;
        height: auto;
        padding: 4px;
      }
      el-small-picture {
        width: 100%;
        aspect-ratio: 3 / 2;
      }
    `,
  ];

  #file: File | null = null;
  #width = '';
  #shown: readonly Shown[] = [];

  protected watch({ dialog }: EditorState) {
    return [dialog === 'dump'];
  }

  override willUpdate(): void {
    const { file } = this.services.shapeQuestion;
    if (file && file !== this.#file) this.#begin(file);
  }

  override render() {
    return html`
      <el-modal
        heading=${text('dump.heading')}
        ?open=${this.state.dialog === 'dump'}
        @el-close=${() => this.#answer(null)}
      >
        <p>${text('dump.about', { name: plainName(this.#file?.name ?? '') })}</p>
        <div class="choices" role="group" aria-label=${text('dump.shapes')}>
          ${this.#shown.map((shown) => this.#choice(shown))}
        </div>
        <el-text-field
          label=${text('dump.width')}
          .value=${this.#width}
          @el-input=${({ detail }: CustomEvent<string>) => this.#typed(detail)}
        ></el-text-field>
        <el-button slot="buttons" @click=${() => this.#answer(null)}>${text('dialog.close')}</el-button>
      </el-modal>
    `;
  }

  #choice({ shape, picture }: Shown) {
    const { width, height, pixelBits } = shape;
    return html`<button type="button" @click=${() => this.#answer(shape)}>
      <el-small-picture .picture=${picture}></el-small-picture>
      <span>${text('dump.shape', { width, height, bits: pixelBits / 3 })}</span>
    </button>`;
  }

  #begin(file: File): void {
    this.#file = file;
    this.#width = '';
    this.#show(shapesOf(file.size));
  }

  /** A width that divides the file takes the place of what was guessed. */
  #typed(width: string): void {
    this.#width = width;
    if (!this.#file) return;
    const wanted = /^\d+$/.test(width) ? shapesOfWidth(this.#file.size, Number(width)) : [];
    this.#show(wanted.length > 0 ? wanted : shapesOf(this.#file.size));
  }

  #show(shapes: readonly DumpShape[]): void {
    const file = this.#file;
    const shown: readonly Shown[] = shapes.map((shape) => ({ shape, picture: null }));
    this.#shown = shown;
    this.requestUpdate();
    if (!file) return;
    shown.forEach(async ({ shape }, index) => {
      // A file that cannot be read shows no picture; opening it says why.
      const picture = await pictureOfDump(file, shape).catch(() => null);
      if (this.#shown[index]?.shape !== shape) return;
      this.#shown = this.#shown.map((one, i) => (i === index ? { shape, picture } : one));
      this.requestUpdate();
    });
  }

  #answer(shape: DumpShape | null): void {
    this.#file = null;
    this.#shown = [];
    this.services.shapeQuestion.answer(shape);
  }
}

customElements.define('el-dump-dialog', DumpDialog);
