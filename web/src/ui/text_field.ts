// A line of text with its label.

import { LitElement, css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';

/** The box of whatever one types or picks. */
export const fieldStyles = css`
  input,
  select {
    box-sizing: border-box;
    width: 100%;
    min-width: 0;
    height: var(--el-control);
    margin: 0;
    padding: 0 8px;
    border: 1px solid var(--el-edge);
    border-radius: 4px;
    font: inherit;
    color: inherit;
    background: var(--el-field);
    text-overflow: ellipsis;
  }
  input:focus-visible,
  select:focus-visible {
    outline: 2px solid var(--el-accent);
    outline-offset: -1px;
  }
  /* Telephones zoom into smaller text. */
  @media (pointer: coarse) {
    input,
    select {
      font-size: 16px;
    }
  }
`;

/** Fires `el-input` with each change and `el-change` when one is done, both with the text. */
export class TextField extends LitElement {
  static override properties = {
    label: {},
    value: {},
    bare: { type: Boolean },
    readonly: { type: Boolean },
    longest: { type: Number },
  };

  declare label: string;
  declare value: string;
  /** The label is only heard. */
  declare bare: boolean;
  declare readonly: boolean;
  /** In characters; 0 for any. */
  declare longest: number;

  static override styles = [
    fieldStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      label {
        display: block;
        margin-bottom: 4px;
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.value = '';
    this.bare = false;
    this.readonly = false;
    this.longest = 0;
  }

  override render() {
    const { label, bare } = this;
    return html`
      ${bare ? null : html`<label for="field">${label}</label>`}
      <input
        id="field"
        type="text"
        autocomplete="off"
        spellcheck="false"
        aria-label=${bare ? label : nothing}
        maxlength=${this.longest || nothing}
        .value=${live(this.value)}
        ?readonly=${this.readonly}
        @input=${(event: Event) => this.#fire('el-input', event)}
        @change=${(event: Event) => this.#fire('el-change', event)}
        @focus=${this.#focused}
      />
    `;
  }

  select(): void {
    this.renderRoot.querySelector('input')?.select();
  }

  #fire(name: 'el-input' | 'el-change', event: Event): void {
    this.value = (event.target as HTMLInputElement).value;
    this.dispatchEvent(new CustomEvent<string>(name, { detail: this.value }));
  }

  /** What cannot be changed is there to be copied. */
  readonly #focused = (): void => {
    if (this.readonly) this.select();
  };
}

customElements.define('el-text-field', TextField);
