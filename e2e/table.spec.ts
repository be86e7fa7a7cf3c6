// A grade as a table for other programs, from the page: the native tool's file, and its error said.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import type { Download } from '@playwright/test';
import { type EditorPage, expect, test } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';

const said = ({ page }: EditorPage) => page.locator('el-table-dialog').getByRole('status');

async function openDialog(editor: EditorPage): Promise<void> {
  await editor.button('Export…').click();
  await editor.button('Table…').click();
  await expect(editor.page.getByRole('dialog', { name: 'Table for other programs' })).toBeVisible();
}

async function saved(editor: EditorPage): Promise<Download> {
  const download = editor.page.waitForEvent('download');
  await editor.button('Save table').click();
  return download;
}

const cases = [
  { format: 'clf', name: 'sample-negative.clf', flags: [] },
  { format: 'cube3d', name: 'sample-negative.cube', flags: ['--size', '17'] },
  { format: 'hald', name: 'sample-negative-hald.png', flags: [] },
] as const;

for (const { format, name, flags } of cases) {
  test(`a table (${format}) is what the native tool writes, with its error`, async ({ editor }, info) => {
    await editor.openSample();
    await editor.drag('Exposure', 0.55);
    await openDialog(editor);
    await editor.list('Table').selectOption(format);
    await editor.list('Color space').selectOption('display-p3');
    if (format === 'cube3d') await editor.list('Nodes a side').selectOption('17');
    const download = await saved(editor);
    expect(download.suggestedFilename()).toBe(name);
    await expect(said(editor)).toContainText(
      /^\S+ is in your downloads\. It differs .* at most \d+\.\d{4} % .* average by \d*\.\d{4} %\.$/,
    );
    const here = info.outputPath(name);
    await download.saveAs(here);

    test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
    const recipe = info.outputPath('recipe.json');
    await writeFile(recipe, JSON.stringify(await editor.recipe()));
    const native = info.outputPath(`native-${name}`);
    const own = ['--space', 'display-p3', '--input-encoding', 'srgb', ...flags];
    execFileSync(nativeTool, ['lut', recipe, '--format', format, '-o', native, ...own]);
    expect((await readFile(here)).equals(await readFile(native))).toBe(true);
  });
}

test('a 1D table of a grade that mixes channels is refused with the reason', async ({ editor }) => {
  await editor.openSample();
  await openDialog(editor);
  await editor.list('Table').selectOption('cube1d');
  await editor.button('Save table').click();
  await expect(said(editor)).toContainText(
    'The table cannot be written: a 1D table treats each channel by itself, and',
  );
});
