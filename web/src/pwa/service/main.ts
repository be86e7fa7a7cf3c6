// The service worker's entry: the site offline, isolated, and one version at a time.
//
// A version is a built site; its name is the hash of all its files (plugins/seal.ts). These rules keep versions apart:
//
// 1. Every file but the page itself, the sample, the icons and the manifest has a hash in its name or its folder's. So an
//    address names one content for ever, and a page that loads a part of itself late, or starts its engine again, asks for
//    the part that it was built with.
// 2. A worker installs by filling the cache of its version, file by file, each checked against the hash of the build. If
//    one is missing or another (half of a deployment), there is no new version, and the next visit tries again.
// 3. Then it takes over at once from the one before. That changes no page that is open: it answers their addresses from
//    the older caches. A page that is loaded from then on, or loaded again, is of the new version.
// 4. It tells all pages which version is the newest. One that is of another offers to reload; that is all it does.
// 5. Every page holds a lock of its version's name for as long as it lives, and says `started` when it has it. A cache
//    without a lock is removed, unless there is a window without a lock - that page is still being loaded - or a newer
//    version is being installed.

import { type FromService, type SealedSite, type ToService, kShareAddress } from '../protocol';
import { withHeaders } from './headers';
import { takeShared } from './intake';
import { Versions } from './versions';

declare const self: ServiceWorkerGlobalScope & { readonly easelightSite: SealedSite };

const { scope } = self.registration;
const versions = new Versions(
  { caches: self.caches, locks: self.navigator.locks, clients: self.clients, registration: self.registration },
  self.easelightSite,
);

const active: FromService = { type: 'active', version: self.easelightSite.version };

async function activate(): Promise<void> {
  // Not waited for: in Firefox it ends when every worker has answered, which a sleeping thread of the engine never does,
  // and until a service worker is active the next page waits for it.
  void self.clients.claim();
  for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) {
    if (client.url.startsWith(scope)) client.postMessage(active);
  }
  await versions.tidy();
}

/** The page has one address, whatever its query says. */
function keptAddress({ mode, url }: Request): string {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  return mode === 'navigate' && address === scope ? `${scope}index.html` : address;
}

async function answer(request: Request): Promise<Response> {
  return (await versions.find(keptAddress(request))) ?? withHeaders(await fetch(request));
}

self.addEventListener('install', (event) => {
  event.waitUntil(versions.install(event).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('message', (event) => {
  const { type } = event.data as ToService;
  if (type !== 'started') return;
  event.source?.postMessage(active);
  event.waitUntil(versions.tidy());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // The policy of the page refuses these already; where a host's page came without it, this does.
  if (origin !== self.location.origin) return event.respondWith(Response.error());
  if (request.method === 'GET') return event.respondWith(answer(request));
  if (request.method === 'POST' && request.mode === 'navigate' && origin + pathname === scope + kShareAddress) {
    event.respondWith(takeShared(request, self.caches, scope));
  }
});
