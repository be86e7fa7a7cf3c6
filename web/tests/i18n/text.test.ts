// The table of sentences: each is a message that can be formatted.

import { parse } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import errors from '../../src/i18n/en/errors.json';
import page from '../../src/i18n/en/page.json';
import { errorText, isErrorName, text } from '../../src/i18n/text';

describe('the English table', () => {
  test.each(Object.entries({ ...errors, ...page }))('%s can be formatted', (_, message) => {
    expect(message.trim()).toBe(message);
    expect(parse(message, { ignoreTag: true }).length).toBeGreaterThan(0);
  });

  test('names stand once', () => {
    expect(Object.keys(errors).filter((name) => Object.hasOwn(page, name))).toEqual([]);
  });
});

test('a sentence is had by its name', () => {
  expect(text('open.command')).toBe('Open…');
  expect(errorText('stopped')).toBe('the engine is not running');
});

test('only names of the table are names of errors', () => {
  expect(isErrorName('stopped')).toBe(true);
  expect(isErrorName('toString')).toBe(false);
});
