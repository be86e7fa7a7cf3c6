// A small picture from its encoded bytes, fitted into its box. Drawn on a canvas: the page's policy lets no image element
// show what has no address of the site's own.

import { LitElement, css, html, type PropertyValues } from 'lit';

export class SmallPicture extends LitElement {
  static override properties = { picture: { attribute: false } };
  /** Null shows an empty box. */
  declare picture: Blob | null;

  static override styles = css`
    :host {
      display: block;
      background: var(--el-field);
      border-radius: 2px;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
      object-fit: contain;
    }
  `;

  constructor() {
    super();
    this.picture = null;
  }

  override render() {
    return html`<canvas width="1" height="1" aria-hidden="true"></canvas>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('picture') && this.picture) void this.#draw(this.picture);
  }

  /** What cannot be decoded leaves the box empty. */
  async #draw(picture: Blob): Promise<void> {
    const bitmap = await createImageBitmap(picture).catch(() => null);
    const canvas = this.renderRoot.querySelector('canvas');
    if (!bitmap || !canvas || picture !== this.picture) return;
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    bitmap.close();
  }
}

customElements.define('el-small-picture', SmallPicture);
