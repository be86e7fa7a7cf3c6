// Watches over what the page keeps on disk: somebody may delete it under the page - the person, the browser, another tab.
// The journal writes the grade again by itself; here the scan is opened from its file again, and all is said once.

import { text } from '../../i18n/text';
import type { Journal } from '../../keep/journal';
import { browserStore, saveSettings } from '../../keep/settings';
import type { Editor } from '../../workspace/editor';
import { notify } from '../../workspace/notices';
import type { ScanOpener } from '../open/open_scan';

const kDeletedNotice = 'storage-deleted';

/** How often is looked whether all is there. */
export const kLookMs = 5000;

export class StorageWatch {
  #looking = false;
  #deleted = false;
  /** The scan whose pixels are gone, where that was said already. */
  #told: string | null = null;

  constructor(
    private readonly editor: Editor,
    private readonly opener: Pick<ScanOpener, 'reopen'>,
    private readonly journal: Pick<Journal, 'check' | 'flush'>,
    private readonly chooseScan: () => void,
  ) {}

  /** The journal has found its records deleted, and has written what it has. */
  deleted(): void {
    this.#deleted = true;
    void this.look();
  }

  /** To be called once a `kLookMs`, and when the page is looked at again. */
  async look(): Promise<void> {
    const { scan, scanNumber, jobs, engine } = this.editor.state;
    // What an export reads and writes is with the engine; the rest can wait for its end.
    if (this.#looking || !scan || scanNumber === 0 || jobs.length > 0 || engine.status !== 'ready') return;
    this.#looking = true;
    try {
      await this.journal.check();
      await this.journal.flush();
      const stored = await this.editor.call('isStored', { scan: scanNumber });
      if (!stored) await this.#restore();
      else if (this.#deleted) this.#say(true);
      this.#deleted = false;
    } catch {
      // The engine ended meanwhile, which is said elsewhere; the next look is soon.
    } finally {
      this.#looking = false;
    }
  }

  async #restore(): Promise<void> {
    const { file, storeKey } = this.editor.state;
    if (!this.#deleted && this.#told === storeKey) return;
    this.#told = storeKey;
    const again = file !== null && (await this.opener.reopen());
    this.#say(again);
  }

  /** `again`: the scan is on disk. */
  #say(again: boolean): void {
    const { scan, settings } = this.editor.state;
    if (!scan) return;
    saveSettings(browserStore(), settings);
    const { name } = scan;
    if (again) {
      return notify(this.editor.store, {
        kind: 'info',
        key: kDeletedNotice,
        text: text('storage.written-again', { name }),
      });
    }
    const actions = [{ label: text('storage.choose', { name }), run: this.chooseScan }];
    notify(this.editor.store, {
      kind: 'error',
      key: kDeletedNotice,
      text: text('storage.grade-written', { name }),
      actions,
    });
  }
}
