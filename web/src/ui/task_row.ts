// A running task: what it is, how far it is, how long it will take, and a way to stop it.

import '@spectrum-web-components/action-button/sp-action-button.js';
import { LitElement, css, html } from 'lit';
import { percentText, timeLeftText } from './format';

/** Fires `el-cancel`. */
export class TaskRow extends LitElement {
  static override properties = {
    label: {},
    cancelLabel: { attribute: 'cancel-label' },
    done: { type: Number },
    total: { type: Number },
    started: { type: Number },
    facts: {},
  };

  declare label: string;
  declare cancelLabel: string;
  declare done: number;
  declare total: number;
  declare started: number;
  /** A few words more about the task. */
  declare facts: string;

  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: 14px;
      box-sizing: border-box;
      width: min(720px, 100%);
      padding: 6px 8px 6px 14px;
      border-radius: 6px;
      box-shadow: 0 2px 10px rgb(0 0 0 / 40%);
      pointer-events: auto;
      background: #363636;
    }
    .name {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .facts {
      display: block;
      white-space: normal;
      text-wrap: balance;
      font-size: 12px;
      font-variant-numeric: tabular-nums;
      color: #b4b4b4;
    }
    .bar {
      flex: 1;
      min-width: 60px;
      height: 4px;
      border-radius: 2px;
      background: #1b1b1b;
      overflow: hidden;
    }
    .fill {
      height: 100%;
      background: #c8c8c8;
    }
    sp-action-button {
      flex: none;
    }
    .left {
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
      color: #c4c4c4;
    }
  `;

  constructor() {
    super();
    this.label = '';
    this.cancelLabel = 'Cancel';
    this.done = 0;
    this.total = 0;
    this.started = 0;
    this.facts = '';
  }

  override render() {
    const share = this.total > 0 ? this.done / this.total : 0;
    const left = timeLeftText(this.done, this.total, performance.now() - this.started);
    return html`
      <span class="name"> ${this.label}${this.facts ? html`<span class="facts">${this.facts}</span>` : null} </span>
      <div
        class="bar"
        role="progressbar"
        aria-label=${this.label}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.floor(share * 100)}
      >
        <div class="fill" .style=${`width: ${100 * share}%`}></div>
      </div>
      <span class="left">${this.total > 0 ? percentText(share) : ''}${left ? `, ${left}` : ''}</span>
      <sp-action-button size="s" @click=${() => this.dispatchEvent(new CustomEvent('el-cancel'))}>
        ${this.cancelLabel}
      </sp-action-button>
    `;
  }
}

customElements.define('el-task-row', TaskRow);
