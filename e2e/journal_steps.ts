// Steps that the tests of the journal share: a graded sample, waiting until it is kept, losing its pixels.

import { writeFile } from 'node:fs/promises';
import type { Page, TestInfo } from '@playwright/test';
import type { EditorPage } from './editor_page';

export const notice = (page: Page, text: string) => page.locator('el-notice').filter({ hasText: text });

/** Waits until the last edit is written. */
export async function kept({ page }: EditorPage): Promise<void> {
  await page.evaluate(() => easelight.flush());
}

/** A file that has the same date whenever it is chosen. */
export async function sampleOnDisk(editor: EditorPage, info: TestInfo, name: string): Promise<string> {
  const file = info.outputPath(name);
  await writeFile(file, (await editor.sampleAs(name)).buffer);
  return file;
}

export async function gradedSample(editor: EditorPage): Promise<string> {
  await editor.openSample();
  await editor.drag('Exposure', 0.6);
  await editor.drag('Gamma', 0.7);
  await kept(editor);
  return (await editor.frame()).sha256;
}

/** As if the browser had removed the scans' pixels to make room, while the page was not open. */
export async function removeStores(page: Page): Promise<void> {
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.goto('./icon.svg');
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('scan-store', { recursive: true });
  });
}

/** As when a person, the browser or another tab deletes what it keeps for this site. */
export async function deleteSiteData(page: Page, storageTypes = 'all'): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes });
  await session.detach();
}

interface StoredRecords {
  readonly heads: readonly Record<string, unknown>[];
  readonly parts: readonly unknown[];
}

/** The journal's records as they lie in the database, read without the editor's code. */
export function records(page: Page): Promise<StoredRecords> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no answer'));
      });
    const database = await answer(indexedDB.open('easelight-journal'));
    const transaction = database.transaction(['heads', 'parts']);
    const [heads, parts] = await Promise.all([
      answer(transaction.objectStore('heads').getAll()),
      answer(transaction.objectStore('parts').getAll()),
    ]);
    database.close();
    return { heads, parts };
  });
}

/** Changes the only head, or adds others like it: `changes` are made one after the other to the one that is there. */
export async function putHeads(page: Page, changes: readonly Record<string, unknown>[]): Promise<void> {
  const {
    heads: [head],
  } = await records(page);
  await page.evaluate(
    async (heads) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('easelight-journal');
        request.onsuccess = () => resolve(request.result);
      });
      const transaction = database.transaction('heads', 'readwrite');
      for (const one of heads) transaction.objectStore('heads').put(one);
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      database.close();
    },
    changes.map((change) => ({ ...head, ...change })),
  );
}

/** Puts this text in the place of every recipe that is kept. */
export function overwriteRecipes(page: Page, text: string): Promise<void> {
  return page.evaluate(async (recipe) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('easelight-journal');
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction('parts', 'readwrite');
    const store = transaction.objectStore('parts');
    store.getAllKeys().onsuccess = ({ target }) => {
      for (const key of (target as IDBRequest<IDBValidKey[]>).result) {
        if (Array.isArray(key) && key[1] === 'recipe') store.put(recipe, key);
      }
    };
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  }, text);
}
