// A button with a text, or with an icon and a `label`; the browser's own inside.

import { LitElement, css, html, nothing } from 'lit';
import './tooltip';

/** For `<button>` elements; the first is what a dialog is for, and the last has no ground of its own. */
export type ButtonLook = 'primary' | 'filled' | 'quiet';

export const buttonStyles = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    box-sizing: border-box;
    min-width: var(--el-row);
    max-width: 100%;
    min-height: var(--el-row);
    padding: 0 10px;
    border: 1px solid transparent;
    border-radius: 4px;
    font: inherit;
    color: var(--el-text);
    background: var(--el-button);
    overflow-wrap: anywhere;
    cursor: pointer;
    user-select: none;
    -webkit-touch-callout: none;
    touch-action: manipulation;
  }
  button:hover:enabled {
    background: var(--el-button-hover);
  }
  button.primary {
    color: var(--el-on-primary);
    background: var(--el-primary);
  }
  button.primary:hover:enabled {
    background: var(--el-primary-hover);
  }
  button.quiet {
    background: none;
  }
  button.quiet:hover:enabled {
    background: var(--el-hover);
  }
  button.icon {
    padding: 0;
    width: var(--el-row);
  }
  button[aria-pressed='true'] {
    background: var(--el-button);
    box-shadow: inset 0 -2px var(--el-accent);
  }
  button:focus-visible {
    outline: 2px solid var(--el-accent);
    outline-offset: 1px;
  }
  button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonBorder;
    }
    button[aria-pressed='true'] {
      color: HighlightText;
      background: Highlight;
      forced-color-adjust: none;
    }
    button:disabled {
      opacity: 1;
    }
  }
`;

export class Button extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override properties = {
    label: {},
    hint: {},
    look: {},
    icon: { type: Boolean },
    pressed: { attribute: false },
    disabled: { type: Boolean, reflect: true },
  };

  /** The accessible name, where it is not the text. */
  declare label: string;
  /** What the tooltip says beside the name. */
  declare hint: string;
  declare look: ButtonLook;
  /** The content is an icon, and the label is for the tooltip as well. */
  declare icon: boolean;
  /** Null for a button that is neither on nor off. */
  declare pressed: boolean | null;
  declare disabled: boolean;

  static override styles = [
    buttonStyles,
    css`
      :host {
        display: inline-block;
        flex: none;
        max-width: 100%;
        white-space: nowrap;
      }
      :host([disabled]) {
        pointer-events: none;
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.hint = '';
    this.look = 'filled';
    this.icon = false;
    this.pressed = null;
    this.disabled = false;
  }

  override render() {
    const { label, hint, icon, pressed } = this;
    return html`
      <button
        type="button"
        class="${this.look} ${icon ? 'icon' : ''}"
        aria-label=${label || nothing}
        aria-pressed=${pressed === null ? nothing : pressed ? 'true' : 'false'}
        aria-describedby=${hint ? 'hint' : nothing}
        ?disabled=${this.disabled}
      >
        <slot></slot>
      </button>
      ${icon || hint ? html`<el-tooltip heading=${icon ? label : ''}><span id="hint">${hint}</span></el-tooltip>` : null}
    `;
  }
}

customElements.define('el-button', Button);
