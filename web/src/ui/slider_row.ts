// One number with a label, a slider and a field. Native inputs: they cost nothing per event, and touch and screen
// readers know them.

import { LitElement, css, html } from 'lit';
import { clamp, formatNumber, parseNumber, rounded, stepsOfKey } from './number';

export interface SliderDetail {
  readonly value: number;
  /** Time stamp of the event behind it. */
  readonly time: number;
  readonly keyboard: boolean;
}

/** Fires `el-input` while the value moves and `el-change` when a gesture ends; `el-reset` on a double click. */
export class SliderRow extends LitElement {
  static override properties = {
    label: {},
    hint: {},
    tint: { reflect: true },
    value: { type: Number },
    min: { type: Number },
    max: { type: Number },
    least: { type: Number },
    most: { type: Number },
    step: { type: Number },
    digits: { type: Number },
    disabled: { type: Boolean, reflect: true },
  };

  declare label: string;
  declare hint: string;
  declare tint: string;
  declare value: number;
  declare min: number;
  declare max: number;
  declare least: number;
  declare most: number;
  declare step: number;
  declare digits: number;
  declare disabled: boolean;

  // Contained in a row of fixed size: while it is dragged, the browser lays out and paints this row and not the panel.
  static override styles = css`
    :host {
      display: grid;
      grid-template-columns: 98px minmax(0, 1fr) 62px;
      align-items: center;
      gap: 8px;
      contain: strict;
      height: 28px;
      --track: #555555;
    }
    :host([tint='red']) {
      --track: linear-gradient(to right, #3f5d5d, #565656 50%, #8a4a4a);
    }
    :host([tint='green']) {
      --track: linear-gradient(to right, #6b4a6b, #565656 50%, #4a7a4a);
    }
    :host([tint='blue']) {
      --track: linear-gradient(to right, #6b6a45, #565656 50%, #4a5590);
    }
    :host([disabled]) {
      opacity: 0.45;
    }
    label {
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
      cursor: default;
      user-select: none;
    }
    input {
      font: inherit;
      color: inherit;
      box-sizing: border-box;
      margin: 0;
      min-width: 0;
    }
    .field {
      width: 100%;
      height: 22px;
      padding: 0 6px;
      text-align: right;
      font-variant-numeric: tabular-nums;
      background: var(--el-field);
      border: 1px solid transparent;
      border-radius: 3px;
    }
    .field:hover:enabled {
      border-color: #4a4a4a;
    }
    .field:focus {
      outline: none;
      border-color: var(--el-focus);
    }
    .field[aria-invalid='true'] {
      border-color: #d9534f;
    }
    .range {
      appearance: none;
      width: 100%;
      height: 22px;
      background: none;
      touch-action: pan-y;
      cursor: pointer;
    }
    .range:disabled {
      cursor: default;
    }
    .range:focus {
      outline: none;
    }
    .range::-webkit-slider-runnable-track {
      height: 3px;
      border-radius: 2px;
      background: var(--track);
    }
    .range::-moz-range-track {
      height: 3px;
      border-radius: 2px;
      background: var(--track);
    }
    .range::-webkit-slider-thumb {
      appearance: none;
      width: 13px;
      height: 13px;
      border: 2px solid var(--el-panel);
      border-radius: 50%;
      background: #c4c4c4;
      box-sizing: content-box;
      margin-top: -7px;
    }
    .range::-moz-range-thumb {
      width: 13px;
      height: 13px;
      border: 2px solid var(--el-panel);
      border-radius: 50%;
      background: #c4c4c4;
    }
    .range:hover:enabled::-webkit-slider-thumb,
    .range:active:enabled::-webkit-slider-thumb {
      background: #f0f0f0;
    }
    .range:focus-visible::-webkit-slider-thumb {
      background: #ffffff;
      outline: 2px solid var(--el-focus);
      outline-offset: 0;
    }
    .range:focus-visible::-moz-range-thumb {
      background: #ffffff;
      outline: 2px solid var(--el-focus);
    }
    @media (pointer: coarse) {
      :host {
        height: 40px;
      }
      .range {
        height: 40px;
      }
      .field {
        height: 32px;
        font-size: 16px;
      }
    }
  `;

  constructor() {
    super();
    this.label = '';
    this.hint = '';
    this.tint = '';
    this.value = 0;
    this.min = 0;
    this.max = 1;
    this.least = 0;
    this.most = 1;
    this.step = 0.01;
    this.digits = 2;
    this.disabled = false;
  }

  override render() {
    const text = formatNumber(this.value, this.digits);
    return html`
      <label for="range" title=${this.hint} @dblclick=${this.#reset}>${this.label}</label>
      <input
        id="range"
        class="range"
        type="range"
        min=${this.min}
        max=${this.max}
        step="any"
        aria-valuetext=${text}
        .value=${String(clamp(this.value, this.min, this.max))}
        ?disabled=${this.disabled}
        @input=${this.#dragged}
        @change=${this.#released}
        @keydown=${this.#stepped}
        @dblclick=${this.#reset}
      />
      <input
        class="field"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        spellcheck="false"
        aria-label="${this.label} value"
        .value=${text}
        ?disabled=${this.disabled}
        @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()}
        @keydown=${this.#typedKey}
        @change=${this.#typed}
      />
    `;
  }

  #fire(name: 'el-input' | 'el-change' | 'el-reset', value: number, event: Event, keyboard = false): void {
    const detail: SliderDetail = { value, time: event.timeStamp, keyboard };
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  readonly #dragged = (event: Event): void => {
    const value = rounded((event.target as HTMLInputElement).valueAsNumber, this.digits);
    this.value = value;
    this.#fire('el-input', value, event);
  };

  readonly #released = (event: Event): void => {
    // The slider may be narrower than the value's range: its end must not pull in a value that was typed.
    this.#fire('el-change', this.value, event);
  };

  readonly #stepped = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const value = this.#afterKey(event);
    if (value === null) return;
    event.preventDefault();
    this.#move(value, event, true);
  };

  #afterKey(event: KeyboardEvent): number | null {
    if (event.key === 'Home') return this.min;
    if (event.key === 'End') return this.max;
    const steps = stepsOfKey(event);
    return steps === null ? null : clamp(rounded(this.value + steps * this.step, this.digits), this.least, this.most);
  }

  #move(value: number, event: Event, keyboard: boolean): void {
    this.value = value;
    this.#fire('el-input', value, event);
    this.#fire('el-change', value, event, keyboard);
  }

  readonly #reset = (event: Event): void => {
    if (!this.disabled) this.#fire('el-reset', this.value, event);
  };

  readonly #typedKey = (event: KeyboardEvent): void => {
    const field = event.target as HTMLInputElement;
    if (event.key === 'Escape') {
      field.value = formatNumber(this.value, this.digits);
      field.removeAttribute('aria-invalid');
      field.select();
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      this.#stepped(event);
    }
  };

  readonly #typed = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const number = parseNumber(field.value);
    field.setAttribute('aria-invalid', String(number === null));
    if (number === null) return;
    const value = rounded(clamp(number, this.least, this.most), this.digits + 2);
    field.value = formatNumber(value, this.digits);
    if (value !== this.value) this.#move(value, event, false);
  };
}

customElements.define('el-slider-row', SliderRow);
