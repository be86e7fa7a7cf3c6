// Every sentence for people, by its name: a table a language, in the message format of ICU.
//
// Numbers, plurals and dates in a sentence are written by the language's rules (`{count, plural, ...}`, `{size, number}`).
// The language is that of the page for as long as it is loaded: what a module asks for once, such as the label of a
// command, stays true.

import { IntlMessageFormat } from 'intl-messageformat';
import errors from './en/errors.json';
import page from './en/page.json';

const kLanguage = 'en';

/** The language as the person writes it: its dates and numbers differ from country to country. */
export const kLocale = localeOf(kLanguage, globalThis.navigator?.languages ?? []);

export type PageText = keyof typeof page;
export type ErrorName = keyof typeof errors;
export type TextArguments = Readonly<Record<string, string | number | Date>>;

const table: Readonly<Record<string, string>> = { ...errors, ...page };
/** What was asked for before: a message as it is read, or one with arguments to put in. */
const prepared = new Map<string, string | IntlMessageFormat>();

/** A sentence, or a name of a control. Throws where an argument that it needs is not given. */
export function text(name: PageText, given?: TextArguments): string {
  return formatted(name, given);
}

/** Why something failed: one sentence without a capital and a full stop. */
export function errorText(name: ErrorName, given?: TextArguments): string {
  return formatted(name, given);
}

/** Whether the table has a sentence of this name: names of errors come from the engine. */
export function isErrorName(name: string): name is ErrorName {
  return Object.hasOwn(errors, name);
}

/** The first of the wanted languages that is a variety of the table's; else the table's. */
export function localeOf(language: string, wanted: readonly string[]): string {
  return wanted.find((one) => one === language || one.startsWith(`${language}-`)) ?? language;
}

function formatted(name: string, given: TextArguments = {}): string {
  let message = prepared.get(name);
  if (message === undefined) {
    message = preparedMessage(table[name] ?? name);
    prepared.set(name, message);
  }
  return typeof message === 'string' ? message : String(message.format({ ...given }));
}

/** Labels are asked for with every render: what has no arguments is text from then on. */
function preparedMessage(message: string): string | IntlMessageFormat {
  // Tags in a sentence are text: nothing of a table becomes markup.
  const format = new IntlMessageFormat(message, kLocale, undefined, { ignoreTag: true });
  return message.includes('{') ? format : String(format.format());
}
