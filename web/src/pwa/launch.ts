// What the page is asked to do when it is opened: by a file, a shortcut or a share of the system, or by its address.

import { kDateHeader, kNameHeader, kSharedAction, sharedName } from './protocol';

/** What of the browser's `launchQueue` is used; TypeScript's own types do not know it yet. */
interface LaunchParams {
  readonly files?: readonly FileSystemHandle[];
  readonly targetURL?: string | null;
}

interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void;
}

export interface Launched {
  open(file: File, handle?: FileSystemFileHandle): void;
  openSample(): void;
  /** Of several files one was opened. */
  passedOver(opened: string, others: readonly string[]): void;
  /** Puts the way to choose a file at hand; a browser shows its dialog only after a key or a click. */
  offerFile(): void;
  say(problem: string): void;
}

const kNothingShared =
  'What was shared could not be opened: it was empty, of more than 16 files, or larger than 1 GiB in all.';

/** Does what the address asks for, and takes that out of it: loading the page again must not do it again. */
export function followAddress(scope: string, launched: Launched): void {
  const address = new URL(location.href);
  const action = address.searchParams.get('action');
  if (action === null) return;
  address.searchParams.delete('action');
  history.replaceState(history.state, '', address);
  void perform(action, scope, launched);
}

/** `address` is the one that this page was loaded with: its own launch comes by this way as well. */
export function listenForLaunches(scope: string, address: string, launched: Launched): void {
  const { launchQueue } = globalThis as { readonly launchQueue?: LaunchQueue };
  let followed: string | null = address;
  launchQueue?.setConsumer(({ files, targetURL }) => {
    const [handle, ...others] = (files ?? []).filter((entry) => entry.kind === 'file') as FileSystemFileHandle[];
    if (handle) {
      void handle.getFile().then((file) => launched.open(file, handle), noFile(launched));
      launched.passedOver(handle.name, namesOf(others));
    } else if (targetURL && targetURL !== followed) {
      void perform(new URL(targetURL).searchParams.get('action') ?? '', scope, launched);
    }
    followed = null;
  });
}

const noFile = (launched: Launched) => (error: unknown) =>
  launched.say(`The file could not be opened: ${error instanceof Error ? error.message : String(error)}`);

async function perform(action: string, scope: string, launched: Launched): Promise<void> {
  if (action === 'open') return launched.offerFile();
  if (action === 'sample') return launched.openSample();
  if (action !== kSharedAction) return;
  const [first, ...others] = await takeShared(scope, caches);
  if (!first) return launched.say(kNothingShared);
  launched.open(first);
  launched.passedOver(first.name, namesOf(others));
}

const namesOf = (files: readonly { readonly name: string }[]) => files.map(({ name }) => name);

/** The files that the service worker has put aside; they are there once. */
export async function takeShared(scope: string, store: CacheStorage): Promise<File[]> {
  const cache = await store.open(sharedName(scope));
  const files: File[] = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (!response) continue;
    const name = decodeURIComponent(response.headers.get(kNameHeader) ?? '');
    const lastModified = Number(response.headers.get(kDateHeader) ?? 0);
    files.push(new File([await response.blob()], name, { lastModified }));
  }
  await store.delete(sharedName(scope));
  return files;
}
