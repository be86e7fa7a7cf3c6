// Numbers as the page's language writes them. Their formats are made once: a slider is read out with every frame.

import { kLocale } from './text';

/** No groups and the digits that `parseNumber` of ui/ reads, whatever the language. */
export function numberFormat(locale: string, leastDigits: number, mostDigits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: leastDigits,
    maximumFractionDigits: mostDigits,
    useGrouping: false,
    numberingSystem: 'latn',
  });
}

const fixed = new Map<number, Intl.NumberFormat>();
const free = new Map<number, Intl.NumberFormat>();

/** Always with the same number of decimals. */
export function formatNumber(value: number, digits: number): string {
  let format = fixed.get(digits);
  if (!format) fixed.set(digits, (format = numberFormat(kLocale, digits, digits)));
  return written(format, value, digits);
}

/** With no more decimals than it needs, and at most as many as given. */
export function formatFigure(value: number, mostDigits: number): string {
  let format = free.get(mostDigits);
  if (!format) free.set(mostDigits, (format = numberFormat(kLocale, 0, mostDigits)));
  return written(format, value, mostDigits);
}

/** Never as a negative zero. */
function written(format: Intl.NumberFormat, value: number, digits: number): string {
  const rounded = Number(value.toFixed(digits));
  return format.format(rounded === 0 ? 0 : rounded);
}
