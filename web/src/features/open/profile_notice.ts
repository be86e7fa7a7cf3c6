// What is said where a scan's file states a color that cannot be used: it is read all the same.

import type { ScanSummary } from '../../engine/protocol';
import { sentenceText } from '../../i18n/sentence';
import { text } from '../../i18n/text';
import { dismiss, notify } from '../../workspace/notices';
import type { Store } from '../../workspace/store';

const kKey = 'profile';

export function sayProfileRefused(store: Store, document: number, { name, encodingNote, profileRefused }: ScanSummary) {
  if (!profileRefused) return;
  const note = sentenceText(encodingNote);
  notify(store, { kind: 'info', text: text('open.profile-refused', { name, note }), key: kKey, document });
}

export function dismissProfileNotice(store: Store, document: number): void {
  dismiss(store, kKey, document);
}
