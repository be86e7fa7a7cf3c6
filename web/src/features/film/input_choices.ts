// The list of input spaces, and what its first entry means.

import type { FilmKind, ScanSummary } from '../../engine/protocol';
import { text } from '../../i18n/text';
import type { Choice } from '../../ui/pick_list';

/** What `auto` is for a scan: density wants a negative's own channels, and other pictures are what their file says. */
export function meaningOfAuto(film: FilmKind, scan: ScanSummary): string {
  return film.endsWith('-negative') ? 'device' : scan.autoSpace;
}

/**
 * Every space can be a scan's; before them `auto`, which says what it means where that is known, and `device`, the
 * scanner's own numbers.
 */
export function inputChoices(
  spaces: readonly { readonly name: string; readonly title: string }[],
  meaning: string | null,
): Choice[] {
  const named = new Map(spaces.map(({ name, title }) => [name, title]));
  named.delete('device');
  const kind = meaning === 'device' || meaning === 'profile' ? meaning : 'named';
  const space = meaning === null ? null : (named.get(meaning) ?? meaning);
  return [
    { value: 'auto', label: space === null ? text('film.auto') : text('film.auto-space', { kind, space }) },
    { value: 'device', label: text('film.as-scanned') },
    ...[...named].map(([value, label]) => ({ value, label })),
  ];
}
