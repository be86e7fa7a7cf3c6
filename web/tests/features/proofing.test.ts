import { describe, expect, it, vi } from 'vitest';
import { EngineError } from '../../src/engine/client';
import type { SoftProofOptions } from '../../src/engine/protocol';
import { Proofing } from '../../src/features/proof/proofing';
import type { Settings } from '../../src/keep/settings';
import type { Editor } from '../../src/workspace/editor';
import { Store } from '../../src/workspace/store';

interface Told {
  readonly profile: Uint8Array | null;
  readonly options: SoftProofOptions;
}

/** A proof of profiles whose one byte is the length of their id. */
function proofingWith(answer: (told: Told) => Promise<null> = () => Promise.resolve(null)) {
  const store = new Store();
  const told: Told[] = [];
  const call = (_name: 'setProof', asked: Told) => {
    told.push(asked);
    return answer(asked);
  };
  const change = (settings: Partial<Settings>) => store.set({ settings: { ...store.state.settings, ...settings } });
  const renewFrame = vi.fn();
  const bytesOf = (id: string) => Promise.resolve(new Uint8Array([id.length]));
  const proofing = new Proofing({ store, call, change, renewFrame } as unknown as Editor, { bytesOf });
  const shown = () => told.map(({ profile }) => profile?.[0] ?? null);
  return { proofing, store, told, shown, renewFrame };
}

describe('the soft proof', () => {
  it('asks for a profile where there is none', async () => {
    const { proofing, store, told } = proofingWith();
    proofing.toggle();
    expect(store.state.dialog).toBe('proof');
    await proofing.change({ profile: 'ab' });
    expect(told).toEqual([]);
    expect(store.state.settings.proof.profile).toBe('ab');
  });

  it('is on once the engine has it, and a new frame is asked for', async () => {
    const { proofing, store, shown, renewFrame } = proofingWith();
    await proofing.change({ profile: 'ab', paperWhite: true });
    const on = proofing.show(true);
    expect(store.state.softProof).toBe(false);
    await on;
    expect(store.state.softProof).toBe(true);
    expect(renewFrame).toHaveBeenCalledTimes(1);
    await proofing.show(false);
    expect(store.state.softProof).toBe(false);
    expect(shown()).toEqual([2, null]);
  });

  it('follows its settings while it is on, and ends without a profile', async () => {
    const { proofing, store, told, shown } = proofingWith();
    await proofing.change({ profile: 'ab' });
    await proofing.show(true);
    await proofing.change({ intent: 'perceptual' });
    expect(told.at(-1)?.options).toEqual({ intent: 'perceptual', blackPoint: true, paperWhite: false });
    await proofing.change({ profile: '' });
    expect(store.state.softProof).toBe(false);
    expect(shown()).toEqual([2, 2, null]);
  });

  it('is what was asked for last, however long the engine takes', async () => {
    const answers: (() => void)[] = [];
    const { proofing, store } = proofingWith(() => new Promise((resolve) => answers.push(() => resolve(null))));
    await proofing.change({ profile: 'ab' });
    const on = proofing.show(true);
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    const off = proofing.show(false);
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    for (const answer of answers) answer();
    await Promise.all([on, off]);
    expect(store.state.softProof).toBe(false);
  });

  it('says why it cannot be had, and shows the picture', async () => {
    const { proofing, store, shown } = proofingWith(({ profile }) =>
      profile ? Promise.reject(new EngineError('invalid-input', 'it is damaged')) : Promise.resolve(null),
    );
    await proofing.change({ profile: 'ab' });
    await proofing.show(true);
    await vi.waitFor(() => expect(shown()).toEqual([2, null]));
    expect(store.state.softProof).toBe(false);
    expect(store.state.notices[0]?.text).toBe('The soft proof cannot be shown: it is damaged.');
  });

  it('is told to the engine that takes the place of another', async () => {
    const { proofing, store, shown } = proofingWith();
    await proofing.engineStarted();
    await proofing.change({ profile: 'ab' });
    await proofing.show(true);
    await proofing.engineStarted();
    expect(shown()).toEqual([2, 2]);
    expect(store.state.softProof).toBe(true);
  });
});
