// Which of several files are scans, by their names.

import { text } from '../../i18n/text';
import { scanFormats } from './formats';
import { plainName } from './plain_name';

/** More names than these nobody reads. */
const kMostNames = 12;

const kEndings = scanFormats.flatMap(({ endings }) => endings);

interface Named {
  readonly name: string;
}

export function isPictureName(name: string): boolean {
  const lower = name.toLowerCase();
  return kEndings.some((ending) => lower.endsWith(ending));
}

/**
 * The scans among files, and the rest. Where no ending says that there is one, the first file is taken for it, as the
 * engine looks at what it holds.
 */
export function sorted<File extends Named>(
  files: readonly File[],
): { scans: readonly File[]; others: readonly File[] } {
  const scans = files.filter(({ name }) => isPictureName(name));
  if (scans.length === 0) return { scans: files.slice(0, 1), others: files.slice(1) };
  return { scans, others: files.filter(({ name }) => !isPictureName(name)) };
}

export function notOpenedText(files: readonly Named[]): string {
  const names = files.slice(0, kMostNames).map(({ name }) => plainName(name));
  const more = files.length - names.length;
  return text('open.no-scans', { names: names.join(', '), more });
}
