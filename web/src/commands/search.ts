// Finding commands by what a person types: words of their names, and other words for the same.

import { text } from '../i18n/text';
import type { Command } from './command';

/** Other words for what a command does, as people know it from elsewhere. */
const kSynonyms: { readonly [id: string]: string } = {
  open: text('synonyms.open'),
  'open-sample': text('synonyms.open-sample'),
  recent: text('synonyms.recent'),
  export: text('synonyms.export'),
  share: text('synonyms.share'),
  'save-recipe': text('synonyms.save-recipe'),
  'open-recipe': text('synonyms.open-recipe'),
  snapshot: text('synonyms.snapshot'),
  undo: text('synonyms.undo'),
  redo: text('synonyms.redo'),
  automatic: text('synonyms.automatic'),
  'pick-base': text('synonyms.pick-base'),
  'rotate-left': text('synonyms.rotate-left'),
  'rotate-right': text('synonyms.rotate-right'),
  flip: text('synonyms.flip'),
  crop: text('synonyms.crop'),
  compare: text('synonyms.compare'),
  'soft-proof': text('synonyms.soft-proof'),
  'gamut-warning': text('synonyms.gamut-warning'),
  'zoom-to-fit': text('synonyms.zoom-to-fit'),
  'zoom-to-pixels': text('synonyms.zoom-to-pixels'),
  'engine-panel': text('synonyms.engine-panel'),
  settings: text('synonyms.settings'),
  shortcuts: text('synonyms.shortcuts'),
};

/** As it is compared: without accents, and whatever its case. */
const plain = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Where a word is found, the best first; null where it is not. */
function rankOf(word: string, name: string, synonyms: string): number | null {
  const begins = (words: string) => words.split(/[^\p{L}\p{N}:]+/u).some((one) => one.startsWith(word));
  if (name.startsWith(word)) return 0;
  if (begins(name)) return 1;
  if (begins(synonyms)) return 2;
  return name.includes(word) ? 3 : null;
}

/** The commands in which every word of the query is found, the best first; all of them for none. */
export function foundCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const found = commands.flatMap((command) => {
    const name = plain(command.label);
    const synonyms = plain(kSynonyms[command.id] ?? '');
    const ranks = words.map((word) => rankOf(word, name, synonyms));
    if (ranks.includes(null)) return [];
    return [{ command, rank: ranks.reduce<number>((sum, rank) => sum + (rank ?? 0), 0) }];
  });
  return found.sort((one, other) => one.rank - other.rank).map(({ command }) => command);
}
