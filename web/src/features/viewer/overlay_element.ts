// The base of what lies over the picture and is worked by pointer and keys: its place and looks, its size, the focus that
// it has while it is there, and what it says to those who do not see it.

import { css } from 'lit';
import type { Point, Size } from '../../render/placement';
import { BorrowedFocus } from '../../ui/borrowed_focus';
import { EditorElement } from '../editor_element';
import { DeviceSizeObserver } from './viewport';

/** The way of each arrow key, in steps. */
export const kArrows: { readonly [key: string]: Point } = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Only a drawing over all of it can take pointers; the words are for screen readers. */
export const overlayStyles = css`
  :host {
    position: relative;
    display: block;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    pointer-events: none;
  }
  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

export abstract class OverlayElement extends EditorElement {
  /** In device pixels. */
  protected size: Size = { width: 1, height: 1 };
  protected spoken = '';
  /** As it was rendered last. */
  protected wasOpen = false;
  readonly #focus = new BorrowedFocus();
  readonly #resized = new DeviceSizeObserver((size) => {
    this.size = size;
    this.requestUpdate();
  });

  /** What has the focus first; null while there is nothing over the picture. */
  protected abstract readonly focused: SVGElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  override updated(): void {
    const { focused } = this;
    if (focused && !this.wasOpen) this.#focus.lendTo(focused);
    if (!focused && this.wasOpen) {
      this.closed();
      this.#focus.giveBack();
    }
    this.wasOpen = focused !== null;
  }

  /** Called when it has gone. */
  protected closed(): void {}

  /** In CSS pixels, from its corner. */
  protected pointOf(event: MouseEvent): Point {
    const { left, top } = this.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  /** For those who do not see it. */
  protected say(spoken: string): void {
    this.spoken = spoken;
    this.requestUpdate();
  }
}
