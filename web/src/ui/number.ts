// The arithmetic of number controls: steps, limits, reading and writing.

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Without the tail that binary fractions leave (0.1 + 0.2). */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

export function formatNumber(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** Accepts a decimal comma and a typographic minus. Null: not a number. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace('\u2212', '-');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

export interface StepKey {
  readonly key: string;
  readonly shiftKey: boolean;
}

const kFine = 0.1;
const kCoarse = 10;

/** How far a key moves a value, in units of its step; null for keys that move nothing. Shift: a tenth. */
export function stepsOfKey({ key, shiftKey }: StepKey): number | null {
  const fine = shiftKey ? kFine : 1;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return fine;
    case 'ArrowLeft':
    case 'ArrowDown':
      return -fine;
    case 'PageUp':
      return kCoarse;
    case 'PageDown':
      return -kCoarse;
    default:
      return null;
  }
}
