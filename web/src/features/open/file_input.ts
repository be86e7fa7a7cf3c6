// The browser's own file input: out of sight, but reachable by keyboard and by name.

import { css, html } from 'lit';
import { EditorElement } from '../editor_element';
import { acceptedFormats } from './formats';

export class FileInput extends EditorElement {
  static override styles = css`
    input {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    input:focus-visible {
      position: static;
      width: 220px;
      height: auto;
      clip-path: none;
      outline: 2px solid var(--sl-focus);
    }
  `;

  protected watch() {
    return [];
  }

  override render() {
    return html`<input
      type="file"
      aria-label="Open a scan"
      accept=${acceptedFormats.join(',')}
      @change=${this.#chosen}
    />`;
  }

  choose(): void {
    this.renderRoot.querySelector('input')?.click();
  }

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // So that choosing the same file again is a change, too.
    input.value = '';
    if (file) void this.services.opener.open(file);
  };
}

customElements.define('sl-file-input', FileInput);
