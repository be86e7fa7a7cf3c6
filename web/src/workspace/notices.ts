// What the page has to say beside its work: a list, so that nothing said is wiped by what comes after it.

import type { EditorState, Notice } from './state';
import type { Store } from './store';

/** What is said about a scan when it comes on screen; the next that comes takes it away. */
export const kScanNotice = 'scan';
/** Good to know for the moment: of these the newest is enough, and the next task takes it away. */
export const kPassingNotice = 'passing';

export type Said = Pick<Notice, 'kind' | 'text'> & Partial<Notice>;

/** An error stays until it is dismissed: its key is its text, unless it has another. */
export function notify(store: Store, { kind, text, key, document = 0, actions = [] }: Said): void {
  const notice: Notice = { kind, text, key: key ?? (kind === 'error' ? text : kPassingNotice), document, actions };
  store.set({ notices: [...without(store.state, notice), notice] });
}

/** For what may fail many times a second: says nothing that is there to be read already. */
export function notifyOnce(store: Store, said: Said): void {
  if (!store.state.notices.some(({ text }) => text === said.text)) notify(store, said);
}

/** The user has read it, or it is not true any more. */
export function dismiss(store: Store, key: string, document = 0): void {
  const notices = without(store.state, { key, document });
  if (notices.length < store.state.notices.length) store.set({ notices });
}

/** What is to be said now. */
export function noticesOnScreen({ notices, document }: EditorState): readonly Notice[] {
  return notices.filter((notice) => notice.document === 0 || notice.document === document);
}

function without({ notices }: EditorState, { key, document }: Pick<Notice, 'key' | 'document'>): readonly Notice[] {
  return notices.filter((notice) => notice.key !== key || notice.document !== document);
}
