import { describe, expect, it } from 'vitest';
import { kMostSharedFiles, sharedName } from '../../../src/pwa/protocol';
import { isForeign, takeShared } from '../../../src/pwa/service/intake';

const kScope = 'https://host.test/easelight/';

/** Caches of which one is used. */
function testCaches() {
  const stores = new Map<string, Map<string, Response>>();
  const store = {
    delete: (name: string) => Promise.resolve(stores.delete(name)),
    open: (name: string) => {
      const entries = stores.get(name) ?? new Map<string, Response>();
      stores.set(name, entries);
      return Promise.resolve({
        put: (address: string, response: Response) => Promise.resolve(void entries.set(address, response)),
      });
    },
  };
  return { stores, caches: store as unknown as CacheStorage };
}

function posted(names: readonly string[], referrer = ''): Request {
  const body = new FormData();
  for (const name of names) body.append('pictures', new File(['bytes'], name, { lastModified: 7 }));
  body.append('pictures', 'text');
  return { referrer, formData: () => Promise.resolve(body) } as unknown as Request;
}

describe('shared files', () => {
  it('wait for the page, by name and date, and the newest lot only', async () => {
    const { stores, caches } = testCaches();
    await takeShared(posted(['one.tif', 'two.tif']), caches, kScope);
    const response = await takeShared(posted(['drei ü.tif']), caches, kScope);
    expect([response.status, response.headers.get('Location')]).toEqual([303, `${kScope}?action=shared`]);
    const entries = [...(stores.get(sharedName(kScope)) ?? [])];
    expect(entries.map(([address]) => address)).toEqual([`${kScope}share/0`]);
    const headers = entries[0]?.[1].headers;
    expect([decodeURIComponent(headers?.get('X-Name') ?? ''), headers?.get('X-Date')]).toEqual(['drei ü.tif', '7']);
  });

  it('are not kept where they are too many', async () => {
    const { stores, caches } = testCaches();
    const names = Array.from({ length: kMostSharedFiles + 1 }, (_, index) => `${index}.tif`);
    expect((await takeShared(posted(names), caches, kScope)).status).toBe(303);
    expect(stores.size).toBe(0);
  });

  it('are refused from another site', async () => {
    const { stores, caches } = testCaches();
    expect((await takeShared(posted(['a.tif'], 'https://elsewhere.test/'), caches, kScope)).status).toBe(403);
    expect(stores.size).toBe(0);
    expect(isForeign('https://host.test/other/', kScope)).toBe(false);
    expect(isForeign('', kScope)).toBe(false);
  });
});
