// A choice from a list, with its label: a row of the panel or of a dialog. The browser's own select: it opens as a wheel
// on a phone, finds entries as one types, and needs no style attributes, which the page's policy refuses.

import { LitElement, css, html } from 'lit';
import { text } from '../i18n/text';
import { fieldStyles } from './text_field';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Fires `el-pick` with the chosen value. */
export class PickList extends LitElement {
  static override properties = {
    label: {},
    value: {},
    choices: { attribute: false },
    /** What is shown where the value is none of the choices. */
    otherwise: {},
    disabled: { type: Boolean, reflect: true },
  };

  declare label: string;
  declare value: string;
  declare choices: readonly Choice[];
  declare otherwise: string;
  declare disabled: boolean;

  static override styles = [
    fieldStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: var(--el-label) minmax(0, 1fr);
        align-items: center;
        gap: 8px;
        min-height: var(--el-row);
      }
      :host([disabled]) {
        opacity: 0.45;
      }
      label {
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .box {
        position: relative;
      }
      .box::after {
        content: '';
        position: absolute;
        right: 10px;
        top: 50%;
        width: 5px;
        height: 5px;
        margin-top: -5px;
        border: solid var(--el-quiet);
        border-width: 0 1.5px 1.5px 0;
        transform: rotate(45deg);
        pointer-events: none;
      }
      select {
        appearance: none;
        padding-right: 24px;
        cursor: pointer;
      }
      select:hover:enabled {
        border-color: var(--el-text);
      }
      select:disabled {
        cursor: default;
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.value = '';
    this.choices = [];
    this.otherwise = text('pick-list.custom');
    this.disabled = false;
  }

  override render() {
    const known = this.choices.some(({ value }) => value === this.value);
    return html`
      <label for="select">${this.label}</label>
      <div class="box">
        <select id="select" ?disabled=${this.disabled} @change=${this.#changed}>
          ${known ? null : html`<option value="" selected disabled>${this.otherwise}</option>`}
          ${this.choices.map(
            ({ value, label }) => html`<option value=${value} .selected=${value === this.value}>${label}</option>`,
          )}
        </select>
      </div>
    `;
  }

  /** A value that was refused, or set anew from outside, leaves the browser's selection behind: bring it back. */
  override updated(): void {
    const select = this.renderRoot.querySelector('select');
    const known = this.choices.some(({ value }) => value === this.value);
    if (select) select.value = known ? this.value : '';
  }

  readonly #changed = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    if (value !== this.value) this.dispatchEvent(new CustomEvent<string>('el-pick', { detail: value }));
  };
}

customElements.define('el-pick-list', PickList);
