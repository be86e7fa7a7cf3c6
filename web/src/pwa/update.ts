// A new version of the editor: the page says that it is there, and loads itself again when it is told to.

import { text } from '../i18n/text';
import { notify } from '../workspace/notices';
import type { Store } from '../workspace/store';

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

/** Stays until it is answered: nothing that is said later takes its place. */
export function offerReload(store: Store, run: () => void): void {
  const actions = [{ label: text('command.reload-page'), run }];
  notify(store, { kind: 'info', key: 'version', text: text('version.ready'), actions });
}
