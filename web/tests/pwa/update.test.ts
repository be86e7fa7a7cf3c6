import { describe, expect, it, vi } from 'vitest';
import { takeReload } from '../../src/pwa/isolation';
import { beforeReload, offerReload, reload } from '../../src/pwa/update';
import { notify } from '../../src/workspace/notices';
import { Store } from '../../src/workspace/store';

describe('the offer of a new version', () => {
  it('stays beside what else is said, until it is answered', () => {
    const store = new Store();
    let reloads = 0;
    offerReload(store, () => (reloads += 1));
    notify(store, { kind: 'error', text: 'a.tif: no' });
    notify(store, { kind: 'info', text: 'The engine was restarted.' });
    expect(store.state.notices).toHaveLength(3);
    const [offer] = store.state.notices;
    expect(offer?.actions.map(({ label }) => label)).toEqual(['Reload']);
    offer?.actions[0]?.run();
    expect(reloads).toBe(1);
  });

  it('loads the page again after all is kept, also where that fails', async () => {
    const done: string[] = [];
    vi.stubGlobal('location', { reload: () => done.push('reloaded') });
    beforeReload.push(
      async () => {
        await Promise.resolve();
        done.push('kept');
      },
      () => Promise.reject(new Error('no room')),
    );
    await reload();
    expect(done).toEqual(['kept', 'reloaded']);
    beforeReload.length = 0;
    vi.unstubAllGlobals();
  });
});

describe('the reload for isolation', () => {
  const marks = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  };

  it('happens once', () => {
    const kept = marks();
    expect(takeReload(false, false, kept)).toBe(true);
    expect(takeReload(false, false, kept)).toBe(false);
  });

  it('may happen again after it has worked', () => {
    const kept = marks();
    expect(takeReload(false, false, kept)).toBe(true);
    expect(takeReload(true, false, kept)).toBe(false);
    expect(takeReload(false, false, kept)).toBe(true);
  });

  it('does not happen while there is something to lose, and is not forgotten by that', () => {
    const kept = marks();
    expect(takeReload(false, true, kept)).toBe(false);
    expect(takeReload(false, false, kept)).toBe(true);
  });

  it('does not happen where nothing can be marked', () => {
    expect(takeReload(false, false, null)).toBe(false);
    const full = {
      ...marks(),
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(takeReload(false, false, full)).toBe(false);
  });
});
