// The list of recent scans: as much of it as is shown, taking a scan off it, and saving what cannot be read.

import { text } from '../../i18n/text';
import type { Shelf } from '../../keep/shelf';
import type { Journal } from '../../keep/journal';
import type { Editor } from '../../workspace/editor';
import { notify } from '../../workspace/notices';
import type { RecentEntry } from '../../keep/recent';
import { failureText } from '../../ui/format';
import { download } from '../export/save_place';
import { reasonOf } from '../open/endings';
import { nameOf, recordsFileName } from './recent_text';

/** The list grows by so many at a time. */
const kPage = 50;

export class RecentScans {
  #count = kPage;

  constructor(
    private readonly editor: Editor,
    private readonly journal: Pick<Journal, 'remove'> & { readonly shelf: Pick<Shelf, 'recent' | 'recordsText'> },
  ) {}

  /** The list as it is now; empty where it cannot be read. */
  async refresh(): Promise<void> {
    const page = await this.journal.shelf.recent(this.#count).catch(() => ({ entries: [], total: 0 }));
    this.editor.store.set({ recent: page.entries, recentTotal: page.total });
  }

  async more(): Promise<void> {
    this.#count += kPage;
    await this.refresh();
  }

  async remove(entry: RecentEntry): Promise<void> {
    const name = nameOf(entry);
    try {
      const restore = await this.journal.remove(entry.key);
      await this.refresh();
      const actions = [{ label: text('recent.undo'), run: () => void this.#restore(name, restore) }];
      const said = text('recent.removed', { name });
      // A key of its own: what is removed next must not take the way back to this one away.
      notify(this.editor.store, { kind: 'info', key: `removed ${entry.key}`, text: said, actions });
    } catch (error) {
      this.#fail(name, error);
    }
  }

  /** What is kept of a scan, as it lies in the browser, goes to the downloads. */
  async saveRecords(entry: RecentEntry): Promise<void> {
    const name = nameOf(entry);
    try {
      const records = await this.journal.shelf.recordsText(entry.key);
      download(new Blob([records], { type: 'application/json' }), recordsFileName(name), () => undefined);
    } catch (error) {
      this.#fail(name, error);
    }
  }

  async #restore(name: string, restore: () => Promise<boolean>): Promise<void> {
    try {
      if (!(await restore())) throw new Error(text('recent.graded-again'));
      await this.refresh();
    } catch (error) {
      this.#fail(name, error);
    }
  }

  #fail(name: string, error: unknown): void {
    notify(this.editor.store, { kind: 'error', text: failureText(name, reasonOf(error)) });
  }
}
