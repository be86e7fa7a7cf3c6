// The color profiles that the user has added: kept in a database of their own, each by the hash of its bytes. What the
// browser does not keep lasts as long as the page.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DeviceFacts } from '../engine/protocol';

const kName = 'easelight-profiles';
const kVersion = 1;
const kColors: readonly unknown[] = ['gray', 'rgb', 'cmyk'];

/** What lists show of a profile. */
export interface ProfileFacts extends DeviceFacts {
  readonly id: string;
}

interface Schema extends DBSchema {
  /** Under the profile's id, as the bytes are. */
  facts: { key: string; value: unknown };
  bytes: { key: string; value: unknown };
}

type Database = IDBPDatabase<Schema>;

export class ProfileShelf {
  #database: Promise<Database> | null = null;
  readonly #held = new Map<string, { readonly facts: ProfileFacts; readonly bytes: Uint8Array<ArrayBuffer> }>();

  /** By name. What is not understood is left out: it may come from another version of the page. */
  async list(): Promise<ProfileFacts[]> {
    const kept = (await this.#attempt((database) => database.getAll('facts'))) ?? [];
    const held = [...this.#held.values()].map(({ facts }) => facts);
    return [...kept.filter(isFacts), ...held].sort((a, b) => a.name.localeCompare(b.name));
  }

  async bytes(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const kept = this.#held.get(id)?.bytes ?? (await this.#attempt((database) => database.get('bytes', id)));
    return kept instanceof Uint8Array ? (kept as Uint8Array<ArrayBuffer>) : null;
  }

  async put(facts: ProfileFacts, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const written = await this.#attempt(async (database) => {
      const transaction = database.transaction(['facts', 'bytes'], 'readwrite');
      await Promise.all([
        transaction.objectStore('facts').put(facts, facts.id),
        transaction.objectStore('bytes').put(bytes, facts.id),
        transaction.done,
      ]);
      return true;
    });
    if (!written) this.#held.set(facts.id, { facts, bytes });
  }

  async remove(id: string): Promise<void> {
    this.#held.delete(id);
    await this.#attempt(async (database) => {
      const transaction = database.transaction(['facts', 'bytes'], 'readwrite');
      await Promise.all([
        transaction.objectStore('facts').delete(id),
        transaction.objectStore('bytes').delete(id),
        transaction.done,
      ]);
    });
  }

  /** Undefined where the browser has no database for this page, or lost it; the next use tries again. */
  async #attempt<Answer>(work: (database: Database) => Promise<Answer>): Promise<Answer | undefined> {
    try {
      this.#database ??= open(() => (this.#database = null));
      return await work(await this.#database);
    } catch {
      this.#database = null;
      return undefined;
    }
  }
}

function open(onLost: () => void): Promise<Database> {
  return openDB<Schema>(kName, kVersion, {
    upgrade: (database) => {
      database.createObjectStore('facts');
      database.createObjectStore('bytes');
    },
    // A newer page wants to change the database, or somebody to delete it: they wait until this page lets go.
    blocking: (_before, _wanted, { target }) => {
      (target as IDBDatabase).close();
      onLost();
    },
    terminated: onLost,
  });
}

function isFacts(value: unknown): value is ProfileFacts {
  const { id, name, colors } = Object(value) as Record<string, unknown>;
  return typeof id === 'string' && typeof name === 'string' && kColors.includes(colors);
}
