// What a control does, in a few words: shown while a mouse rests on it, while the keyboard is on it, and when a finger is
// held on it. It tells about the element before it in the tree; of a label, about the control that it labels.
//
// Screen readers find the words by the control's `aria-describedby`; `heading` is its name, for those who see an icon.

import { LitElement, css, html } from 'lit';
import { placePopover } from './popover_place';

const kRestMs = 600;
const kHoldMs = 500;
/** Time to get from the control to its tooltip, which can be read with a magnifier. */
const kLeaveMs = 150;

/** Any key and any press anywhere ends it, and so does what moves the control from under it. */
const kEnds = ['keydown', 'pointerdown', 'wheel', 'scroll', 'resize'];

export class Tooltip extends LitElement {
  static override properties = { heading: {} };
  declare heading: string;

  static override styles = css`
    :host {
      position: fixed;
      box-sizing: border-box;
      width: max-content;
      margin: 0;
      padding: 4px 8px;
      border: 1px solid var(--el-line);
      border-radius: 4px;
      color: var(--el-text);
      background: var(--el-raised);
      box-shadow: 0 2px 8px var(--el-shadow);
      font-weight: 400;
      text-align: left;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .body {
      max-width: 280px;
    }
    .heading + slot {
      color: var(--el-quiet);
    }
    .heading {
      margin-right: 4px;
    }
  `;

  #target: HTMLElement | null = null;
  #timer = 0;
  /** A finger's press that has become a question: its click is not meant. */
  #held = false;
  #touched = false;
  #attached: AbortController | null = null;
  #shown: AbortController | null = null;

  constructor() {
    super();
    this.heading = '';
  }

  override render() {
    return html`<div class="body">
      ${this.heading ? html`<span class="heading">${this.heading}</span>` : null}<slot></slot>
    </div>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'manual';
    const target = this.previousElementSibling;
    if (target instanceof HTMLElement) this.#attach(target);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hide();
    this.#attached?.abort();
  }

  #attach(target: HTMLElement): void {
    this.#target = target;
    this.#attached = new AbortController();
    const { signal } = this.#attached;
    const control = (target instanceof HTMLLabelElement && target.control) || target;
    target.addEventListener('pointerenter', this.#entered, { signal });
    target.addEventListener('pointerleave', this.#left, { signal });
    target.addEventListener('pointerdown', this.#pressed, { signal });
    target.addEventListener('pointerup', this.#released, { signal });
    target.addEventListener('pointercancel', this.#hide, { signal });
    target.addEventListener('click', this.#clicked, { signal, capture: true });
    target.addEventListener('contextmenu', this.#contextMenu, { signal });
    control.addEventListener('focus', this.#focused, { signal });
    control.addEventListener('blur', this.#hide, { signal });
    this.addEventListener('pointerenter', () => clearTimeout(this.#timer), { signal });
    this.addEventListener('pointerleave', this.#left, { signal });
  }

  #after(ms: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(then, ms);
  }

  readonly #show = (): void => {
    if (this.#shown || !this.#target?.isConnected || !(this.heading || this.textContent)) return;
    this.showPopover();
    placePopover(this, this.#target);
    this.#shown = new AbortController();
    const { signal } = this.#shown;
    for (const type of kEnds) window.addEventListener(type, this.#hide, { signal, capture: true, passive: true });
  };

  readonly #hide = (): void => {
    clearTimeout(this.#timer);
    this.#held = false;
    if (!this.#shown) return;
    this.#shown.abort();
    this.#shown = null;
    if (this.isConnected) this.hidePopover();
  };

  readonly #entered = ({ pointerType }: PointerEvent): void => {
    if (pointerType !== 'touch') this.#after(kRestMs, this.#show);
  };

  readonly #left = ({ pointerType }: PointerEvent): void => {
    if (pointerType !== 'touch') this.#after(kLeaveMs, this.#hide);
  };

  readonly #focused = ({ target }: FocusEvent): void => {
    if ((target as Element).matches(':focus-visible')) this.#after(kRestMs, this.#show);
  };

  readonly #pressed = ({ pointerType }: PointerEvent): void => {
    this.#hide();
    this.#touched = pointerType === 'touch';
    if (!this.#touched) return;
    this.#after(kHoldMs, () => {
      this.#show();
      this.#held = this.#shown !== null;
    });
  };

  /** What a held finger has brought stays until the next press, to be read. */
  readonly #released = (): void => {
    if (this.#touched && !this.#held) clearTimeout(this.#timer);
  };

  readonly #clicked = (event: MouseEvent): void => {
    if (!this.#held) return;
    this.#held = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  /** Browsers of phones open theirs for the same press. */
  readonly #contextMenu = (event: MouseEvent): void => {
    if (this.#touched) event.preventDefault();
  };
}

customElements.define('el-tooltip', Tooltip);
