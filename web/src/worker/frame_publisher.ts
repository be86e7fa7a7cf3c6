// Renders frames and posts them to the screen: as views of the shared heap, where they lie, or as copies.

import type { FaultStage, FrameCopy, FromWorker, RenderMessage, ScreenSpace } from '../engine/protocol';
import type { FrameFacts, FramePort } from '../render/frames';
import type { Engine, RenderOutcome } from './engine_module';
import type { Published } from './frame_scheduler';
import { Pace } from './pace';
import { reduced } from './reduced_frame';

const kHistogramValues = 3 * 256;

export interface PublisherParts {
  readonly engine: Engine;
  /** The engine's heap; it never grows, so one view is enough. */
  readonly heap: Uint8Array;
  readonly post: (message: FromWorker) => void;
  /** Milliseconds since 1970, which mean the same in every thread. */
  readonly now: () => number;
  readonly fault: (stage: FaultStage) => void;
}

export class FramePublisher {
  readonly #pace = new Pace();
  #port: FramePort | null = null;
  #space: ScreenSpace = 'srgb';
  #newest: { readonly frame: FrameFacts; readonly pixels: Uint8Array } | null = null;
  #count = 0;
  #drafts = 0;

  constructor(private readonly parts: PublisherParts) {}

  /** How many frames were drafts. */
  get drafts(): number {
    return this.#drafts;
  }

  /** Where frames go from now on, and the space that they are drawn in there. */
  connect(port: FramePort, space: ScreenSpace): void {
    this.#port?.close();
    this.#port = port;
    this.#space = space;
  }

  /** Of the newest frame, `longest` pixels a side at most (null: as it is), unless it is of another scan. */
  copy(scan: number, longest: number | null): FrameCopy | null {
    if (this.#newest?.frame.scan !== scan) return null;
    // The engine leaves it where it is until the frame after the next.
    const { frame, pixels } = this.#newest;
    if (longest !== null) return { frame, ...reduced(pixels, frame, longest) };
    return { frame, width: frame.width, height: frame.height, pixels: opaque(pixels) };
  }

  render(wanted: RenderMessage, sharp: boolean): Published | null {
    const { scan, recipe, view, sequence, subject, eventTime, warnOutside } = wanted;
    this.parts.fault('render');
    // Only what a hand is moving may come as a draft: its full frame follows when the hand rests.
    const draft = !sharp && eventTime > 0 && this.#pace.slow;
    const outcome = this.parts.engine.render(scan, JSON.stringify(recipe), view, !sharp, draft, {
      screen: this.#space,
      warnOutside,
    });
    if (outcome.ok) {
      this.#measure(outcome.value);
      return this.#publish(outcome.value, {
        sequence,
        subject,
        eventTime: sharp ? 0 : eventTime,
        marked: warnOutside !== '',
      });
    }
    const { code, name, args } = outcome;
    this.parts.post({ type: 'unrendered', sequence, failure: { code, name, args } });
    return null;
  }

  /** Before the first rows are decoded there is nothing to show, which is no failure. */
  renderOpening(recipe: string): Published | null {
    const outcome = this.parts.engine.renderOpening(recipe, { screen: this.#space, warnOutside: '' });
    return outcome.ok ? this.#publish(outcome.value, { sequence: 0, subject: 0, eventTime: 0, marked: false }) : null;
  }

  #measure({ coarse, draft, refilled, renderMs, width, height }: RenderOutcome): void {
    if (draft) this.#drafts += 1;
    else if (!coarse && !refilled) this.#pace.add(renderMs, width * height);
  }

  #publish(
    rendered: RenderOutcome,
    asked: Pick<FrameFacts, 'sequence' | 'subject' | 'eventTime' | 'marked'>,
  ): Published {
    const { heap, engine, now } = this.parts;
    const { scan, width, height, rect, picture, coarse, renderMs, offset } = rendered;
    const number = (this.#count += 1);
    const space = this.#space;
    const frame = { ...asked, space, scan, number, published: now(), width, height, rect, picture, coarse, renderMs };
    const inHeap = heap.subarray(offset, offset + width * height * 4);
    const shared = typeof SharedArrayBuffer !== 'undefined' && heap.buffer instanceof SharedArrayBuffer;
    const pixels = shared ? inHeap : new Uint8Array(inHeap);
    const histogram = new Uint32Array(new Uint32Array(heap.buffer, engine.histogramOffset(), kHistogramValues));
    this.#port?.postMessage({ type: 'frame', ...frame, pixels, histogram }, shared ? [] : [pixels.buffer]);
    this.#newest = { frame, pixels: inHeap };
    return { number, coarse };
  }
}

/** A copy without the marks that the fourth byte carries. */
function opaque(pixels: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const copy = new Uint8ClampedArray(pixels);
  for (let at = 3; at < copy.length; at += 4) copy[at] = 255;
  return copy;
}
