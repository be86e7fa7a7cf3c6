// Whose turn it is. Steps of long work take turns, one at a time; before each the messages that are queued are heard, and
// a frame that waits is rendered. So a frame waits for one step at most, and a hand that never rests stops no work.

import type { Defer } from './defer';

export class Turns {
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly defer: Defer,
    private readonly frameWaits: () => boolean,
  ) {}

  /** Resolves when it is the caller's turn, which lasts until it waits for anything. */
  next(): Promise<void> {
    this.#last = this.#last.then(() => this.#giveWay());
    return this.#last;
  }

  async #giveWay(): Promise<void> {
    await this.#deferred();
    // A frame is deferred as well, and before this.
    if (this.frameWaits()) await this.#deferred();
  }

  #deferred(): Promise<void> {
    return new Promise((resolve) => this.defer(resolve));
  }
}
