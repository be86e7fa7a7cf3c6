// Every sentence for people, by its name: a table a language, in the message format of ICU.
//
// Numbers, plurals and dates in a sentence are written by the language's rules (`{count, plural, ...}`, `{size, number}`).

import { IntlMessageFormat } from 'intl-messageformat';
import errors from './en/errors.json';
import page from './en/page.json';

export const kLanguage = 'en';

export type PageText = keyof typeof page;
export type ErrorName = keyof typeof errors;
export type TextArguments = Readonly<Record<string, string | number | Date>>;

const table: Readonly<Record<string, string>> = { ...errors, ...page };
const formats = new Map<string, IntlMessageFormat>();

/** A sentence, or a name of a control. Throws where an argument that it needs is not given. */
export function text(name: PageText, given: TextArguments = {}): string {
  return formatted(name, given);
}

/** Why something failed: one sentence without a capital and a full stop. */
export function errorText(name: ErrorName, given: TextArguments = {}): string {
  return formatted(name, given);
}

/** Whether the table has a sentence of this name: names of errors come from the engine. */
export function isErrorName(name: string): name is ErrorName {
  return Object.hasOwn(errors, name);
}

function formatted(name: string, given: TextArguments): string {
  let format = formats.get(name);
  if (!format) {
    // Tags in a sentence are text: nothing of a table becomes markup.
    format = new IntlMessageFormat(table[name] ?? name, kLanguage, undefined, { ignoreTag: true });
    formats.set(name, format);
  }
  return String(format.format({ ...given }));
}
