// Files that are dropped anywhere on the page, or pasted, and links that are pasted.

import type { Services } from '../../commands/command';
import { text } from '../../i18n/text';
import { notify } from '../../workspace/notices';
import { deliveryOf } from './dropped';
import { reasonOf } from './endings';
import { receiveFiles } from './receive';

/** Calls `over` with whether files hang over the page. Returns the call that stops listening. */
export function listenForFiles(target: Window, services: Services, over: (hovering: boolean) => void): () => void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const listeners: { readonly [name: string]: (event: Event) => void } = {
    dragover: (event) => {
      if (!hasFiles(event as DragEvent)) return;
      event.preventDefault();
      over(true);
    },
    dragleave: (event) => {
      if ((event as DragEvent).relatedTarget === null) over(false);
    },
    drop: (event) => {
      event.preventDefault();
      over(false);
      void receive((event as DragEvent).dataTransfer, services);
    },
    paste: (event) => {
      const target = event.composedPath()[0];
      if (target instanceof HTMLInputElement && target.type === 'text') return;
      void receive((event as ClipboardEvent).clipboardData, services);
    },
  };
  for (const [name, listener] of Object.entries(listeners)) target.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) target.removeEventListener(name, listener);
  };
}

async function receive(data: DataTransfer | null, services: Services): Promise<void> {
  if (!data) return;
  // All of it is to be asked for before the event has passed.
  const plain = data.getData('text/plain');
  const { files, problems } = await deliveryOf(data.items);
  for (const problem of problems) fail(problem, services);
  if (files.length > 0) receiveFiles(services, files);
  else receiveText(plain, services);
}

function fail(error: unknown, { editor }: Services): void {
  notify(editor.store, { kind: 'error', text: reasonOf(error) });
}

function receiveText(plain: string, { offers }: Services): void {
  if (/#(.*&)?grade=/.test(plain)) void offers.receive(plain.trim(), text('offer.a-link'));
}
