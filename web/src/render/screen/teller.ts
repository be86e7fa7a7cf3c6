// Tells the newest of many values: at once where that matters, and otherwise only a few times a second, so that whoever
// listens has no work of every frame.

const kEveryMs = 100;

export class Teller<Value> {
  #untold: { readonly value: Value } | null = null;
  #told = -Infinity;
  #awaited = false;
  #armed = false;

  constructor(
    private readonly tell: (value: Value) => void,
    private readonly now: () => number,
    private readonly later: (run: () => void, milliseconds: number) => void,
  ) {}

  set(value: Value, urgent: boolean): void {
    this.#untold = { value };
    const wait = this.#told + kEveryMs - this.now();
    if (urgent || this.#awaited || wait <= 0) return this.#tell();
    if (this.#armed) return;
    this.#armed = true;
    this.later(() => {
      this.#armed = false;
      this.#tell();
    }, wait);
  }

  /** Somebody waits: what has not been told is told now, or else what comes next, without delay. */
  hurry(): void {
    if (this.#untold) this.#tell();
    else this.#awaited = true;
  }

  #tell(): void {
    const untold = this.#untold;
    if (!untold) return;
    this.#untold = null;
    this.#awaited = false;
    this.#told = this.now();
    this.tell(untold.value);
  }
}
