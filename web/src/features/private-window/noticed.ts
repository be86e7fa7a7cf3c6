// That the notice of a private window was hidden: kept as long as such windows are open, so it is not said again.

import type { TextStore } from '../../keep/settings';

const kKey = 'easelight-private-noticed';

export function isNoticed(store: TextStore | null): boolean {
  return store?.getItem(kKey) === 'yes';
}

/** A browser that keeps nothing for this page says it again after a reload. */
export function rememberNoticed(store: TextStore | null): void {
  try {
    store?.setItem(kKey, 'yes');
  } catch {
    return;
  }
}
