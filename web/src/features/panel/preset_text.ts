// Names of density matrices and print curves, as people read them.

import { text } from '../../i18n/text';

/** The others are named after films, papers and scanners, which no language translates. */
export function presetText(name: string): string {
  if (name === 'Identity') return text('preset.identity');
  if (name === 'Neutral') return text('preset.neutral');
  return name.replaceAll('_', ' ');
}
