// Sentences that come as data, such as an error of the engine: put into words by the table.

import { errorText, isErrorName } from './text';

/** A sentence for people: its name in the tables, and what stands in its gaps. See core/base/sentence.h. */
export interface Sentence {
  readonly name: string;
  /** A text is shown as it is. A sentence of its own may be the cause. */
  readonly args: Readonly<Record<string, string | number | Sentence>>;
}

/** In words, without a capital and a full stop. One that the table does not have is shown by its name and arguments. */
export function sentenceText({ name, args }: Sentence): string {
  const given = Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, value instanceof Object ? sentenceText(value) : value]),
  );
  try {
    if (isErrorName(name)) return errorText(name, given);
  } catch {
    // An argument is missing.
  }
  return [name, ...Object.entries(given).map(([key, value]) => `${key}: ${value}`)].join(', ');
}
