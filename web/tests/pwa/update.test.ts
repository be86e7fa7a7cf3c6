import { describe, expect, it, vi } from 'vitest';
import { takeReload } from '../../src/pwa/isolation';
import { beforeReload, offerReload, reload } from '../../src/pwa/update';
import { Store, type Task } from '../../src/state/store';

const task: Task = { fileName: 'a.tif', done: 0, total: 0, started: 0, facts: '' };

describe('the offer of a new version', () => {
  it('waits for other notices and for tasks, and stays until it is dismissed', () => {
    const store = new Store();
    const other = { kind: 'error', text: 'a.tif: no' } as const;
    store.set({ notice: other });
    offerReload(store, () => undefined);
    expect(store.state.notice).toBe(other);
    store.set({ notice: null });
    expect(store.state.notice?.action?.label).toBe('Reload');
    // Opening takes every notice away, and is not the user's answer to this one.
    store.set({ notice: null, opening: task });
    expect(store.state.notice).toBeNull();
    store.set({ opening: null });
    expect(store.state.notice?.action?.label).toBe('Reload');
    store.set({ notice: other });
    store.set({ notice: null });
    expect(store.state.notice?.action?.label).toBe('Reload');
    store.set({ notice: null });
    expect(store.state.notice).toBeNull();
    store.set({ notice: other });
    store.set({ notice: null });
    expect(store.state.notice).toBeNull();
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
