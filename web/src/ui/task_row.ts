// A running task: what it is, how far it is, how long it will take, and a way to stop it.

import { LitElement, css, html } from 'lit';
import { text } from '../i18n/text';
import './button';
import { percentText, timeLeftText } from './format';

/** Fires `el-cancel`, and `el-pause` with whether it is to rest. */
export class TaskRow extends LitElement {
  static override properties = {
    label: {},
    cancelLabel: { attribute: 'cancel-label' },
    done: { type: Number },
    total: { type: Number },
    started: { type: Number },
    facts: {},
    pausable: { type: Boolean },
    paused: { type: Boolean },
  };

  declare label: string;
  declare cancelLabel: string;
  declare done: number;
  declare total: number;
  declare started: number;
  /** A few words more about the task. */
  declare facts: string;
  declare pausable: boolean;
  declare paused: boolean;

  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: 12px;
      box-sizing: border-box;
      width: min(720px, 100%);
      padding: 4px 8px 4px 12px;
      border-radius: 6px;
      box-shadow: 0 2px 8px var(--el-shadow);
      pointer-events: auto;
      color: var(--el-text);
      background: var(--el-raised);
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
      color: var(--el-quiet);
    }
    .bar {
      flex: 1;
      min-width: 60px;
      height: 4px;
      border-radius: 2px;
      background: var(--el-gauge);
      overflow: hidden;
    }
    .fill {
      height: 100%;
      background: var(--el-gauge-used);
    }
    .left {
      white-space: nowrap;
      color: var(--el-quiet);
    }
    @media (max-width: 700px) {
      :host {
        flex-wrap: wrap;
        row-gap: 4px;
      }
      .name {
        flex-basis: 100%;
      }
    }
  `;

  constructor() {
    super();
    this.label = '';
    this.cancelLabel = text('task.cancel');
    this.done = 0;
    this.total = 0;
    this.started = 0;
    this.facts = '';
    this.pausable = false;
    this.paused = false;
  }

  override render() {
    const share = this.total > 0 ? this.done / this.total : 0;
    const left = this.paused
      ? text('task.paused')
      : timeLeftText(this.done, this.total, performance.now() - this.started);
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
      <span class="left">${this.total > 0 ? farText(share, left) : ''}</span>
      ${this.pausable ? this.#pauseButton() : null}
      <el-button @click=${() => this.dispatchEvent(new CustomEvent('el-cancel'))}> ${this.cancelLabel} </el-button>
    `;
  }

  #pauseButton() {
    const pause = () => this.dispatchEvent(new CustomEvent('el-pause', { detail: !this.paused }));
    return html`<el-button @click=${pause}>${this.paused ? text('task.resume') : text('task.pause')}</el-button>`;
  }
}

function farText(share: number, left: string): string {
  return left ? text('task.left', { share: percentText(share), left }) : percentText(share);
}

customElements.define('el-task-row', TaskRow);
