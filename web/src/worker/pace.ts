// Whether this device renders full frames as fast as the screen shows them, by what the last ones took.

/** One refresh of a usual display. */
const kRefreshMs = 1000 / 60;
/** Where full frames take this long, two refreshes, few of them tell. */
const kHopelessMs = 2 * kRefreshMs;
/** Once drafts are being made, full frames must take clearly less: a drag does not change back and forth. */
const kEasyMs = 13;
/** Of these the first half may have run on code that the browser has compiled in haste. */
const kFew = 15;
/** Three quarters of a second of a drag: others take the cores, too, and for a while they make any device slow. */
const kMany = 45;

export class Pace {
  readonly #msPerPixel: number[] = [];
  #pixels = 0;
  #slow = false;

  /** A full frame was rendered from densities that were at hand. */
  add(milliseconds: number, pixels: number): void {
    this.#msPerPixel.push(milliseconds / pixels);
    if (this.#msPerPixel.length > kMany) this.#msPerPixel.shift();
    this.#pixels = pixels;
    this.#slow = this.#slow
      ? this.#expected(kFew) > kEasyMs
      : this.#expected(kFew) > kHopelessMs || this.#expected(kMany) > kRefreshMs;
  }

  /** Whether the next full frame, of the last one's size, will take longer than a refresh of the display. */
  get slow(): boolean {
    return this.#slow;
  }

  /** Milliseconds, by the median of the last `count` frames; 0 before there are as many. */
  #expected(count: number): number {
    if (this.#msPerPixel.length < count) return 0;
    const sorted = this.#msPerPixel.slice(-count).sort((a, b) => a - b);
    return (sorted[count >> 1] ?? 0) * this.#pixels;
  }
}
