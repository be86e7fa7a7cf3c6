// What the engine did lately, for the engine panel: the last lines of it.

export interface LogLine {
  /** Milliseconds since the page was loaded. */
  readonly time: number;
  readonly text: string;
}

const kMostLines = 200;

export class EngineLog {
  #lines: LogLine[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  add(text: string): void {
    this.#lines.push({ time: this.now(), text });
    if (this.#lines.length > kMostLines) this.#lines.shift();
  }
}
