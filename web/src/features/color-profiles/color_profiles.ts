// The user's color profiles: adding a file, removing one, and their bytes for the engine.

import type { ProfileFacts, ProfileShelf } from '../../keep/color_profiles';
import { text } from '../../i18n/text';
import { stem } from '../../ui/format';
import type { Editor } from '../../workspace/editor';

/** As the engine's limit, which says so of anything longer. */
const kMostBytes = 4 << 20;
/** More than a lab, a few papers and displays need. */
const kMostProfiles = 64;

export class ColorProfiles {
  constructor(
    private readonly editor: Pick<Editor, 'store' | 'call'>,
    private readonly shelf: Pick<ProfileShelf, 'list' | 'bytes' | 'put' | 'remove'>,
  ) {}

  async load(): Promise<void> {
    this.editor.store.set({ colorProfiles: await this.shelf.list() });
  }

  /** Keeps a profile that something can be written for. Throws the reason why it is none. */
  async add(file: File): Promise<ProfileFacts> {
    const bytes = new Uint8Array(await file.slice(0, kMostBytes + 1).arrayBuffer());
    const { name, colors } = await this.editor.call('deviceFacts', { profile: bytes });
    const facts = { id: await idOf(bytes), name: name || stem(file.name), colors };
    const { colorProfiles } = this.editor.store.state;
    if (!colorProfiles.some(({ id }) => id === facts.id) && colorProfiles.length >= kMostProfiles) {
      throw new Error(text('color-profiles.full', { count: kMostProfiles }));
    }
    await this.shelf.put(facts, bytes);
    await this.load();
    return facts;
  }

  async remove(id: string): Promise<void> {
    await this.shelf.remove(id);
    await this.load();
  }

  /** Throws where it is gone. */
  async bytesOf(id: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.shelf.bytes(id);
    if (!bytes) throw new Error(text('color-profiles.gone'));
    return bytes;
  }
}

async function idOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
