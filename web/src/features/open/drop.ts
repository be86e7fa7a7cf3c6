// Files that are dropped anywhere on the page, or pasted.

import type { ScanOpener } from './open_scan';

/** Calls `over` with whether files hang over the page. Returns the call that stops listening. */
export function listenForFiles(target: Window, opener: ScanOpener, over: (hovering: boolean) => void): () => void {
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
      openFirst((event as DragEvent).dataTransfer, opener);
    },
    paste: (event) => openFirst((event as ClipboardEvent).clipboardData, opener),
  };
  for (const [name, listener] of Object.entries(listeners)) target.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) target.removeEventListener(name, listener);
  };
}

function openFirst(data: DataTransfer | null, opener: ScanOpener): void {
  const file = data?.files[0];
  if (file) void opener.open(file);
}
