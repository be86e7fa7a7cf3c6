// Files of which only the first rows are there, because they end early or are damaged: asked about before anything of
// them is opened, and said of them from then on.

import { EngineError } from '../../engine/client';
import type { ScanSummary } from '../../engine/protocol';
import { sentenceText } from '../../i18n/sentence';
import { text } from '../../i18n/text';
import { dismiss, notify } from '../../workspace/notices';
import type { Store } from '../../workspace/store';

const kKey = 'partial';

type Rows = Pick<ScanSummary, 'storedHeight' | 'rowsInFile'>;

/** How many rows of a scan are to be opened, as the engine is asked: 0 means all. */
export function rowsOf({ storedHeight, rowsInFile }: Rows): number {
  return storedHeight < rowsInFile ? storedHeight : 0;
}

/** Null where all rows are there. */
export function partialText(scan: Rows & Pick<ScanSummary, 'name'>): string | null {
  const { name, rowsInFile: rows } = scan;
  const there = rowsOf(scan);
  return there === 0 ? null : text('partial.there', { name, there, rows });
}

/** Asks, where an opening has failed for that reason. False where it is another. */
export function askForPart(store: Store, name: string, error: unknown, open: (rows: number) => void): boolean {
  if (!(error instanceof EngineError) || error.code !== 'partial') return false;
  const { there, rows, reason } = error.args;
  if (typeof there !== 'number' || typeof rows !== 'number' || !(reason instanceof Object)) return false;
  const asked = text('partial.question', { name, reason: sentenceText(reason), there, rows });
  const actions = [{ label: text('partial.open'), run: () => open(there) }];
  notify(store, { kind: 'error', key: `${kKey} ${name}`, text: asked, actions });
  return true;
}

export function sayPartial(store: Store, document: number, scan: ScanSummary): void {
  const said = partialText(scan);
  if (said) notify(store, { kind: 'info', text: said, key: kKey, document });
}

export function dismissPartial(store: Store, document: number): void {
  dismiss(store, kKey, document);
}
