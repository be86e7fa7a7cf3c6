// Renders frames and posts them: where they lie in the shared heap, or their pixels.

import type { FaultStage, FromWorker, ToWorker } from '../engine/protocol';
import type { Engine, RenderOutcome } from './engine_module';
import type { Published } from './frame_scheduler';
import { Pace } from './pace';

export type RenderMessage = Extract<ToWorker, { type: 'render' }>;

const kHistogramValues = 3 * 256;

export interface PublisherParts {
  readonly engine: Engine;
  /** The engine's heap; it never grows, so one view is enough. */
  readonly heap: Uint8Array;
  readonly post: (message: FromWorker, transfer?: Transferable[]) => void;
  /** Milliseconds since 1970, which mean the same in every thread. */
  readonly now: () => number;
  readonly fault: (stage: FaultStage) => void;
}

export class FramePublisher {
  readonly #pace = new Pace();
  #count = 0;
  #drafts = 0;

  constructor(private readonly parts: PublisherParts) {}

  /** How many frames were drafts. */
  get drafts(): number {
    return this.#drafts;
  }

  render({ scan, recipe, view, sequence, eventTime }: RenderMessage, sharp: boolean): Published | null {
    this.parts.fault('render');
    // Only what a hand is moving may come as a draft: its full frame follows when the hand rests.
    const draft = !sharp && eventTime > 0 && this.#pace.slow;
    const outcome = this.parts.engine.render(scan, JSON.stringify(recipe), view, !sharp, draft);
    if (outcome.ok) {
      this.#measure(outcome.value);
      return this.#publish(outcome.value, sequence, sharp ? 0 : eventTime);
    }
    const { code, message } = outcome;
    this.parts.post({ type: 'unrendered', sequence, failure: { code, message } });
    return null;
  }

  /** Before the first rows are decoded there is nothing to show, which is no failure. */
  renderOpening(recipe: string): Published | null {
    const outcome = this.parts.engine.renderOpening(recipe);
    return outcome.ok ? this.#publish(outcome.value, 0, 0) : null;
  }

  #measure({ coarse, draft, refilled, renderMs, width, height }: RenderOutcome): void {
    if (draft) this.#drafts += 1;
    else if (!coarse && !refilled) this.#pace.add(renderMs, width * height);
  }

  #publish(rendered: RenderOutcome, sequence: number, eventTime: number): Published {
    const { heap, engine, post } = this.parts;
    const { scan, width, height, rect, picture, coarse, renderMs, offset } = rendered;
    const number = (this.#count += 1);
    const shared = typeof SharedArrayBuffer !== 'undefined' && heap.buffer instanceof SharedArrayBuffer;
    const pixels = shared ? null : new Uint8Array(heap.subarray(offset, offset + width * height * 4)).buffer;
    const histogram = new Uint32Array(new Uint32Array(heap.buffer, engine.histogramOffset(), kHistogramValues));
    const published = this.parts.now();
    const asked = { scan, sequence, eventTime };
    const facts = { number, published, width, height, rect, picture, coarse, renderMs, offset };
    post({ type: 'frame', ...asked, ...facts, pixels, histogram }, pixels ? [pixels] : []);
    return { number, coarse };
  }
}
