// A file of which only the first rows are there: asked about, opened as agreed to, and marked from then on.

import { execFileSync } from 'node:child_process';
import { expect, test } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';

const said = /Of cut\.jpg only ([\d,]+) of 1,200 rows are there\./;

test('a JPEG that is cut off is asked about, and opened in part', async ({ editor, page }) => {
  await editor.openSample();
  const before = await editor.frame();
  await editor.choose(await editor.sampleAs('cut.jpg', 0.5));
  const rows = '([\\d,]+) of 1,200';
  const question = new RegExp(`cut\\.jpg: the file ends after row ${rows}\\. ${rows} rows are there; open them\\?`);
  await expect(editor.alert).toContainText(question);
  expect(await editor.frame()).toEqual(before);

  await editor.button('Open these rows').click();
  await editor.continued('cut.jpg');
  await expect(editor.alert).toHaveCount(0);
  const notice = page.getByRole('status').filter({ hasText: said });
  await expect(notice).toBeVisible();
  const there = said.exec((await notice.textContent()) ?? '')?.[1] ?? '';
  await expect(editor.status).toContainText(`× ${there}, 8-bit RGB, JPEG, ${there} of 1,200 rows`);
  expect(await editor.differenceOnScreen()).toBe(0);

  await editor.button('Export…').click();
  await expect(page.locator('el-export-dialog')).toContainText(said);
  await editor.button('Close').click();
  const exported = await (await editor.export({ Format: 'jpeg' })).path();
  test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
  const known = JSON.parse(execFileSync(nativeTool, ['info', exported], { encoding: 'utf8' })) as {
    sourceRows: string;
  };
  expect(known.sourceRows).toBe(`${there}/1200`);
});

test('a part is there again after a reload, and still called one', async ({ editor, page }) => {
  await editor.choose(await editor.sampleAs('cut.jpg', 0.5));
  await editor.button('Open these rows').click();
  await editor.continued('cut.jpg');
  const before = await editor.frame();
  await page.reload();
  await editor.continued('cut.jpg');
  expect(await editor.frame()).toEqual(before);
  await expect(page.getByRole('status').filter({ hasText: said })).toBeVisible();
});

test('nothing is opened of a part that is not wanted', async ({ editor }) => {
  await editor.choose(await editor.sampleAs('cut.jpg', 0.5));
  await expect(editor.alert).toContainText('open them?');
  await editor.button('Dismiss').click();
  await expect(editor.alert).toHaveCount(0);
  await expect(editor.picture).toHaveCount(0);
});
