// What was edited while an answer was on its way.

const isParts = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** `found`, which was found for `before`, but for what is another in `now`; arrays are taken whole. */
export function withEditedMeanwhile<T>(found: T, before: T, now: T): T {
  if (isSame(before, now)) return found;
  if (!isParts(found) || !isParts(before) || !isParts(now)) return now;
  const parts = Object.keys({ ...found, ...now }).map(
    (key) => [key, withEditedMeanwhile(found[key], before[key], now[key])] as const,
  );
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined)) as T;
}
