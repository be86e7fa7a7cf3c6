// What went wrong where nobody caught it: in the engine's log, and said once, as a person may see nothing else of it.

import { text } from '../../i18n/text';
import type { Editor } from '../../workspace/editor';
import { notify } from '../../workspace/notices';
import { reasonOf } from '../open/endings';

/** Messages that differ every time are a flood, too. */
const kMostMessages = 20;

export function watchUncaught(target: EventTarget, { store, log }: Pick<Editor, 'store' | 'log'>): void {
  const heard = new Set<string>();
  const isNew = (message: string): boolean => {
    if (heard.has(message) || heard.size >= kMostMessages) return false;
    heard.add(message);
    log.add(`uncaught: ${message}`);
    return true;
  };
  const say = (error: unknown): void => {
    const message = reasonOf(error);
    if (isNew(message)) notify(store, { kind: 'error', text: text('notice.uncaught', { reason: message }) });
  };
  target.addEventListener('error', (event) => {
    const { error, message } = event as ErrorEvent;
    // Without an exception it is the browser's own remark, such as that a resize took two frames.
    if (error) say(error);
    else isNew(message);
  });
  target.addEventListener('unhandledrejection', (event) => say((event as PromiseRejectionEvent).reason));
}
