// Numbers in the page's language, and in those that may come.

import { describe, expect, it } from 'vitest';
import { formatFigure, formatNumber, numberFormat } from '../../src/i18n/numbers';
import { parseNumber } from '../../src/ui/number';

describe('numbers', () => {
  it('have always the same number of decimals and no negative zero', () => {
    expect(formatNumber(1.6, 3)).toBe('1.600');
    expect(formatNumber(-0.0001, 3)).toBe('0.000');
    expect(formatNumber(-0.4, 0)).toBe('0');
    expect(formatNumber(6000, 0)).toBe('6000');
  });

  it('have no more decimals than they need, as figures', () => {
    expect(formatFigure(2.125, 6)).toBe('2.125');
    expect(formatFigure(1 / 3, 4)).toBe('0.3333');
    expect(formatFigure(-1e-9, 6)).toBe('0');
  });

  it.each(['en', 'en-ZA', 'de', 'de-CH', 'fr', 'sv', 'tr', 'ja', 'zh', 'hi', 'ar-EG', 'fa', 'he', 'lt'])(
    'are read from a field as they were written to it in %s',
    (locale) => {
      for (const value of [-1234.5, -0.25, 0, 0.5, 98765.125]) {
        expect(parseNumber(numberFormat(locale, 3, 3).format(value))).toBe(value);
      }
    },
  );
});
