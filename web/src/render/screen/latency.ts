// A time that matters while dragging: the last one, and the median and the 95th percentile of the last two hundred.

import type { LatencyFigures } from '../protocol';

const kKept = 200;

export class Latency {
  readonly #samples: number[] = [];
  #next = 0;
  #last = 0;

  add(milliseconds: number): void {
    this.#last = milliseconds;
    this.#samples[this.#next] = milliseconds;
    this.#next = (this.#next + 1) % kKept;
  }

  /** Milliseconds; all 0 before the first. */
  get figures(): LatencyFigures {
    const sorted = [...this.#samples].sort((a, b) => a - b);
    const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
    return { last: this.#last, median: rank(0.5), p95: rank(0.95) };
  }
}
