// What the parts of the report say figures with.

export const ms = (value) => `${value.toFixed(1)} ms`;
export const bar = (what, limit, measured, met) => ({ what, bar: limit, measured, met });

/** A time in seconds against its bar. */
export const secondsBar = (what, limit, measuredMs) =>
  bar(what, `${limit.toFixed(1)} s`, `${(measuredMs / 1000).toFixed(2)} s`, measuredMs <= limit * 1000);
