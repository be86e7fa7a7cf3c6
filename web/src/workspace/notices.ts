// What the page has to say beside its work: a list, so that nothing said is wiped by what comes after it.

import type { EditorState, Store } from './store';

export interface NoticeAction {
  readonly label: string;
  run(): void;
}

export interface Notice {
  /** An error is an alert, and comes first. */
  readonly kind: 'error' | 'info';
  /** Of two notices of one key the newer one stays. */
  readonly key: string;
  readonly text: string;
  /** Buttons beside the text; using one ends the notice. */
  readonly actions: readonly NoticeAction[];
}

/** What is said about the scan on screen, and goes with it. */
export const kScanNotice = 'scan';
/** Good to know for the moment: of these the newest is enough, and the next task takes it away. */
export const kPassingNotice = 'passing';

export type Said = Pick<Notice, 'kind' | 'text'> & Partial<Notice>;

/** An error stays until it is dismissed: its key is its text, unless it has another. */
export function notify(store: Store, { kind, text, key, actions = [] }: Said): void {
  const notice: Notice = { kind, text, key: key ?? (kind === 'error' ? text : kPassingNotice), actions };
  store.set({ notices: [...without(store.state, notice.key), notice] });
}

/** For what may fail many times a second: says nothing that is there to be read already. */
export function notifyOnce(store: Store, said: Said): void {
  if (!store.state.notices.some(({ text }) => text === said.text)) notify(store, said);
}

/** The user has read it, or it is not true any more. */
export function dismiss(store: Store, key: string): void {
  if (store.state.notices.some((notice) => notice.key === key)) store.set({ notices: without(store.state, key) });
}

function without({ notices }: EditorState, key: string): readonly Notice[] {
  return notices.filter((notice) => notice.key !== key);
}
