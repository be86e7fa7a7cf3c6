// What the screen's worker does: draws the engine's frames where the page has placed them, and its scopes.
//
// All that has come since the last refresh of the display is drawn before the next one, in one go: a canvas is resized and
// painted at once, and of two frames only the newer is uploaded. The engine hears which slots are free, the page what is
// on screen.

import type { FrameFacts, FrameSource, RenderedFrame } from '../frames';
import { liesAs } from '../placement';
import type { FromScreen, Placement, ToScreen } from '../protocol';
import { FrameLayers, layerOf } from './frame_layers';
import { clipping } from './histogram_data';
import type { HistogramPainter } from './histogram_painter';
import { Latency } from './latency';
import type { Painter } from './layers';
import { ScreenError } from './screen_error';
import { Teller } from './teller';

type Surface = Extract<ToScreen, { type: 'surface' }>;
/** A frame that is drawn: its slot belongs to the engine again. */
type DrawnFrame = Omit<RenderedFrame, 'type' | 'pixels'>;

export interface ScreenParts {
  /** `restored` is called when a lost graphics context is back and wants its picture again. */
  readonly createPainter: (canvas: Surface['canvas'], space: Surface['space'], restored: () => void) => Painter;
  readonly createHistogram: (canvas: Surface['canvas']) => Pick<HistogramPainter, 'draw'>;
  /** Runs before the next refresh of the display. */
  readonly schedule: (draw: () => void) => void;
  readonly later: (run: () => void, milliseconds: number) => void;
  /** Milliseconds since 1970, which mean the same in every thread. */
  readonly now: () => number;
  readonly post: (message: FromScreen) => void;
}

export class ScreenService {
  readonly #layers = new FrameLayers();
  readonly #published = new Latency();
  readonly #onScreen = new Latency();
  #frames = 0;
  readonly #teller: Teller<DrawnFrame | null>;
  #painter: Painter | null = null;
  #histogram: Pick<HistogramPainter, 'draw'> | null = null;
  #port: FrameSource | null = null;
  #engine = 0;
  #placement: Placement | null = null;
  #resized = false;
  /** Not drawn yet, oldest first; they wait for a surface where there is none. */
  #arrived: RenderedFrame[] = [];
  /** Drawn, and on their way to the display. */
  #leaving: DrawnFrame[] = [];
  #newest: DrawnFrame | null = null;
  #told: FrameFacts | null = null;
  #scheduled = false;

  constructor(private readonly parts: ScreenParts) {
    this.#teller = new Teller((frame) => this.#tell(frame), parts.now, parts.later);
  }

  receive(message: ToScreen): void {
    switch (message.type) {
      case 'surface':
        this.#take(message);
        break;
      case 'engine':
        return this.#connect(message.port, message.engine);
      case 'place':
        this.#place(message.placement);
        break;
      case 'clear':
        this.#clear();
        break;
      case 'hurry':
        return this.#teller.hurry();
    }
    this.#redraw();
  }

  #take({ name, canvas, space }: Surface): void {
    const { createPainter, createHistogram, post } = this.parts;
    try {
      if (name === 'picture') {
        this.#painter = createPainter(canvas, space, () => post({ type: 'restored' }));
        this.#resized = true;
        this.#layers.clear();
        post({ type: 'drawsIn', space: this.#painter.space });
      } else {
        this.#histogram = createHistogram(canvas);
        this.#histogram.draw(this.#newest?.histogram ?? null);
      }
    } catch (error) {
      const fault = error instanceof ScreenError ? error.fault : null;
      post({ type: 'failed', fault, message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** What is on screen stays there until the new engine's first frame. */
  #connect(port: FrameSource, engine: number): void {
    this.#port?.close();
    this.#port = port;
    this.#engine = engine;
    this.#arrived = [];
    this.#leaving = [];
    port.onmessage = ({ data }) => {
      this.#arrived.push(data);
      this.#redraw();
    };
  }

  #place(placement: Placement): void {
    const { width, height } = placement;
    this.#resized ||= width !== this.#placement?.width || height !== this.#placement.height;
    this.#placement = placement;
  }

  #clear(): void {
    this.#free(this.#arrived);
    this.#arrived = [];
    this.#leaving = [];
    this.#layers.clear();
    this.#newest = null;
    this.#histogram?.draw(null);
    this.#teller.set(null, true);
  }

  #redraw(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.parts.schedule(() => this.#draw());
  }

  #draw(): void {
    this.#scheduled = false;
    const painter = this.#painter;
    const placement = this.#placement;
    if (!painter || !placement) return;
    if (this.#resized) painter.resize(placement.width, placement.height);
    this.#resized = false;
    const drawn = this.#upload(painter);
    painter.paint(this.#layers.placed(placement));
    this.#newest = drawn.at(-1) ?? this.#newest;
    if (drawn.length === 0) return;
    this.#histogram?.draw(this.#newest?.histogram ?? null);
    this.#leaving.push(...drawn);
    // What is drawn now is handed over when this task ends; at the next animation frame it is on its way to the display.
    this.parts.schedule(() => this.#shown());
  }

  /** What has arrived; of each layer only the newest is worth its way to the painter. */
  #upload(painter: Painter): DrawnFrame[] {
    const frames = this.#arrived;
    this.#arrived = [];
    const drawable = frames.filter(({ space }) => space === painter.space);
    const newest = new Map(drawable.map((frame) => [layerOf(frame), frame]));
    for (const frame of drawable) {
      const layer = layerOf(frame);
      if (newest.get(layer) !== frame) continue;
      painter.upload(layer, frame);
      this.#layers.put(frame);
    }
    this.#free(frames);
    return drawable.map(({ type: _, pixels: __, ...drawn }) => drawn);
  }

  #free(frames: readonly RenderedFrame[]): void {
    const last = frames.at(-1);
    if (last) this.#port?.postMessage({ type: 'drawn', number: last.number });
  }

  /** A frame that a newer one has replaced is as good as shown. */
  #shown(): void {
    const shown = this.#leaving;
    this.#leaving = [];
    const last = shown.at(-1);
    if (!last) return;
    this.#frames += 1;
    const time = this.parts.now();
    for (const { eventTime, published } of shown) {
      if (eventTime === 0) continue;
      this.#published.add(published - eventTime);
      this.#onScreen.add(time - eventTime);
    }
    const told = this.#told;
    this.#teller.set(last, !told || told.scan !== last.scan || told.coarse !== last.coarse || !liesAs(told, last));
  }

  #tell(newest: DrawnFrame | null): void {
    const latency = {
      eventToPublished: this.#published.figures,
      eventToScreen: this.#onScreen.figures,
      frames: this.#frames,
    };
    const frame = newest && factsOf(newest);
    this.#told = frame;
    const clipped = newest && clipping(newest.histogram);
    this.parts.post({ type: 'shown', engine: this.#engine, frame, clipping: clipped, latency });
  }
}

function factsOf({ histogram: _, ...facts }: DrawnFrame): FrameFacts {
  return facts;
}
