// Which of the kept versions are still needed.

import { isVersionName } from '../protocol';

/** What of a service worker's scope is used; a test passes its own. */
export interface Browser {
  readonly caches: CacheStorage;
  readonly locks: LockManager;
  readonly clients: Pick<Clients, 'matchAll'>;
  readonly registration: Pick<ServiceWorkerRegistration, 'scope' | 'installing' | 'waiting'>;
}

/**
 * Removes the caches of versions that no page is of, but for one's `own`. Does nothing while a page is being loaded, which
 * holds no lock yet, and while another version is being installed, of which there is no page yet.
 */
export async function tidy({ caches, locks, clients, registration }: Browser, own: string): Promise<void> {
  const { scope } = registration;
  const names = (await caches.keys()).filter((name) => name !== own && isVersionName(scope, name));
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const pages = windows.filter(({ url }) => url.startsWith(scope)).length;
  const { held = [] } = await locks.query();
  const living = held.map(({ name = '' }) => name).filter((name) => isVersionName(scope, name));
  if (living.length < pages || registration.installing || registration.waiting) return;
  await Promise.all(names.filter((name) => !living.includes(name)).map((name) => caches.delete(name)));
}
