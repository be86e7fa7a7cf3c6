// One of a few choices, all of them seen, with a label: a row of a dialog.

import { LitElement, css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { choiceStyles } from './checkbox';
import type { Choice } from './pick_list';

/** Fires `el-pick` with the chosen value. The browser's own radio buttons: arrow keys go from one to the next. */
export class RadioGroup extends LitElement {
  static override properties = { label: {}, value: {}, choices: { attribute: false } };
  declare label: string;
  declare value: string;
  declare choices: readonly Choice[];

  static override styles = [
    choiceStyles,
    css`
      [role='radiogroup'] {
        display: grid;
        grid-template-columns: var(--el-label) minmax(0, 1fr);
        align-items: center;
        gap: 8px;
        min-height: var(--el-row);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0 16px;
      }
      input {
        border-radius: 50%;
      }
      input:checked::before {
        content: '';
        border: 3px solid var(--el-on-accent);
        border-radius: 50%;
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.value = '';
    this.choices = [];
  }

  override render() {
    return html`<div role="radiogroup" aria-labelledby="label">
      <span id="label">${this.label}</span>
      <div class="choices">
        ${this.choices.map(
          ({ value, label }) =>
            html`<label>
              <input
                type="radio"
                name="choice"
                .checked=${live(value === this.value)}
                @change=${() => this.#pick(value)}
              />
              ${label}
            </label>`,
        )}
      </div>
    </div>`;
  }

  #pick(value: string): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent<string>('el-pick', { detail: value }));
  }
}

customElements.define('el-radio-group', RadioGroup);
