// The palette: every command by its name, to be found by typing and run by Enter.

import { css, html, nothing, type PropertyValues } from 'lit';
import type { Command } from '../../commands/command';
import { allCommands } from '../../commands/commands';
import { firstShortcut } from '../../commands/keys';
import { foundCommands } from '../../commands/search';
import { text } from '../../i18n/text';
import type { EditorState } from '../../workspace/state';
import '../../ui/modal';
import { fieldStyles } from '../../ui/text_field';
import { EditorElement } from '../editor_element';

/** What would only open the palette, or end what it has ended itself. */
const kLeftOut = ['palette', 'cancel'];

export class PaletteDialog extends EditorElement {
  #query = '';
  #chosen = 0;

  static override styles = [
    fieldStyles,
    css`
      [role='listbox'] {
        height: min(380px, 50dvh);
        margin-top: 12px;
        overflow-y: auto;
      }
      [role='option'] {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 16px;
        min-height: var(--el-row);
        padding: 0 8px;
        border-radius: 4px;
        cursor: pointer;
      }
      [role='option'][aria-selected='true'] {
        background: var(--el-field);
        outline: 1px solid var(--el-edge);
        outline-offset: -1px;
      }
      [role='option'][aria-disabled='true'] {
        color: var(--el-quiet);
        cursor: default;
      }
      kbd {
        font: inherit;
        font-size: 12px;
        color: var(--el-quiet);
        white-space: nowrap;
      }
      p {
        margin: 8px;
        color: var(--el-quiet);
      }
    `,
  ];

  protected watch({ dialog }: EditorState) {
    return [dialog === 'palette'];
  }

  override render() {
    const open = this.state.dialog === 'palette';
    const found = open ? this.#found : [];
    return html`
      <el-modal heading=${text('palette.heading')} ?open=${open} @el-close=${this.#close}>
        <input
          role="combobox"
          aria-label=${text('palette.field')}
          aria-expanded="true"
          aria-controls="found"
          aria-activedescendant=${found.length > 0 ? `found-${this.#chosen}` : nothing}
          autocomplete="off"
          spellcheck="false"
          autofocus
          .value=${this.#query}
          @input=${this.#typed}
          @keydown=${this.#keyPressed}
        />
        <div id="found" role="listbox" aria-label=${text('palette.list')}>
          ${found.map((command, index) => this.#option(command, index))}
        </div>
        ${open && found.length === 0 ? html`<p role="status">${text('palette.none', { words: this.#query })}</p>` : nothing}
      </el-modal>
    `;
  }

  override updated(_changed: PropertyValues): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  #option(command: Command, index: number) {
    const enabled = command.enabled(this.state);
    return html`
      <div
        id=${`found-${index}`}
        role="option"
        aria-selected=${index === this.#chosen}
        aria-disabled=${!enabled}
        @click=${() => this.#run(command)}
      >
        <span>${command.label.replace('…', '')}</span><kbd>${firstShortcut(command)}</kbd>
      </div>
    `;
  }

  /** What can be done now comes first. */
  get #found(): readonly Command[] {
    const found = foundCommands(
      allCommands.filter(({ id }) => !kLeftOut.includes(id)),
      this.#query,
    );
    const enabled = (command: Command) => command.enabled(this.state);
    return [...found.filter(enabled), ...found.filter((command) => !enabled(command))];
  }

  readonly #typed = (event: Event): void => {
    this.#query = (event.target as HTMLInputElement).value;
    this.#chosen = 0;
    this.requestUpdate();
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    const found = this.#found;
    const last = found.length - 1;
    const moves: { readonly [key: string]: number } = {
      ArrowDown: this.#chosen === last ? 0 : this.#chosen + 1,
      ArrowUp: this.#chosen === 0 ? last : this.#chosen - 1,
      PageDown: Math.min(last, this.#chosen + 10),
      PageUp: Math.max(0, this.#chosen - 10),
    };
    const move = moves[event.key];
    const chosen = found[this.#chosen];
    if (event.isComposing || (move === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    if (move !== undefined && found.length > 0) this.#chosen = move;
    this.requestUpdate();
    if (event.key === 'Enter' && chosen) this.#run(chosen);
  };

  /** The palette is gone first: a command may open a dialog of its own. */
  #run(command: Command): void {
    if (!command.enabled(this.state)) return;
    this.#close();
    command.run(this.services);
  }

  readonly #close = (): void => {
    this.#query = '';
    this.#chosen = 0;
    this.editor.store.set({ dialog: null });
  };
}

customElements.define('el-palette-dialog', PaletteDialog);
