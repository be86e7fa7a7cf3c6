// The browser's own file inputs: out of sight, but reachable by keyboard and by name.

import { css, html } from 'lit';
import type { FileKind } from '../../commands/command';
import { text } from '../../i18n/text';
import { EditorElement } from '../editor_element';
import { acceptedFormats, scanFormats } from './formats';
import { broughtByHandle, broughtFile, receiveFiles } from './receive';

interface OpenPicker {
  showOpenFilePicker(options: object): Promise<FileSystemFileHandle[]>;
}

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
      outline: 2px solid var(--el-accent);
    }
  `;

  protected watch() {
    return [];
  }

  override render() {
    return html`
      <input
        id="scan"
        type="file"
        aria-label=${text('open.scan-input')}
        multiple
        accept=${acceptedFormats.join(',')}
        @change=${this.#chosen}
      />
      <input
        id="recipe"
        type="file"
        aria-label=${text('open.recipe-input')}
        accept=".json,application/json"
        @change=${this.#chosen}
      />
      <input
        id="reference"
        type="file"
        aria-label=${text('open.reference-input')}
        accept=".txt,.cgats,.it8,.cie,text/plain"
        @change=${(event: Event) => this.#chosenOne(event, (file) => this.services.chartFitter.openReference(file))}
      />
      <input
        id="profiles"
        type="file"
        aria-label=${text('open.profiles-input')}
        accept=".json,application/json"
        @change=${(event: Event) => this.#chosenOne(event, (file) => this.services.profiles.import(file))}
      />
    `;
  }

  choose(kind: FileKind): void {
    // The browser's other dialog gives a handle as well, with which a scan can be opened again at the next visit.
    if (kind === 'scan' && 'showOpenFilePicker' in globalThis) void this.#pick();
    else this.#show(kind);
  }

  #show(kind: FileKind): void {
    this.renderRoot.querySelector<HTMLInputElement>(`#${kind}`)?.click();
  }

  async #pick(): Promise<void> {
    try {
      const accept = Object.fromEntries(scanFormats.map(({ type, endings }) => [type, endings]));
      const types = [{ description: text('open.scans'), accept }];
      const handles = await (globalThis as unknown as OpenPicker).showOpenFilePicker({ types, multiple: true });
      receiveFiles(this.services, handles.map(broughtByHandle));
    } catch (error) {
      // The user changed their mind; anything else, such as a window that may not show it, leaves the plain input.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#show('scan');
    }
  }

  readonly #chosen = (event: Event): void => {
    receiveFiles(this.services, filesOf(event).map(broughtFile));
  };

  #chosenOne(event: Event, receive: (file: File) => unknown): void {
    const [file] = filesOf(event);
    if (file) receive(file);
  }
}

function filesOf(event: Event): readonly File[] {
  const input = event.target as HTMLInputElement;
  const files = [...(input.files ?? [])];
  // So that choosing the same file again is a change, too.
  input.value = '';
  return files;
}

customElements.define('el-file-input', FileInput);
