// The versions of what is kept: one step for each, from the one before; the first begins with nothing.
//
// Whatever changes a store, a key of a record or a key of a recipe adds a step, and with it a version. A page that does
// not know the version is refused by the browser before it has read a byte, and cannot take for damage what is only newer.
// Of each version a database is kept in tests/keep/fixtures, which has to come through all later steps.

import type { IDBPDatabase, IDBPTransaction } from 'idb';

export type Migration = (
  database: IDBPDatabase,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
) => void | Promise<void>;

export const kMigrations: readonly Migration[] = [
  (database) => {
    database.createObjectStore('heads', { keyPath: 'key' }).createIndex('used', 'used');
    database.createObjectStore('parts');
    database.createObjectStore('handles');
    database.createObjectStore('thumbnails').createIndex('taken', 'taken');
    database.createObjectStore('marks');
  },
  // The mark of an export says what is to be written yet; and the last session is kept.
  async (database, transaction) => {
    database.createObjectStore('sessions');
    await eachHead(transaction, ({ exporting, ...head }) => ({
      ...head,
      exporting: exporting === null ? null : { ...Object(exporting), orders: null },
    }));
  },
  // A recipe names the film and how it was scanned.
  async (_, transaction) => {
    await eachHead(transaction, (head) => head);
    await eachRecipe(transaction, (recipe) => ({
      ...recipe,
      names: { setup: '', stock: '', ...Object(recipe['names']) },
    }));
  },
  // A recipe says what becomes of colors that the output space does not hold.
  async (_, transaction) => {
    await eachHead(transaction, (head) => head);
    await eachRecipe(transaction, (recipe) => ({ ...recipe, output: { gamut: 'clip' } }));
  },
  // Why the automatic start is as it is; of older ones nobody knows.
  async (_, transaction) => {
    await eachHead(transaction, (head) => ({ ...head, startReasons: null }));
  },
  // Scans are found by their pictures; of older ones they are not known until they are opened.
  async (_, transaction) => {
    transaction.objectStore('heads').createIndex('picture', 'picture');
    await eachHead(transaction, (head) => ({ ...head, picture: '' }));
  },
];

/** Takes every head of the version before to this one; what is damaged stays as it is. */
async function eachHead(
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
  change: (head: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Promise<void> {
  const heads = transaction.objectStore('heads');
  for (let cursor = await heads.openCursor(); cursor; cursor = await cursor.continue()) {
    const { schema, ...head } = cursor.value;
    if (Number.isSafeInteger(schema)) await cursor.update({ ...change(head), schema: schema + 1 });
  }
}

/** Changes every recipe, which is kept as its text; what is none, or damaged, stays as it is. */
async function eachRecipe(
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
  change: (recipe: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Promise<void> {
  const parts = transaction.objectStore('parts');
  for (let cursor = await parts.openCursor(); cursor; cursor = await cursor.continue()) {
    const recipe = typeof cursor.value === 'string' ? objectFromText(cursor.value) : null;
    if (recipe) await cursor.update(JSON.stringify(change(recipe)));
  }
}

function objectFromText(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Of the database, and of the records in it. */
export const kVersion = kMigrations.length;

/** Takes a database from one version to another, in the transaction in which it is opened. */
export async function migrate(
  database: IDBPDatabase,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
  before: number,
  wanted: number = kVersion,
): Promise<void> {
  for (const step of kMigrations.slice(before, wanted)) await step(database, transaction);
}
