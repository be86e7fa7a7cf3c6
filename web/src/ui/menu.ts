// A button with an icon that opens a menu of commands. The browser's own popover: it lies over everything, and a press
// beside it or Escape closes it.

import { LitElement, type TemplateResult, css, html } from 'lit';
import { buttonStyles } from './button';
import { placePopover } from './popover_place';
import { placeAfterKey } from './roving';
import './tooltip';

export interface MenuItem {
  readonly label: string;
  /** As people write it; empty for none. */
  readonly shortcut: string;
  readonly disabled: boolean;
  readonly run: () => void;
}

export class Menu extends LitElement {
  static override properties = {
    label: {},
    icon: { attribute: false },
    items: { attribute: false },
    open: { state: true },
  };

  declare label: string;
  declare icon: TemplateResult;
  declare items: readonly MenuItem[];
  declare open: boolean;

  static override styles = [
    buttonStyles,
    css`
      :host {
        display: inline-block;
        flex: none;
        white-space: nowrap;
      }
      [role='menu'] {
        position: fixed;
        box-sizing: border-box;
        min-width: 200px;
        margin: 0;
        padding: 4px;
        border: 1px solid var(--el-line);
        border-radius: 6px;
        color: var(--el-text);
        background: var(--el-raised);
        box-shadow: 0 4px 16px var(--el-shadow);
        overflow: auto;
      }
      [role='menuitem'] {
        display: flex;
        justify-content: space-between;
        gap: 24px;
        width: 100%;
        background: none;
      }
      [role='menuitem']:hover:enabled,
      [role='menuitem']:focus {
        background: var(--el-hover);
      }
      [role='menuitem']:focus-visible {
        outline-offset: -2px;
      }
      .shortcut {
        color: var(--el-quiet);
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.icon = html``;
    this.items = [];
    this.open = false;
  }

  override render() {
    return html`
      <button
        type="button"
        class="quiet icon"
        aria-label=${this.label}
        aria-haspopup="menu"
        aria-expanded=${this.open}
        popovertarget="menu"
      >
        ${this.icon}
      </button>
      <el-tooltip heading=${this.label}></el-tooltip>
      <div
        id="menu"
        popover
        role="menu"
        aria-label=${this.label}
        @beforetoggle=${this.#toggling}
        @toggle=${this.#toggled}
        @keydown=${this.#keyPressed}
      >
        ${this.items.map(
          (item) =>
            html`<button
              type="button"
              role="menuitem"
              tabindex="-1"
              ?disabled=${item.disabled}
              @click=${() => this.#run(item)}
            >
              ${item.label}
              ${item.shortcut ? html`<span class="shortcut" aria-hidden="true">${item.shortcut}</span>` : null}
            </button>`,
        )}
      </div>
    `;
  }

  get #menu(): HTMLElement {
    return this.renderRoot.querySelector('#menu') as HTMLElement;
  }

  get #enabled(): readonly HTMLElement[] {
    return [...this.#menu.querySelectorAll<HTMLElement>('[role=menuitem]:enabled')];
  }

  /** Whoever was in the menu is on its button again, however it closes. */
  readonly #toggling = (event: ToggleEvent): void => {
    const opener = this.renderRoot.querySelector('button') as HTMLButtonElement;
    if (event.newState === 'open') placePopover(this.#menu, opener);
    else if (this.#menu.matches(':focus-within')) opener.focus();
  };

  readonly #toggled = (event: ToggleEvent): void => {
    this.open = event.newState === 'open';
    if (this.open) this.#enabled[0]?.focus();
  };

  /** Keys are the menu's as long as it is open, and no shortcuts of the page. */
  readonly #keyPressed = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Tab') return this.#menu.hidePopover();
    const items = this.#enabled;
    const at = items.indexOf(event.target as HTMLElement);
    const next = placeAfterKey(event.key, at, items.length, 'column') ?? this.#placeOfLetter(event.key, at);
    if (next === null) return;
    event.preventDefault();
    items[next]?.focus();
  };

  /** The next item that starts with a letter. */
  #placeOfLetter(key: string, at: number): number | null {
    const starts = this.#enabled.map((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
    const after = starts.indexOf(true, at + 1);
    const found = after < 0 ? starts.indexOf(true) : after;
    return key.length === 1 && key !== ' ' && found >= 0 ? found : null;
  }

  #run({ run }: MenuItem): void {
    this.#menu.hidePopover();
    run();
  }
}

customElements.define('el-menu', Menu);
