// The parts of a recipe that a link can hold and a receiver can take, by the names of the panel's sections.

import type { RecipePart } from '../../engine/protocol';
import { text } from '../../i18n/text';

export const kParts: readonly { readonly part: RecipePart; readonly label: string }[] = [
  { part: 'base', label: text('section.base') },
  { part: 'light', label: text('section.light') },
  { part: 'color', label: text('section.color') },
  { part: 'print', label: text('section.print') },
  { part: 'geometry', label: text('section.geometry') },
];

export const kAllParts: readonly RecipePart[] = kParts.map(({ part }) => part);

/** With a part put in or taken out, in the order of the list. */
export function toggled(parts: readonly RecipePart[], changed: RecipePart, on: boolean): readonly RecipePart[] {
  return kAllParts.filter((part) => (part === changed ? on : parts.includes(part)));
}
