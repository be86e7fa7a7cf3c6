// What the screen worker does: draws, once an animation frame, all that the page has asked for since the last one.
//
// So a canvas is resized and painted in one go, and of two frames that come between two refreshes only the newer one is
// uploaded.

import type { Painter, PlacedLayer } from './layers';
import type { FromScreen, ToScreen } from './protocol';

type Upload = Extract<ToScreen, { type: 'upload' }>;

export interface ScreenParts {
  readonly painter: Painter;
  /** Runs before the next refresh of the display. */
  readonly schedule: (draw: () => void) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly post: (message: FromScreen) => void;
}

export class ScreenService {
  #size: { readonly width: number; readonly height: number } | null = null;
  #uploads: Upload[] = [];
  #layers: readonly PlacedLayer[] | null = null;
  /** The newest frame that has been uploaded and not painted. */
  #unpainted: number | null = null;
  #scheduled = false;

  constructor(private readonly parts: ScreenParts) {}

  receive(message: ToScreen): void {
    switch (message.type) {
      case 'start':
        return;
      case 'resize':
        this.#size = message;
        break;
      case 'upload':
        this.#uploads = [...this.#uploads.filter(({ layer }) => layer !== message.layer), message];
        break;
      case 'paint':
        this.#layers = message.layers;
        break;
    }
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.parts.schedule(() => this.#draw());
  }

  #draw(): void {
    const { painter, schedule, now, post } = this.parts;
    this.#scheduled = false;
    const size = this.#size;
    this.#size = null;
    if (size) painter.resize(size.width, size.height);
    const uploads = this.#uploads;
    this.#uploads = [];
    for (const { layer, pixels, width, height } of uploads) painter.upload(layer, pixels, width, height);
    const newest = uploads.at(-1)?.number;
    if (newest !== undefined) {
      this.#unpainted = newest;
      post({ type: 'taken', number: newest });
    }
    if (!this.#layers) return;
    painter.paint(this.#layers);
    this.#layers = null;
    const number = this.#unpainted;
    this.#unpainted = null;
    // What is drawn now is handed over when this task ends; at the next animation frame it is on its way to the display.
    if (number !== null) schedule(() => post({ type: 'shown', number, time: now() }));
  }
}
