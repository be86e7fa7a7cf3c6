// Parts of a panel of which one is seen at a time. The content of each is the element with its name as `slot`.

import { LitElement, css, html } from 'lit';
import { placeAfterKey } from './roving';

export interface Tab {
  readonly name: string;
  readonly label: string;
}

export class Tabs extends LitElement {
  static override properties = { label: {}, tabs: { attribute: false }, selected: { state: true } };
  /** For those who do not see the tabs side by side. */
  declare label: string;
  declare tabs: readonly Tab[];
  declare selected: number;

  static override styles = css`
    :host {
      display: block;
    }
    [role='tablist'] {
      display: flex;
      gap: 4px;
      border-bottom: 1px solid var(--el-line);
    }
    [role='tab'] {
      height: var(--el-row);
      padding: 0 10px;
      border: 0;
      border-radius: 4px 4px 0 0;
      font: inherit;
      color: var(--el-quiet);
      background: none;
      cursor: pointer;
    }
    [role='tab']:hover {
      color: var(--el-text);
      background: var(--el-hover);
    }
    [role='tab'][aria-selected='true'] {
      color: var(--el-text);
      box-shadow: inset 0 -2px var(--el-accent);
    }
    [role='tab']:focus-visible,
    [role='tabpanel']:focus-visible {
      outline: 2px solid var(--el-accent);
      outline-offset: -2px;
    }
    [role='tabpanel'] {
      padding: 8px 0;
    }
    @media (forced-colors: active) {
      [role='tab'][aria-selected='true'] {
        color: HighlightText;
        background: Highlight;
        forced-color-adjust: none;
      }
    }
  `;

  constructor() {
    super();
    this.label = '';
    this.tabs = [];
    this.selected = 0;
  }

  override render() {
    return html`
      <div role="tablist" aria-label=${this.label} @keydown=${this.#keyPressed}>
        ${this.tabs.map(
          ({ name, label }, index) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${name}"
              aria-controls="panel-${name}"
              aria-selected=${index === this.selected}
              tabindex=${index === this.selected ? 0 : -1}
              @click=${() => (this.selected = index)}
            >
              ${label}
            </button>`,
        )}
      </div>
      ${this.tabs.map(
        ({ name }, index) =>
          html`<div
            role="tabpanel"
            id="panel-${name}"
            aria-labelledby="tab-${name}"
            tabindex="0"
            ?hidden=${index !== this.selected}
          >
            <slot name=${name}></slot>
          </div>`,
      )}
    `;
  }

  readonly #keyPressed = async (event: KeyboardEvent): Promise<void> => {
    const next = placeAfterKey(event.key, this.selected, this.tabs.length, 'row');
    if (next === null) return;
    event.preventDefault();
    this.selected = next;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  };
}

customElements.define('el-tabs', Tabs);
