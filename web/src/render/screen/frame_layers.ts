// The frames on screen: the newest, and underneath it the last one of the whole picture, so that panning shows no holes.

import type { FrameFacts } from '../frames';
import { type FramePart, frameRect, pictureRect, showsSquares } from '../placement';
import type { Placement } from '../protocol';
import type { Layer, PlacedLayer } from './layers';

type LayerFrame = FramePart & Pick<FrameFacts, 'subject'>;

/** A rounded share this close to all of a side is all of it. */
const kAll = 1 - 1e-6;

export function layerOf({ rect }: Pick<FramePart, 'rect'>): Layer {
  return rect[2] >= kAll && rect[3] >= kAll ? 'whole' : 'part';
}

export class FrameLayers {
  readonly #frames: { [layer in Layer]: LayerFrame | null } = { whole: null, part: null };
  #newest: Layer = 'whole';

  put(frame: LayerFrame): void {
    this.#newest = layerOf(frame);
    this.#frames[this.#newest] = frame;
  }

  clear(): void {
    this.#frames.whole = null;
    this.#frames.part = null;
  }

  /** Bottom first. */
  placed({ view, ...viewport }: Placement): PlacedLayer[] {
    const newest = this.#frames[this.#newest];
    if (!newest) return [];
    const picture = pictureRect(view, newest.picture, viewport);
    const place = (layer: Layer, frame: FramePart): PlacedLayer => {
      return { layer, rect: frameRect(frame, picture, viewport), nearest: showsSquares(frame, picture) };
    };
    const { whole } = this.#frames;
    // Of another scan, or of this one cut or turned otherwise, it must not be seen around the newest.
    const underneath = this.#newest === 'part' && whole?.subject === newest.subject ? [place('whole', whole)] : [];
    return [...underneath, place(this.#newest, newest)];
  }
}
