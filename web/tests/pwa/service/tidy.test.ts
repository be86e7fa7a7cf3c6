import { describe, expect, it } from 'vitest';
import { versionName } from '../../../src/pwa/protocol';
import { type Browser, tidy } from '../../../src/pwa/service/tidy';

const kScope = 'https://host.test/easelight/';
const kOther = 'https://host.test/other/';

interface World {
  /** Versions with a cache; the versions that pages hold a lock of; addresses of windows. */
  readonly kept: readonly string[];
  readonly held: readonly string[];
  readonly windows: readonly string[];
  readonly installing?: boolean;
}

/** Tidies, and returns the caches that are left. */
async function tidied({ kept, held, windows, installing = false }: World): Promise<string[]> {
  const names = new Set(kept);
  const browser = {
    caches: {
      keys: () => Promise.resolve([...names]),
      delete: (name: string) => Promise.resolve(names.delete(name)),
    },
    locks: { query: () => Promise.resolve({ held: held.map((name) => ({ name })) }) },
    clients: { matchAll: () => Promise.resolve(windows.map((url) => ({ url }))) },
    registration: { scope: kScope, installing: installing ? {} : null, waiting: null },
  };
  await tidy(browser as unknown as Browser, own);
  return [...names];
}

const [older, old, own] = ['older', 'old', 'new'].map((version) => versionName(kScope, version)) as [
  string,
  string,
  string,
];

describe('tidying', () => {
  it('removes versions without a page, and keeps its own', async () => {
    const left = await tidied({ kept: [older, old, own], held: [old], windows: [kScope] });
    expect(left).toEqual([old, own]);
  });

  it('removes nothing while a page is being loaded', async () => {
    const kept = [older, old, own];
    expect(await tidied({ kept, held: [own], windows: [kScope, `${kScope}?action=open`] })).toEqual(kept);
  });

  it('removes nothing while a newer version is being installed', async () => {
    const kept = [old, own, versionName(kScope, 'newer')];
    expect(await tidied({ kept, held: [own], windows: [kScope], installing: true })).toEqual(kept);
  });

  it('leaves alone what is not of this site', async () => {
    const others = [versionName(kOther, 'old'), 'workbox-precache', 'easelight shared'];
    const left = await tidied({ kept: [...others, old, own], held: [], windows: [kOther] });
    expect(left).toEqual([...others, own]);
  });
});
