// What halts a call of the engine between two of its steps and lets it go on, as a signal cancels one.

export class Halt {
  #on = false;
  #told: (on: boolean) => void = () => undefined;

  get on(): boolean {
    return this.#on;
  }

  set(on: boolean): void {
    this.#on = on;
    this.#told(on);
  }

  /** The one call that is to be told, from now on. */
  tell(told: (on: boolean) => void): void {
    this.#told = told;
    if (this.#on) told(true);
  }
}
