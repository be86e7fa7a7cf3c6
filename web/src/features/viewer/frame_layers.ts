// The frames on screen: the newest, and underneath it the last one of the whole picture, so that panning shows no holes.

import type { Recipe, RenderedFrame, ScanSummary } from '../../engine/protocol';
import type { Layer, PlacedLayer } from '../../render/screen/layers';
import type { ScreenCallbacks } from '../../state/editor';
import { sameGeometry } from '../../state/crop';
import type { FrameScreen } from './frame_screen';
import { type FramePart, type Rect, type Size, frameRect, showsSquares } from '../../render/placement';

/** What a frame of the whole picture is a picture of; of another it must not be seen underneath. */
export interface Subject {
  readonly scan: ScanSummary | null;
  readonly geometry: Recipe['geometry'] | undefined;
}

/** A rounded share this close to all of a side is all of it. */
const kAll = 1 - 1e-6;

export class FrameLayers {
  #whole: (FramePart & { readonly subject: Subject }) | null = null;
  #part: FramePart | null = null;
  #newest: Layer = 'whole';

  constructor(private readonly screen: FrameScreen) {}

  /** Of the newest frame; null before the first. */
  get picture(): Size | null {
    return (this.#newest === 'whole' ? this.#whole : this.#part)?.picture ?? null;
  }

  put(pixels: Uint8Array, shown: RenderedFrame, subject: Subject, callbacks: ScreenCallbacks): void {
    const { width, height, rect, picture } = shown;
    this.#newest = rect[2] >= kAll && rect[3] >= kAll ? 'whole' : 'part';
    this.screen.upload(this.#newest, pixels, width, height, callbacks);
    const frame = { width, height, rect, picture };
    if (this.#newest === 'whole') this.#whole = { ...frame, subject };
    else this.#part = frame;
  }

  clear(): void {
    this.#whole = null;
    this.#part = null;
    this.#newest = 'whole';
  }

  paint(picture: Rect, viewport: Size, subject: Subject): void {
    const whole = this.#whole;
    const part = this.#part;
    const layers: PlacedLayer[] = [];
    const place = (layer: Layer, frame: FramePart) =>
      layers.push({ layer, rect: frameRect(frame, picture, viewport), nearest: showsSquares(frame, picture) });
    const [was, is] = [whole?.subject.geometry, subject.geometry];
    const same = whole?.subject.scan === subject.scan && was && is && sameGeometry(was, is);
    if (whole && (this.#newest === 'whole' || same)) place('whole', whole);
    if (part && this.#newest === 'part') place('part', part);
    this.screen.paint(layers);
  }
}
