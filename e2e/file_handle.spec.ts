// A scan whose pixels are gone, and the file that it came from: read again after the browser's own question, which is
// answered as a user does.

import { rm } from 'node:fs/promises';
import { type BrowserContext, chromium, test as base } from '@playwright/test';
import { BrowserDialog, dialogTools } from './browser_dialog';
import { EditorPage, expect } from './editor_page';
import { kept, notice, removeStores, sampleOnDisk } from './journal_steps';

interface Reopened {
  readonly editor: EditorPage;
  readonly dialog: BrowserDialog;
  readonly file: string;
  /** Of the frame before the page was left. */
  readonly graded: string;
}

const kName = 'from-the-desk.jpg';

/** Drops a file as the system does: the page gets a handle of it. */
async function dropFile({ page }: EditorPage, context: BrowserContext, file: string): Promise<void> {
  const session = await context.newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
}

/** A window in which a dropped file was graded, left, and visited again when its store was gone. */
const test = base.extend<{ reopened: Reopened }>({
  reopened: async ({ baseURL }, use, info) => {
    const tools = await dialogTools();
    const { launchOptions = {} } = info.project.use;
    const profile = info.outputPath('profile');
    const context = await chromium.launchPersistentContext(profile, {
      ...launchOptions,
      args: [...(launchOptions.args ?? []), ...tools.args],
      baseURL: baseURL ?? '',
      serviceWorkers: 'block',
    });
    try {
      const dialog = await BrowserDialog.connect(context, tools);
      if (!dialog) return info.skip(true, 'this browser has no UI DevTools to press its dialogs with');
      const editor = new EditorPage(context.pages()[0] ?? (await context.newPage()));
      await editor.page.bringToFront();
      await editor.visit();
      const file = await sampleOnDisk(editor, info, kName);
      await dropFile(editor, context, file);
      await editor.continued(kName);
      await editor.drag('Exposure', 0.7);
      await kept(editor);
      const graded = (await editor.frame()).sha256;
      await removeStores(editor.page);
      await editor.visit();
      await editor.button(`Continue with ${kName}`).click();
      await expect.poll(() => dialog.isOpen()).toBe(true);
      await use({ editor, dialog, file, graded });
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  },
});

test('goes on after one click and the user’s yes', async ({ reopened: { editor, dialog, graded } }) => {
  await expect(editor.page.getByRole('heading', { name: 'Open a scan of a negative' })).toBeVisible();
  await dialog.press('allow this time');
  await editor.continued(kName);
  expect((await editor.frame()).sha256).toBe(graded);
  await expect(editor.button('Undo')).toBeEnabled();
  expect((await editor.log()).filter((line) => line.startsWith('decoded'))).toHaveLength(1);
});

test('is asked for by its name after a no', async ({ reopened: { editor, dialog, file, graded } }) => {
  await editor.page.evaluate(() => Reflect.deleteProperty(globalThis, 'showOpenFilePicker'));
  const chooser = editor.page.waitForEvent('filechooser');
  await dialog.press('do not allow');
  await expect(notice(editor.page, `Choose ${kName} to go on with its grade.`)).toBeVisible();
  await (await chooser).setFiles(file);
  await editor.continued(kName);
  expect((await editor.frame()).sha256).toBe(graded);
});
