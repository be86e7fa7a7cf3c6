// A modal dialog: the browser's own element, which keeps the focus inside and closes on Escape.

import { LitElement, css, html, type PropertyValues } from 'lit';

/** Fires `el-close` when the user closes it. */
export class Modal extends LitElement {
  static override properties = { heading: {}, open: { type: Boolean } };
  declare heading: string;
  declare open: boolean;

  static override styles = css`
    dialog {
      width: min(440px, calc(100vw - 32px));
      max-height: calc(100dvh - 48px);
      box-sizing: border-box;
      padding: 20px 24px;
      border: 1px solid var(--el-line);
      border-radius: 8px;
      background: var(--el-panel);
      color: var(--el-text);
      overflow: auto;
    }
    dialog::backdrop {
      background: var(--el-backdrop);
    }
    h2 {
      margin: 0 0 16px;
      font-size: 16px;
      font-weight: 600;
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 8px;
      margin-top: 20px;
    }
  `;

  constructor() {
    super();
    this.heading = '';
    this.open = false;
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading" @close=${this.#closed} @click=${this.#clicked}>
        <h2 id="heading">${this.heading}</h2>
        <slot></slot>
        <footer><slot name="buttons"></slot></footer>
      </dialog>
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return;
    const dialog = this.#dialog;
    if (this.open && !dialog.open) {
      dialog.showModal();
      // What gets the focus may be at its end.
      dialog.scrollTop = 0;
    }
    if (!this.open && dialog.open) dialog.close();
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog') as HTMLDialogElement;
  }

  readonly #closed = (): void => {
    if (this.open) this.dispatchEvent(new CustomEvent('el-close'));
  };

  /** A click beside the dialog lands on the dialog element itself, outside its box. */
  readonly #clicked = (event: MouseEvent): void => {
    if (event.target !== this.#dialog) return;
    const box = this.#dialog.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) this.#dialog.close();
  };
}

customElements.define('el-modal', Modal);
