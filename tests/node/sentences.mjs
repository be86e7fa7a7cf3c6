// What the engine says, in English: by the page's own table.

import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';

const table = JSON.parse(readFileSync(new URL('../../web/src/i18n/en/errors.json', import.meta.url), 'utf8'));

/** Throws where the table has no such sentence, or an argument is missing. */
export function sentenceText({ name, args }) {
  const given = Object.entries(args).map(([key, value]) => [
    key,
    value instanceof Object ? sentenceText(value) : value,
  ]);
  return new IntlMessageFormat(table[name], 'en', undefined, { ignoreTag: true }).format(Object.fromEntries(given));
}
