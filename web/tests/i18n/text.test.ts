// The table of sentences: each is a message that can be formatted.

import { parse } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import errors from '../../src/i18n/en/errors.json';
import page from '../../src/i18n/en/page.json';
import { errorText, isErrorName, localeOf, text } from '../../src/i18n/text';

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
  expect(text('command.open')).toBe('Open…');
  expect(text('offer.closed', { count: 1, origin: 'a link' })).toBe('A grade from a link: open a scan to see it.');
  expect(text('offer.closed', { count: 2, origin: 'a link' })).toBe('2 grades from a link: open a scan to see it.');
  expect(errorText('stopped')).toBe('the engine is not running');
});

test('only names of the table are names of errors', () => {
  expect(isErrorName('stopped')).toBe(true);
  expect(isErrorName('toString')).toBe(false);
});

test('an argument that is missing is an error, not a gap', () => {
  expect(() => text('viewer.picture')).toThrow(/name/);
});

test('the language is written as in the person’s own country', () => {
  expect(localeOf('en', ['de-CH', 'en-GB', 'en-US'])).toBe('en-GB');
  expect(localeOf('en', ['enm', 'de'])).toBe('en');
  expect(localeOf('en', [])).toBe('en');
});
