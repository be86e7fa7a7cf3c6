// The arithmetic of number controls: steps, limits and reading.

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Without the tail that binary fractions leave (0.1 + 0.2). */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Accepts a decimal comma, a typographic minus and marks of the writing's direction. Null: not a number. */
export function parseNumber(text: string): number | null {
  const plain = text
    .replace(/[\u061c\u200e\u200f]/g, '')
    .trim()
    .replace(',', '.')
    .replace('\u2212', '-');
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
