// One connection to the journal's database: opened when it is needed, and again after it was lost or has failed.

import type { JournalDatabase } from './database';

export type OpenDatabase = (onLost: () => void) => Promise<JournalDatabase>;

export class Access {
  #database: Promise<JournalDatabase> | null = null;

  /** `onLost`: the browser has closed the database by itself, perhaps to remove it. */
  constructor(
    private readonly open: OpenDatabase,
    private readonly onLost: () => void,
  ) {}

  async opened(): Promise<JournalDatabase> {
    this.#database ??= this.open(() => {
      this.#database = null;
      this.onLost();
    });
    const opening = this.#database;
    try {
      return await opening;
    } catch (error) {
      // What failed once may work the next time.
      if (this.#database === opening) this.#database = null;
      throw error;
    }
  }

  /** The next use opens it again. */
  release(): void {
    this.#database?.then((database) => database.close()).catch(() => undefined);
    this.#database = null;
  }

  /** For what is good to have, but no edit: that it fails shows with the next edit. */
  async attempt(work: (database: JournalDatabase) => Promise<void>): Promise<void> {
    try {
      await work(await this.opened());
    } catch {
      this.release();
    }
  }
}
