import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../src/engine/client';
import { ColorProfiles } from '../../src/features/color-profiles/color_profiles';
import { ProfileShelf } from '../../src/keep/color_profiles';
import type { Editor } from '../../src/workspace/editor';
import { Store } from '../../src/workspace/store';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** ColorProfiles of an engine that takes every file for a paper's profile, but the empty one. */
function profilesOf(name: string) {
  const store = new Store();
  const lengths: number[] = [];
  const call = (_call: string, { profile }: { readonly profile: Uint8Array }) => {
    lengths.push(profile.length);
    if (profile.length === 0) return Promise.reject(new EngineError('invalid-input', 'no profile'));
    return Promise.resolve({ name, colors: 'rgb' });
  };
  const profiles = new ColorProfiles({ store, call } as unknown as Editor, new ProfileShelf());
  return { profiles, store, lengths };
}

describe('adding a color profile', () => {
  it('keeps it under the hash of its bytes, once', async () => {
    const { profiles, store } = profilesOf('Baryta');
    const { id } = await profiles.add(new File([new Uint8Array([1, 2, 3])], 'a.icc'));
    await profiles.add(new File([new Uint8Array([1, 2, 3])], 'copy of a.icc'));
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(store.state.colorProfiles).toEqual([{ id, name: 'Baryta', colors: 'rgb' }]);
    expect(await profiles.bytesOf(id)).toEqual(new Uint8Array([1, 2, 3]));
    await profiles.remove(id);
    expect(store.state.colorProfiles).toEqual([]);
    await expect(profiles.bytesOf(id)).rejects.toThrow('the color profile is not kept any more');
  });

  it('takes the name of the file where it has none', async () => {
    const { profiles } = profilesOf('');
    expect((await profiles.add(new File(['x'], 'glossy.icm'))).name).toBe('glossy');
  });

  it('keeps nothing that the engine refuses, and reads no more than the engine takes', async () => {
    const { profiles, store, lengths } = profilesOf('Baryta');
    await expect(profiles.add(new File([], 'a.icc'))).rejects.toThrow('no profile');
    expect(store.state.colorProfiles).toEqual([]);
    await profiles.add(new File([new Uint8Array(6 << 20)], 'large.icc'));
    expect(lengths.at(-1)).toBe((4 << 20) + 1);
  });

  it('ends at a number', async () => {
    const { profiles, store } = profilesOf('Baryta');
    for (let i = 0; i < 64; ++i) await profiles.add(new File([new Uint8Array([i])], 'a.icc'));
    await expect(profiles.add(new File(['new'], 'a.icc'))).rejects.toThrow('64 profiles are kept');
    expect(store.state.colorProfiles).toHaveLength(64);
    await expect(profiles.add(new File([new Uint8Array([7])], 'a.icc'))).resolves.toMatchObject({ name: 'Baryta' });
  });
});
