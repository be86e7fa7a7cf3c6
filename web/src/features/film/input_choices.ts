// The lists of input spaces and encodings, and what the first entry of the spaces means.

import type { FilmKind, Recipe, ScanSummary } from '../../engine/protocol';
import { formatNumber } from '../../i18n/numbers';
import { text } from '../../i18n/text';
import type { Choice } from '../../ui/pick_list';

export type Encoding = Recipe['input']['encoding'];

const kEncodings: readonly Encoding[] = ['auto', 'linear', 'srgb', 1.8, 2.2];

const kNamed = { auto: text('encoding.auto'), linear: text('encoding.linear'), srgb: text('encoding.srgb') };

export function encodingText(encoding: Encoding): string {
  if (typeof encoding !== 'number') return kNamed[encoding];
  const digits = Number.isInteger(10 * encoding) ? 1 : 3;
  return text('encoding.gamma', { power: formatNumber(encoding, digits) });
}

/** With the one that a recipe has, whatever it is. */
export function encodingChoices(chosen: Encoding): Choice[] {
  const encodings = kEncodings.includes(chosen) ? kEncodings : [...kEncodings, chosen];
  return encodings.map((encoding) => ({ value: String(encoding), label: encodingText(encoding) }));
}

export function encodingFromChoice(value: string): Encoding {
  return value === 'auto' || value === 'linear' || value === 'srgb' ? value : Number(value);
}
/** What `auto` is for a scan: density wants a negative's own channels, and other pictures are what their file says. */
export function meaningOfAuto(film: FilmKind, scan: ScanSummary): string {
  return film.endsWith('-negative') ? 'device' : scan.autoSpace;
}

/**
 * Every space can be a scan's; before them `auto`, which says what it means where that is known, `device`, the scanner's
 * own numbers, and, `ofCamera`, what a camera raw file says of its sensor.
 */
export function inputChoices(
  spaces: readonly { readonly name: string; readonly title: string }[],
  meaning: string | null,
  ofCamera: boolean,
): Choice[] {
  const named = new Map(spaces.map(({ name, title }) => [name, title]));
  named.delete('device');
  const kind = meaning === 'device' || meaning === 'profile' || meaning === 'camera' ? meaning : 'named';
  const space = meaning === null ? null : (named.get(meaning) ?? meaning);
  return [
    { value: 'auto', label: space === null ? text('film.auto') : text('film.auto-space', { kind, space }) },
    { value: 'device', label: text('film.as-scanned') },
    ...(ofCamera ? [{ value: 'camera', label: text('film.by-camera') }] : []),
    ...[...named].map(([value, label]) => ({ value, label })),
  ];
}
