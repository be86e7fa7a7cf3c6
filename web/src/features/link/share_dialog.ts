// The dialog that shares the grade: a link, its QR code, and the device's own way of sharing.

import { css, html } from 'lit';
import type { Recipe, RecipePart } from '../../engine/protocol';
import { hasSeveralCrops } from '../../documents/grading';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import '../../ui/checkbox';
import '../../ui/modal';
import type { TextField } from '../../ui/text_field';
import '../../ui/text_field';
import { reasonOf } from '../open/endings';
import { EditorElement } from '../editor_element';
import { kAllParts, kParts, toggled } from './parts';
import { kMostQrBytes, qrPath } from './qr';

export class ShareDialog extends EditorElement {
  static override styles = css`
    .parts {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
      margin-bottom: 12px;
    }
    .link {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .link el-text-field {
      flex: 1;
    }
    svg {
      display: block;
      width: min(260px, 100%);
      margin: 16px auto 0;
      border-radius: 4px;
      background: var(--el-paper);
      fill: var(--el-ink);
      forced-color-adjust: none;
      shape-rendering: crispEdges;
    }
    p {
      margin: 12px 0 0;
      color: var(--el-quiet);
    }
  `;

  #parts: readonly RecipePart[] = kAllParts;
  #all = true;
  /** The address that holds the grade; empty until the engine has made it, or where `#failure` says why not. */
  #link = '';
  #failure = '';
  #copied = false;
  #made: readonly unknown[] = [];

  protected watch({ dialog, grading }: EditorState) {
    return [dialog === 'share', grading];
  }

  override render() {
    const { dialog, grading } = this.state;
    const open = dialog === 'share';
    if (open) void this.#make();
    return html`
      <el-modal heading=${text('share.heading')} ?open=${open} @el-close=${this.#close}>
        <div class="parts" role="group" aria-label=${text('share.parts')}>
          ${kParts.map(({ part, label }) => {
            const changed = ({ detail }: CustomEvent<boolean>) =>
              this.#choose(toggled(this.#parts, part, detail), this.#all);
            return html`<el-checkbox
              label=${label}
              .checked=${this.#parts.includes(part)}
              @el-toggle=${changed}
            ></el-checkbox>`;
          })}
          ${grading && hasSeveralCrops(grading) ? this.#cropsRow(grading.crops.length) : null}
        </div>
        <div class="link">
          <el-text-field label=${text('share.link')} bare readonly .value=${this.#link}></el-text-field>
          <el-button look="primary" ?disabled=${!this.#link} @click=${this.#copy}>${text('share.copy')}</el-button>
        </div>
        ${open && this.#link ? this.#code() : null}
        <p role="status">${this.#failure || (this.#copied ? text('share.copied') : text('share.what'))}</p>
        <el-button slot="buttons" @click=${this.#compare}> ${text('command.compare-grades')} </el-button>
        ${
          'share' in navigator
            ? html`<el-button slot="buttons" ?disabled=${!this.#link} @click=${this.#share}>
                ${text('command.share')}
              </el-button>`
            : null
        }
        <el-button slot="buttons" @click=${this.#close}>${text('dialog.close')}</el-button>
      </el-modal>
    `;
  }

  #cropsRow(count: number) {
    const changed = ({ detail }: CustomEvent<boolean>) => this.#choose(this.#parts, detail);
    return html`<el-checkbox
      label=${text('share.all-crops', { count })}
      .checked=${this.#all}
      @el-toggle=${changed}
    ></el-checkbox>`;
  }

  #code() {
    const code = qrPath(this.#link);
    if (!code) return html`<p>${text('share.too-long', { most: kMostQrBytes })}</p>`;
    return html`<svg viewBox="0 0 ${code.size} ${code.size}" role="img" aria-label=${text('share.code')}>
      <path d=${code.path}></path>
    </svg>`;
  }

  #choose(parts: readonly RecipePart[], all: boolean): void {
    this.#parts = parts;
    this.#all = all;
    void this.#make();
  }

  get #recipes(): readonly Recipe[] {
    const { grading, recipe } = this.state;
    if (!grading || !recipe) return [];
    return this.#all ? grading.crops : [recipe];
  }

  async #make(): Promise<void> {
    const recipes = this.#recipes;
    const made = [this.state.grading, this.#parts, this.#all];
    if (made.every((part, index) => part === this.#made[index])) return;
    this.#made = made;
    const [link, failure] = await this.#linkOf(recipes);
    if (this.#made !== made) return;
    this.#link = link;
    this.#failure = failure;
    this.#copied = false;
    this.requestUpdate();
  }

  async #linkOf(recipes: readonly Recipe[]): Promise<readonly [string, string]> {
    if (this.#parts.length === 0) return ['', text('share.choose')];
    try {
      const { fragment } = await this.editor.call('makeLink', { recipes, parts: this.#parts });
      return [new URL(fragment, document.baseURI).href, ''];
    } catch (error) {
      return ['', text('share.no-link', { reason: reasonOf(error) })];
    }
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.#link);
      this.#copied = true;
    } catch {
      this.#failure = text('share.not-copied');
      this.renderRoot.querySelector<TextField>('el-text-field')?.select();
    }
    this.requestUpdate();
  };

  readonly #share = (): void => {
    // Refused where the user changes their mind.
    navigator.share({ title: text('share.title'), url: this.#link }).catch(() => undefined);
  };

  readonly #compare = (): void => this.editor.store.set({ dialog: 'compare-grades' });
  readonly #close = (): void => this.editor.store.set({ dialog: null });
}

customElements.define('el-share-dialog', ShareDialog);
