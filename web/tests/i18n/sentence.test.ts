// Sentences that come as data: in words, with causes within causes, and never a crash.

import { describe, expect, test } from 'vitest';
import { EngineError } from '../../src/engine/client';
import { sentenceText } from '../../src/i18n/sentence';

describe('a sentence', () => {
  test('is that of the table, with its numbers written as people do', () => {
    expect(sentenceText({ name: 'file-empty', args: {} })).toBe('the file is empty');
    expect(sentenceText({ name: 'link-size', args: { bytes: 20000, limit: 16384 } })).toBe(
      'the link has 20,000 bytes; the limit is 16,384',
    );
    expect(sentenceText({ name: 'scans-open', args: { scans: 1 } })).toMatch(/^1 scan is open/);
  });

  test('holds its cause, and that its own', () => {
    const reason = { name: 'link-proof-digits', args: { digits: 16 } };
    const link = { name: 'link-parameter', args: { parameter: 'proof', reason } };
    expect(sentenceText({ name: 'file-named', args: { file: 'a.json', reason: link } })).toBe(
      "a.json: the link's proof: it must be 16 digits 0 to 9 and a to f",
    );
  });

  test('shows a text as it is', () => {
    const args = { file: "{x} '<b>'", reason: '{y}' };
    expect(sentenceText({ name: 'file-named', args })).toBe("{x} '<b>': {y}");
  });

  test('that nobody knows is shown by its name and arguments', () => {
    const cause = { name: 'file-empty', args: {} };
    expect(sentenceText({ name: 'of-tomorrow', args: { n: 2, cause } })).toBe(
      'of-tomorrow, n: 2, cause: the file is empty',
    );
    expect(sentenceText({ name: 'toString', args: {} })).toBe('toString');
  });

  test('without an argument that it needs is shown in the same way', () => {
    expect(sentenceText({ name: 'link-size', args: { bytes: 1 } })).toBe('link-size, bytes: 1');
  });
});

test('an error of the engine says which it is, and says it in words', () => {
  const error = new EngineError('out-of-range', 'link-size', { bytes: 20000, limit: 16384 });
  expect(error).toMatchObject({ code: 'out-of-range', name: 'link-size', args: { bytes: 20000, limit: 16384 } });
  expect(String(error)).toBe('link-size: the link has 20,000 bytes; the limit is 16,384');
});
