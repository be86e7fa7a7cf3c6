// The export dialog's check that what is on screen is what the file would hold: a button, and what it has found.

import { css, html } from 'lit';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import { EditorElement } from '../editor_element';
import { isEnding, reasonOf } from '../open/endings';
import type { ExportChoice } from './export_options';

export class PreviewCheck extends EditorElement {
  static override properties = { ...EditorElement.properties, choice: { attribute: false } };
  /** As the export would be made. */
  declare choice: ExportChoice;

  static override styles = css`
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      min-height: var(--el-control);
      margin-top: 12px;
    }
    span {
      color: var(--el-quiet);
    }
  `;

  #running: AbortController | null = null;
  #found = '';
  /** What was compared: another choice or recipe has not been. */
  #compared = '';

  protected watch({ dialog, recipe, scanNumber }: EditorState) {
    return [dialog === 'export', recipe, scanNumber];
  }

  override willUpdate(): void {
    const asked = this.#asked;
    if (this.state.dialog === 'export' && asked === this.#compared) return;
    this.#running?.abort();
    this.#running = null;
    this.#found = '';
    this.#compared = asked;
  }

  override render() {
    const disabled = this.#running !== null || this.state.scanNumber === 0;
    return html`
      <el-button ?disabled=${disabled} @click=${this.#check}>${text('check.run')}</el-button>
      <span role="status">${this.#running ? text('check.running') : this.#found}</span>
    `;
  }

  get #asked(): string {
    const { recipe, scanNumber } = this.state;
    return JSON.stringify([scanNumber, recipe, this.choice]);
  }

  readonly #check = async (): Promise<void> => {
    const running = new AbortController();
    this.#running = running;
    this.requestUpdate();
    let found = '';
    try {
      const { pixels, largest, maxCode } = await this.services.exporter.check(this.choice, running.signal);
      found = text('check.found', { pixels, largest, most: maxCode });
    } catch (error) {
      if (!isEnding(error)) found = text('check.failed', { reason: reasonOf(error) });
    }
    // Something else is asked about by now.
    if (this.#running !== running) return;
    this.#running = null;
    this.#found = found;
    this.requestUpdate();
  };
}

customElements.define('el-preview-check', PreviewCheck);
