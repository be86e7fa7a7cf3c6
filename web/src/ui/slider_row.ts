// One number with a label, a slider and a field. Native inputs: they cost nothing per event, and touch and screen
// readers know them.

import { LitElement, css, html, nothing } from 'lit';
import { formatNumber } from '../i18n/numbers';
import { text } from '../i18n/text';
import { clamp, parseNumber, rounded, stepsOfKey } from './number';
import './tooltip';

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
      grid-template-columns: var(--el-label) minmax(0, 1fr) 60px;
      align-items: center;
      gap: 8px;
      contain: strict;
      height: var(--el-row);
      --track: var(--el-track);
    }
    :host([tint='red']) {
      --track: linear-gradient(to right, var(--el-cyan-track), var(--el-track) 50%, var(--el-red-track));
    }
    :host([tint='green']) {
      --track: linear-gradient(to right, var(--el-magenta-track), var(--el-track) 50%, var(--el-green-track));
    }
    :host([tint='blue']) {
      --track: linear-gradient(to right, var(--el-yellow-track), var(--el-track) 50%, var(--el-blue-track));
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
      -webkit-touch-callout: none;
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
      height: calc(var(--el-control) - 2px);
      padding: 0 4px;
      text-align: right;
      background: var(--el-field);
      border: solid var(--el-edge);
      border-width: 0 0 1px;
      border-radius: 3px 3px 0 0;
    }
    .field:focus-visible {
      outline: 2px solid var(--el-accent);
      outline-offset: -1px;
    }
    .field[aria-invalid='true'] {
      outline: 2px solid var(--el-invalid);
      outline-offset: -1px;
    }
    .range {
      appearance: none;
      width: 100%;
      height: calc(var(--el-row) - 4px);
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
      height: 4px;
      border-radius: 2px;
      background: var(--track);
    }
    .range::-moz-range-track {
      height: 4px;
      border-radius: 2px;
      background: var(--track);
    }
    .range::-webkit-slider-thumb {
      appearance: none;
      width: 12px;
      height: 12px;
      border: 2px solid var(--el-panel);
      border-radius: 50%;
      background: var(--el-thumb);
      box-sizing: content-box;
      margin-top: -6px;
    }
    .range::-moz-range-thumb {
      width: 12px;
      height: 12px;
      border: 2px solid var(--el-panel);
      border-radius: 50%;
      background: var(--el-thumb);
    }
    .range:hover:enabled::-webkit-slider-thumb,
    .range:active:enabled::-webkit-slider-thumb {
      background: var(--el-text);
    }
    .range:focus-visible::-webkit-slider-thumb {
      outline: 2px solid var(--el-accent);
    }
    .range:focus-visible::-moz-range-thumb {
      outline: 2px solid var(--el-accent);
    }
    @media (pointer: coarse) {
      .field {
        font-size: 16px;
      }
    }
    @media (forced-colors: active) {
      .range {
        --track: var(--el-track);
      }
      .range::-webkit-slider-runnable-track {
        forced-color-adjust: none;
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
    const value = formatNumber(this.value, this.digits);
    return html`
      <label for="range" @dblclick=${this.#reset}>${this.label}</label>
      ${this.hint ? html`<el-tooltip><span id="hint">${this.hint}</span></el-tooltip>` : null}
      <input
        id="range"
        class="range"
        type="range"
        min=${this.min}
        max=${this.max}
        step="any"
        aria-valuetext=${value}
        aria-describedby=${this.hint ? 'hint' : nothing}
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
        aria-label=${text('slider.value', { label: this.label })}
        .value=${value}
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
