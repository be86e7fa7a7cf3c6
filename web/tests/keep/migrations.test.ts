// Every version of the database that was ever written comes through the migrations; and what this version writes has the
// shape of its own fixture, so that nobody changes a record or a recipe without raising the version.

import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { JournalDatabase } from '../../src/keep/database';
import { kVersion, migrate } from '../../src/keep/migrations';
import { Tab, kept, keptGamma, keptUndoes, recordsOf, startAnew, startReasons } from './tabs';
import { testRecipe } from '../recipes';

interface Fixture {
  readonly version: number;
  readonly stores: Readonly<Record<string, readonly { readonly key: IDBValidKey; readonly value: unknown }[]>>;
}

const fixtures = Object.values(
  import.meta.glob<Fixture>('./fixtures/version-*.json', { eager: true, import: 'default' }),
);

/** A database as a page of that version has left it. */
async function write({ version, stores }: Fixture): Promise<void> {
  const database = await openDB('easelight-journal', version, {
    upgrade: (created, before, wanted, transaction) => migrate(created, transaction, before, wanted ?? undefined),
  });
  for (const [name, records] of Object.entries(stores)) {
    for (const { key, value } of records) {
      if (database.transaction(name).store.keyPath === null) await database.put(name, value, key);
      else await database.put(name, value);
    }
  }
  database.close();
}

/** The keys of all objects in it, by where they are. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [shapeOf(value[0])] : [];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)]));
}

const newest = () => fixtures.find(({ version }) => version === kVersion);
const recordsIn = ({ stores }: Fixture, name: string) => (stores[name] ?? []).map(({ value }) => value);

beforeEach(startAnew);

describe('of every version', () => {
  it('a database is kept', () => {
    const versions = fixtures.map(({ version }) => version).sort((one, other) => one - other);
    expect(versions).toEqual(Array.from({ length: kVersion }, (_, index) => index + 1));
  });

  for (const fixture of fixtures) {
    it(`${fixture.version}: grade, history, crops, snapshots and marks come through`, async () => {
      await write(fixture);
      expect(await keptGamma('a')).toBe(2);
      expect(await keptUndoes('a')).toEqual([2, 1.6]);
      const { grading, start, startReasons: reasons } = (await kept('a')).grade;
      expect(grading.crops.map(({ density }) => density.gamma)).toEqual([2, 2.5]);
      expect(grading.snapshots).toMatchObject([{ name: 'Warm', recipe: { density: { gamma: 2 } } }]);
      expect(start).toEqual(testRecipe());
      // Of a start that was made before version 5 nobody knows them.
      expect(reasons).toEqual(fixture.version < 5 ? null : startReasons);
      const list = (await new Tab('two').journal.shelf.recent(10)).entries;
      expect(list.map(({ key, problem }) => [key, problem])).toEqual([
        ['a', null],
        ['b', 'it is damaged'],
      ]);
    });
  }
});

describe('the mark of an export', () => {
  it('of version 1 does not say what is to be written yet', async () => {
    const [first] = fixtures.filter(({ version }) => version === 1);
    if (!first) throw new Error('there is no fixture of version 1');
    const [head] = recordsIn(first, 'heads').map((value) => value as Record<string, unknown>);
    const marked = { ...head, exporting: { name: 'a.tif', tab: 'former' } };
    const heads = [{ key: 'a', value: marked }];
    await write({ ...first, stores: { ...first.stores, heads } });
    expect((await kept('a')).head?.exporting).toEqual({ name: 'a.tif', tab: 'former', orders: null });
  });
});

describe('what this version writes', () => {
  it('has the shape of its fixture', async () => {
    const fixture = newest();
    if (!fixture) throw new Error('there is no fixture of this version');
    const tab = new Tab('one');
    tab.enter('a');
    tab.edit(2);
    await tab.journal.flush();
    const { head, parts } = (await recordsOf('a')) as { head: unknown; parts: { key: string[]; value: unknown }[] };
    expect(shapeOf(head)).toEqual(shapeOf(recordsIn(fixture, 'heads')[0]));
    const kinds = (records: readonly { readonly key: unknown; readonly value: unknown }[]) =>
      Object.fromEntries(records.map(({ key, value }) => [(key as string[])[1], Object.keys(Object(value)).sort()]));
    const { recipe: _, ...written } = kinds(parts);
    expect(kinds(fixture.stores['parts'] ?? [])).toMatchObject(written);
  });

  it('has recipes with the keys of its fixture', () => {
    const fixture = newest();
    const text = fixture && recordsIn(fixture, 'parts').find((value) => typeof value === 'string');
    expect(shapeOf(JSON.parse(String(text)))).toEqual(shapeOf(testRecipe()));
  });

  it('is in a database of its own version', async () => {
    (await JournalDatabase.open(() => undefined)).close();
    const databases = await indexedDB.databases();
    expect(databases).toEqual([{ name: 'easelight-journal', version: kVersion }]);
  });
});
