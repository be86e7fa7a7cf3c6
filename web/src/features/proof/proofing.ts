// The soft proof: frames show a print by a profile's device as long as it is on. The engine makes it; it is told again
// after every change, and so is an engine that takes another's place.

import { text } from '../../i18n/text';
import type { ProofSettings } from '../../keep/settings';
import type { Editor } from '../../workspace/editor';
import { notify } from '../../workspace/notices';
import { isEnding, reasonOf } from '../open/endings';
import type { ColorProfiles } from '../color-profiles/color_profiles';

export class Proofing {
  #wanted = false;
  #changes = 0;

  constructor(
    private readonly editor: Pick<Editor, 'store' | 'call' | 'change' | 'renewFrame'>,
    private readonly profiles: Pick<ColorProfiles, 'bytesOf'>,
  ) {}

  /** Without a profile there is nothing to show: asks for one. */
  toggle(): void {
    const { store } = this.editor;
    if (!this.#wanted && !store.state.settings.proof.profile) return store.set({ dialog: 'proof' });
    void this.show(!this.#wanted);
  }

  async show(on: boolean): Promise<void> {
    this.#wanted = on;
    await this.#tell();
  }

  /** A proof without a profile ends. */
  async change(change: Partial<ProofSettings>): Promise<void> {
    const proof = { ...this.editor.store.state.settings.proof, ...change };
    this.editor.change({ proof });
    if (!proof.profile) this.#wanted = false;
    if (this.#wanted || this.editor.store.state.softProof) await this.#tell();
  }

  async engineStarted(): Promise<void> {
    if (!this.#wanted) return;
    this.editor.store.set({ softProof: false });
    await this.#tell();
  }

  /** Of changes that follow each other the newest counts. */
  async #tell(): Promise<void> {
    const change = (this.#changes += 1);
    const { profile: id, ...options } = this.editor.store.state.settings.proof;
    try {
      const profile = this.#wanted ? await this.profiles.bytesOf(id) : null;
      if (change !== this.#changes) return;
      await this.editor.call('setProof', { profile, options });
      if (change === this.#changes) this.#shown();
    } catch (error) {
      if (change !== this.#changes || isEnding(error)) return;
      this.#refused(reasonOf(error));
    }
  }

  #shown(): void {
    this.editor.store.set({ softProof: this.#wanted });
    this.editor.renewFrame();
  }

  #refused(reason: string): void {
    notify(this.editor.store, { kind: 'error', key: 'proof', text: text('proof.refused', { reason }) });
    // The engine shows what it showed before, which is not what is asked for any more.
    const was = this.#wanted;
    this.#wanted = false;
    if (was) void this.#tell();
  }
}
