// The versions of the site that are kept, each in a cache of its own (service/main.ts has the protocol).

import { PrecacheController } from 'workbox-precaching/PrecacheController';
import { type SealedSite, isVersionName, versionName } from '../protocol';
import { withHeaders } from './headers';
import { type Browser, tidy } from './tidy';

export class Versions {
  readonly #precache: PrecacheController;
  readonly #name: string;

  constructor(
    private readonly browser: Browser,
    site: SealedSite,
  ) {
    this.#name = versionName(browser.registration.scope, site.version);
    this.#precache = new PrecacheController({
      cacheName: this.#name,
      // With its headers on, a response can be handed out as it is, with the code that the browser has compiled of it.
      plugins: [{ cacheWillUpdate: ({ response }) => Promise.resolve(response.ok ? withHeaders(response) : null) }],
    });
    this.#precache.addToCacheList([...site.files]);
  }

  /** Fills this version's cache; fails where a file is not exactly the one that was built. */
  async install(event: ExtendableEvent): Promise<void> {
    await this.#takeOver();
    await this.#precache.install(event);
  }

  /** The file at an address: this version's, or that of an older one whose name only that version has. */
  async find(address: string): Promise<Response | undefined> {
    const own = await this.#precache.matchPrecache(address);
    if (own) return own;
    return this.#findInOthers(address);
  }

  tidy(): Promise<void> {
    return tidy(this.browser, this.#name);
  }

  /** What has not changed since another version is copied from there. */
  async #takeOver(): Promise<void> {
    const own = await this.browser.caches.open(this.#name);
    for (const key of this.#precache.getURLsToCacheKeys().values()) {
      const response = await this.#findInOthers(key);
      if (response) await own.put(key, withHeaders(response));
    }
  }

  async #findInOthers(address: string): Promise<Response | undefined> {
    const { caches, registration } = this.browser;
    for (const name of await caches.keys()) {
      if (name === this.#name || !isVersionName(registration.scope, name)) continue;
      const response = await (await caches.open(name)).match(address);
      if (response) return response;
    }
    return undefined;
  }
}
