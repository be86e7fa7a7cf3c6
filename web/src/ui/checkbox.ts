// A switch with its label.

import { LitElement, css, html } from 'lit';
import { live } from 'lit/directives/live.js';

/** What a checkbox and a radio button have in common. */
export const choiceStyles = css`
  label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: var(--el-control);
    cursor: pointer;
  }
  input {
    appearance: none;
    flex: none;
    display: grid;
    place-content: center;
    box-sizing: border-box;
    width: 16px;
    height: 16px;
    margin: 0;
    border: 1px solid var(--el-edge);
    background: var(--el-field);
    cursor: inherit;
  }
  input:checked {
    border-color: var(--el-accent);
    background: var(--el-accent);
  }
  input:focus-visible {
    outline: 2px solid var(--el-accent);
    outline-offset: 1px;
  }
  label:has(:disabled) {
    color: var(--el-quiet);
    cursor: default;
    opacity: 0.6;
  }
`;

/** Fires `el-toggle` with whether it is on. */
export class Checkbox extends LitElement {
  static override properties = {
    label: {},
    checked: { type: Boolean },
    disabled: { type: Boolean },
  };

  declare label: string;
  declare checked: boolean;
  declare disabled: boolean;

  static override styles = [
    choiceStyles,
    css`
      :host {
        display: inline-block;
      }
      input {
        border-radius: 3px;
      }
      /* Two sides of a box, as a person's own colors leave borders in place. */
      input:checked::before {
        content: '';
        width: 4px;
        height: 8px;
        margin-bottom: 2px;
        border: solid var(--el-on-accent);
        border-width: 0 2px 2px 0;
        transform: rotate(45deg);
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.checked = false;
    this.disabled = false;
  }

  override render() {
    return html`<label>
      <input type="checkbox" .checked=${live(this.checked)} ?disabled=${this.disabled} @change=${this.#changed} />
      ${this.label}
    </label>`;
  }

  readonly #changed = (event: Event): void => {
    this.checked = (event.target as HTMLInputElement).checked;
    this.dispatchEvent(new CustomEvent<boolean>('el-toggle', { detail: this.checked }));
  };
}

customElements.define('el-checkbox', Checkbox);
