// Latest wins: of all renders asked for, only the newest is made, and never more than two frames are ahead of the screen.
//
// A render is deferred by a message to ourselves, so every render request that is already queued arrives first and
// replaces the one that waits. There are two frame slots: with one frame published and not yet drawn the other slot may
// be written; with two, the next render waits until the page has drawn one. So no slot is written while the page may
// still read it, and nothing is rendered that would never be seen.

export interface RenderRequest {
  readonly sequence: number;
}

const kSlots = 2;

export class FrameScheduler<Request extends RenderRequest> {
  #pending: Request | null = null;
  #scheduled = false;
  #undrawn: number[] = [];

  /** `render` returns whether it published a frame. */
  constructor(
    private readonly defer: (run: () => void) => void,
    private readonly render: (request: Request) => boolean,
  ) {}

  request(request: Request): void {
    this.#pending = request;
    this.#schedule();
  }

  drawn(sequence: number): void {
    this.#undrawn = this.#undrawn.filter((published) => published > sequence);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || !this.#pending || this.#undrawn.length >= kSlots) return;
    this.#scheduled = true;
    this.defer(() => this.#run());
  }

  #run(): void {
    this.#scheduled = false;
    const request = this.#pending;
    this.#pending = null;
    if (request && this.render(request)) this.#undrawn.push(request.sequence);
  }
}
