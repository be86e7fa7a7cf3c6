import { describe, expect, it, vi } from 'vitest';
import { Store } from '../../src/workspace/store';

describe('Store', () => {
  it('tells listeners of a change, and only of a change', () => {
    const store = new Store();
    const listener = vi.fn();
    store.subscribe(listener);
    store.set({ zoom: 2 });
    store.set({ zoom: 2 });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('replaces the state instead of changing it', () => {
    const store = new Store();
    const before = store.state;
    store.set({ enginePanel: true });
    expect(before.enginePanel).toBe(false);
    expect(store.state.enginePanel).toBe(true);
  });

  it('tells every listener, also where one of them throws, and reports that', () => {
    const reported: unknown[] = [];
    const store = new Store({}, (error) => reported.push(error));
    const broken = new Error('broken');
    const listener = vi.fn();
    store.subscribe(() => {
      throw broken;
    });
    store.subscribe(listener);
    store.set({ zoom: 2 });
    expect(store.state.zoom).toBe(2);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(reported).toEqual([broken]);
  });

  it('stops when a subscription ends', () => {
    const store = new Store();
    const listener = vi.fn();
    store.subscribe(listener)();
    store.set({ enginePanel: true });
    expect(listener).not.toHaveBeenCalled();
  });
});
