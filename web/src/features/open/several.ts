// Of several files one is opened, and the others are named: nothing that was brought is passed over in silence.

import { notify } from '../../workspace/notices';
import type { Store } from '../../workspace/store';
import { scanFormats } from './formats';
import { plainName } from './plain_name';

/** More names than these nobody reads. */
const kMostNames = 12;

const kEndings = scanFormats.flatMap(({ endings }) => endings);

export function isPictureName(name: string): boolean {
  const lower = name.toLowerCase();
  return kEndings.some((ending) => lower.endsWith(ending));
}

/** The first picture; where no ending says that it is one, the first file, as the engine looks at what it holds. */
export function firstToOpen<Named extends { readonly name: string }>(files: readonly Named[]): Named | undefined {
  return files.find(({ name }) => isPictureName(name)) ?? files[0];
}

export function passedOverText(opened: string, others: readonly string[]): string {
  const names = others.slice(0, kMostNames).map(plainName);
  const more = others.length - names.length;
  const list = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  return `One scan is opened at a time: ${plainName(opened)}. Not opened: ${list}.`;
}

export function sayPassedOver(store: Store, opened: string, others: readonly string[]): void {
  if (others.length > 0) notify(store, { kind: 'info', key: 'passed-over', text: passedOverText(opened, others) });
}
