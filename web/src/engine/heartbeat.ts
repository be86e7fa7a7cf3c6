// Tells an engine that is at work from one that is gone: a killed worker says nothing, not even that.
//
// Counted in ticks, not in time: a page that was asleep, or in the background where timers are slowed, has missed ticks
// and must not take its own silence for the worker's.

export const kTickMs = 1000;
/** The engine's longest steps take about 30 ms, or read their file all the while: ten seconds without a word are no work. */
const kDeadTicks = 10;

export class Heartbeat {
  #silentTicks = 0;

  heard(): void {
    this.#silentTicks = 0;
  }

  /** To be called once a `kTickMs`. `waiting`: whether anything is unanswered. */
  tick(waiting: boolean): 'idle' | 'ask' | 'dead' {
    if (!waiting) {
      this.#silentTicks = 0;
      return 'idle';
    }
    this.#silentTicks += 1;
    return this.#silentTicks > kDeadTicks ? 'dead' : 'ask';
  }
}
