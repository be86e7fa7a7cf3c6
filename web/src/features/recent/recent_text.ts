// What the list of recent scans says of each.

import { kLocale, text } from '../../i18n/text';
import { type RecentEntry, isScan } from '../../keep/recent';
import { sizeText, stem } from '../../ui/format';

export function nameOf(entry: RecentEntry): string {
  return isScan(entry) ? entry.file.name : entry.name;
}

export function recordsFileName(scanName: string): string {
  return `${stem(scanName)}.easelight-records.json`;
}

const whenFormat = new Intl.DateTimeFormat(kLocale, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment in milliseconds since 1970. */
export function whenText(moment: number): string {
  return whenFormat.format(moment);
}

/** What is said of a scan below its name. */
export function factsText(entry: RecentEntry): string {
  if (!isScan(entry) || entry.problem !== null) return text('recent.unreadable', { reason: entry.problem ?? '' });
  const { scan, crops, used } = entry;
  return text('recent.facts', { size: sizeText(scan), crops, when: whenText(used) });
}
