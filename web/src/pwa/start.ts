// The page's side of being an app: it keeps its version alive, registers the service worker, and listens to it.

import type { Editor } from '../workspace/editor';
import { scriptAddress } from '../scripts';
import { takeReload, tabMarks } from './isolation';
import { type Launched, followAddress, listenForLaunches } from './launch';
import { type FromService, type ToService, versionName } from './protocol';
import { offerReload, ownVersion, reload } from './update';

/** How often a page that stays open asks for a new version, at most: when it is looked at again. */
const kAskMs = 60 * 60 * 1000;

/** `scope` is the address of the site's folder. */
export function startApp(editor: Editor, scope: string, launched: Launched): void {
  const address = location.href;
  followAddress(scope, launched);
  listenForLaunches(scope, address, launched);
  const version = ownVersion();
  if (!version || !('serviceWorker' in navigator)) return;
  listenForVersions(editor, version);
  holdVersion(scope, version);
  void isolate(editor);
  // The engine comes first: the worker fetches the whole site.
  void editor.engineStarted().then(register);
}

async function register(): Promise<void> {
  try {
    await navigator.serviceWorker.register(scriptAddress('service'), { updateViaCache: 'none' });
  } catch {
    // Nothing is lost but being there offline; the browser says why in its console.
    return;
  }
  await askForVersions();
}

/** The browser itself asks only when the page is loaded. */
async function askForVersions(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  let asked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - asked < kAskMs) return;
    asked = performance.now();
    // Offline it is asked again later.
    registration.update().catch(() => undefined);
  });
}

/** Tells the worker, and all others, that a page of this version lives. */
function holdVersion(scope: string, version: string): void {
  const started: ToService = { type: 'started' };
  void navigator.locks?.request(versionName(scope, version), { mode: 'shared' }, () => {
    navigator.serviceWorker.controller?.postMessage(started);
    // Never resolved: the browser releases it with the page.
    return new Promise<void>(() => {});
  });
}

function listenForVersions(editor: Editor, version: string): void {
  let offered = false;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<FromService>) => {
    if (data.type !== 'active' || data.version === version || offered) return;
    offered = true;
    offerReload(editor.store, () => void reload());
  });
  navigator.serviceWorker.startMessages();
}

/** With the worker's headers, where the host sends none. */
async function isolate(editor: Editor): Promise<void> {
  await navigator.serviceWorker.ready;
  const { documents, jobs } = editor.state;
  if (takeReload(crossOriginIsolated, documents.length + jobs.length > 0, tabMarks())) location.reload();
}
