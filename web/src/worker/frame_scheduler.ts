// Latest wins: of all renders asked for, only the newest is made, and never more than two frames are ahead of the screen.
//
// A render is deferred by a message to ourselves, so every render request that is already queued arrives first and
// replaces the one that waits. There are two frame slots: with one frame published and not yet drawn the other slot may
// be written; with two, the next render waits until the screen has drawn one. So no slot is written while the screen
// may still read it, and nothing is rendered that would never be seen.
//
// A view that is new to the engine may come coarse first. Once nothing newer was asked for during a short rest, the same
// request is rendered again, sharp.

import type { Defer } from './defer';

export interface Published {
  /** Of the frame, counted from 1. */
  readonly number: number;
  readonly coarse: boolean;
}

const kSlots = 2;

export class FrameScheduler<Request> {
  #pending: { readonly request: Request; readonly sharp: boolean } | null = null;
  #scheduled = false;
  #undrawn: number[] = [];
  /** Counts what was asked for; a rest that saw it change is over. */
  #asked = 0;

  /** `render` returns null where no frame was published. `rest` runs after the time in which a hand moves on. */
  constructor(
    private readonly defer: Defer,
    private readonly rest: (run: () => void) => void,
    private readonly render: (request: Request, sharp: boolean) => Published | null,
  ) {}

  /** Whether a render is deferred until the messages before it are heard. */
  get waiting(): boolean {
    return this.#scheduled;
  }

  request(request: Request): void {
    this.#asked += 1;
    this.#pending = { request, sharp: false };
    this.#schedule();
  }

  drawn(number: number): void {
    this.#undrawn = this.#undrawn.filter((published) => published > number);
    this.#schedule();
  }

  /** Renders something that nobody asked for, at once; only if a slot is free and nothing waits for it. */
  offer(render: () => Published | null): void {
    if (this.#pending || this.#undrawn.length >= kSlots) return;
    const published = render();
    if (published) this.#undrawn.push(published.number);
  }

  #schedule(): void {
    if (this.#scheduled || !this.#pending || this.#undrawn.length >= kSlots) return;
    this.#scheduled = true;
    this.defer(() => this.#run());
  }

  #run(): void {
    this.#scheduled = false;
    if (!this.#pending) return;
    const { request, sharp } = this.#pending;
    this.#pending = null;
    const published = this.render(request, sharp);
    if (!published) return;
    this.#undrawn.push(published.number);
    if (published.coarse && !sharp) this.#sharpenLater(request);
  }

  #sharpenLater(request: Request): void {
    const asked = this.#asked;
    this.rest(() => {
      if (asked !== this.#asked) return;
      this.#pending = { request, sharp: true };
      this.#schedule();
    });
  }
}
