// What is seen before a scan is open.

import { css, html } from 'lit';
import { open, openSample } from '../../commands/commands';
import { text } from '../../i18n/text';
import { type RecentScan, isScan } from '../../keep/recent';
import { jobsOf } from '../../workspace/jobs';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import { EditorElement } from '../editor_element';
import '../recent/recent_list';

/** The dialog has them all. */
const kMostRecent = 5;

export class Welcome extends EditorElement {
  static override styles = css`
    :host {
      position: absolute;
      inset: 0;
      display: grid;
      /* On a small screen the list is longer than there is room. */
      place-items: safe center;
      overflow-y: auto;
      background: var(--el-desk);
    }
    :host([hidden]) {
      display: none;
    }
    .box {
      max-width: 400px;
      padding: 24px;
      text-align: center;
      color: var(--el-quiet);
    }
    h1 {
      margin: 0 0 8px;
      font-size: 20px;
      font-weight: 500;
      color: var(--el-text);
    }
    p {
      margin: 0 0 20px;
      line-height: 1.5;
      text-wrap: balance;
    }
    h2 {
      margin: 24px 0 4px;
      font-size: 13px;
      font-weight: 600;
      text-align: left;
      color: var(--el-quiet);
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 8px;
    }
    /* A file's name may be long. */
    .buttons el-button {
      white-space: normal;
    }
  `;

  protected watch(state: EditorState) {
    return [state.scan, jobsOf(state.jobs, 'open').length > 0, open.enabled(state), state.recent];
  }

  /** Ready for the Enter key. */
  async offer(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('el-button')?.focus();
  }

  override render() {
    const { scan, jobs, recent } = this.state;
    const last = recent.find(isScan);
    this.hidden = scan !== null || jobsOf(jobs, 'open').length > 0;
    const disabled = !open.enabled(this.state);
    return html`
      <div class="box">
        <h1>${text('welcome.heading')}</h1>
        <p>${text('welcome.how')}</p>
        <div class="buttons">
          ${last ? this.#continueButton(last, disabled) : null}
          <el-button look=${last ? 'filled' : 'primary'} ?disabled=${disabled} @click=${() => open.run(this.services)}>
            ${text('welcome.choose')}
          </el-button>
          <el-button ?disabled=${disabled} @click=${() => openSample.run(this.services)}>
            ${openSample.label}
          </el-button>
        </div>
        ${
          recent.length > 0
            ? html`<h2>${text('recent.heading')}</h2>
                <el-recent-list .services=${this.services} most=${kMostRecent}></el-recent-list>`
            : null
        }
      </div>
    `;
  }

  /** Without its pixels and without a way to its file, the user has to bring that. */
  #continueButton(scan: RecentScan, disabled: boolean) {
    const { name } = scan.file;
    const hasWay = scan.storeKey !== null || scan.hasHandle;
    return html`<el-button
      look="primary"
      ?disabled=${disabled}
      @click=${() => void this.services.continuing.with(scan)}
    >
      ${hasWay ? text('welcome.continue', { name }) : text('welcome.choose-to-continue', { name })}
    </el-button>`;
  }
}

customElements.define('el-welcome', Welcome);
