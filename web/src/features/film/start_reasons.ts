// Why an automatic start is as it is, in words.

import type { Catalog, StartReasons } from '../../engine/protocol';
import { formatNumber } from '../../i18n/numbers';
import { text } from '../../i18n/text';

// In print density. A printer point is 0.025; four of them are a cast that nobody misses.
const kSure = 0.04;
const kFair = 0.08;

/** A line for each thing that is worth knowing; none for film that the start does not judge. */
export function reasonLines({ base, setup, setupFrom, doubt }: StartReasons, catalog: Catalog | null): string[] {
  const lines: string[] = [];
  if (base !== 'none') lines.push(text('start.base', { base }));
  const title = catalog?.setups.find(({ name }) => name === setup)?.title ?? setup;
  if (setupFrom === 'file' || setupFrom === 'base') lines.push(text('start.setup', { from: setupFrom, setup: title }));
  if (setup !== '') {
    const most = Math.max(...doubt);
    const level = most < kSure ? 'sure' : most < kFair ? 'fair' : 'unsure';
    lines.push(text('start.neutrals', { level, doubt: formatNumber(most, 2) }));
  }
  return lines;
}
