// The time from an input event to its frame on screen: the last one, and the median of the last hundred.

const kKept = 100;

export class Latency {
  readonly #samples: number[] = [];
  #next = 0;
  #last = 0;

  add(milliseconds: number): void {
    this.#last = milliseconds;
    this.#samples[this.#next] = milliseconds;
    this.#next = (this.#next + 1) % kKept;
  }

  get last(): number {
    return this.#last;
  }

  get median(): number {
    if (this.#samples.length === 0) return 0;
    const sorted = [...this.#samples].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    const upper = sorted[middle] ?? 0;
    return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
  }
}
