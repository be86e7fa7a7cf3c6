// What the list of recent scans says of each.

import { type RecentEntry, isScan } from '../../keep/recent';
import { stem } from '../../ui/format';

export function nameOf(entry: RecentEntry): string {
  return isScan(entry) ? entry.file.name : entry.name;
}

export function recordsFileName(scanName: string): string {
  return `${stem(scanName)}.easelight-records.json`;
}

function whenText(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** What is said of a scan below its name. */
export function factsText(entry: RecentEntry): string {
  if (!isScan(entry) || entry.problem !== null) return `Could not be read: ${entry.problem}`;
  const { scan, crops, used } = entry;
  const frames = crops > 1 ? `, ${crops} crops` : '';
  return `${scan.width} × ${scan.height}${frames}, ${whenText(used)}`;
}
