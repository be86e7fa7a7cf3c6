// Steps that the tests of the journal share: a graded sample, waiting until it is kept, losing its pixels.

import { writeFile } from 'node:fs/promises';
import type { Page, TestInfo } from '@playwright/test';
import type { EditorPage } from './editor_page';

export const kSample = 'sample-negative.jpg';

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
