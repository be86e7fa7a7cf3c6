// Whether this device renders full frames as fast as the screen shows them, by what the last ones took.

/** One refresh of a usual display. */
const kRefreshMs = 1000 / 60;
/** Once drafts are being made, full frames must take clearly less: a drag does not change back and forth. */
const kEasyMs = 13;
/** Others take the cores for a while, too, and the first frames run on code that the browser has compiled in haste. */
const kJudged = 15;

export class Pace {
  readonly #msPerPixel: number[] = [];
  #pixels = 0;
  #slow = false;

  /** A full frame was rendered from densities that were at hand. */
  add(milliseconds: number, pixels: number): void {
    this.#msPerPixel.push(milliseconds / pixels);
    if (this.#msPerPixel.length > kJudged) this.#msPerPixel.shift();
    this.#pixels = pixels;
    if (this.#msPerPixel.length < kJudged) return;
    this.#slow = this.#expected > (this.#slow ? kEasyMs : kRefreshMs);
  }

  /** Whether the next full frame, of the last one's size, will take longer than a refresh of the display. */
  get slow(): boolean {
    return this.#slow;
  }

  get #expected(): number {
    const sorted = [...this.#msPerPixel].sort((a, b) => a - b);
    return (sorted[sorted.length >> 1] ?? 0) * this.#pixels;
  }
}
