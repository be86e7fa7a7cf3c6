// What the page is asked to do when it is opened: by a file, a shortcut or a share of the system, or by its address.

import { text } from '../i18n/text';
import { bytesText } from '../ui/format';
import { kDateHeader, kMostSharedBytes, kMostSharedFiles, kNameHeader, kSharedAction, sharedName } from './protocol';

/** What of the browser's `launchQueue` is used; TypeScript's own types do not know it yet. */
interface LaunchParams {
  readonly files?: readonly FileSystemHandle[];
  readonly targetURL?: string | null;
}

interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void;
}

/** One that is read only when it is opened. */
export interface LaunchedFile {
  readonly name: string;
  take(): Promise<{ readonly file: File; readonly handle: FileSystemFileHandle | null }>;
}

export interface Launched {
  open(files: readonly LaunchedFile[]): void;
  openSample(): void;
  /** Puts the way to choose a file at hand; a browser shows its dialog only after a key or a click. */
  offerFile(): void;
  say(problem: string): void;
}

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
    const handles = (files ?? []).filter((entry) => entry.kind === 'file') as FileSystemFileHandle[];
    if (handles.length > 0) {
      launched.open(handles.map(launchedHandle));
    } else if (targetURL && targetURL !== followed) {
      void perform(new URL(targetURL).searchParams.get('action') ?? '', scope, launched);
    }
    followed = null;
  });
}

function launchedHandle(handle: FileSystemFileHandle): LaunchedFile {
  return { name: handle.name, take: async () => ({ file: await handle.getFile(), handle }) };
}

async function perform(action: string, scope: string, launched: Launched): Promise<void> {
  if (action === 'open') return launched.offerFile();
  if (action === 'sample') return launched.openSample();
  if (action !== kSharedAction) return;
  const shared = await takeShared(scope, caches);
  if (shared.length === 0) return launched.say(nothingSharedText());
  launched.open(shared.map((file) => ({ name: file.name, take: async () => ({ file, handle: null }) })));
}

function nothingSharedText(): string {
  return text('launch.nothing-shared', { files: kMostSharedFiles, size: bytesText(kMostSharedBytes) });
}

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
