// A new version of the editor: the page says that it is there, and loads itself again when it is told to.

import type { Notice, Store } from '../state/store';

/** What must be kept before the page is loaded again; all of it is waited for. */
export const beforeReload: (() => Promise<void>)[] = [];

export async function reload(): Promise<void> {
  await Promise.allSettled(beforeReload.map((keep) => keep()));
  location.reload();
}

/** What this page was built as; empty while developing. */
export function ownVersion(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="easelight-version"]')?.content ?? '';
}

/** Shows the notice whenever there is no other, until it is dismissed. */
export function offerReload(store: Store, run: () => void): void {
  const notice: Notice = {
    kind: 'info',
    text: 'A new version of Easelight is ready.',
    action: { label: 'Reload', run },
  };
  let shown = false;
  const show = (): void => {
    const { notice: current, opening, exporting } = store.state;
    if (current === notice) return;
    // Beginning a task takes every notice away.
    const free = current === null && !opening && !exporting;
    if (shown && free) return unsubscribe();
    shown = free;
    if (free) store.set({ notice });
  };
  const unsubscribe = store.subscribe(show);
  show();
}
