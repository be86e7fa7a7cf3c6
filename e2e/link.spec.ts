// Grades as links: made, opened, compared, refused; and what they export, byte for byte.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';
import { EditorPage, expect, test } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** The link that the dialog makes of the present grade. */
async function linkOf(editor: EditorPage, without: readonly string[] = []): Promise<string> {
  await editor.button('Share…').click();
  const dialog = editor.page.locator('el-share-dialog');
  for (const part of without) await dialog.getByRole('checkbox', { name: part, exact: true }).uncheck();
  const field = dialog.getByLabel('Link', { exact: true });
  await expect(field).toHaveValue(/#grade=1\./);
  if (without.length > 0) await expect(field).toHaveValue(/&parts=/);
  const link = await field.inputValue();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  return link;
}

/** The page in a browser profile of its own, at this address. */
async function inFreshProfile<T>(
  browser: Browser,
  address: string,
  body: (editor: EditorPage) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ acceptDownloads: true });
  try {
    const page = await context.newPage();
    await page.goto(address);
    return await body(new EditorPage(page));
  } finally {
    await context.close();
  }
}

const offer = (editor: EditorPage) => editor.page.getByRole('region', { name: 'Grade from outside' });

test('shares the grade as a link and a QR code', async ({ editor }) => {
  await editor.openSample();
  await editor.button('Share…').click();
  const dialog = editor.page.locator('el-share-dialog');
  const field = dialog.getByLabel('Link', { exact: true });
  await expect(field).toHaveValue(/^http:\/\/localhost:\d+\/#grade=1\.[\w-]+&proof=[0-9a-f]{16}&pixels=[\w-]{64}$/);
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Geometry', exact: true }).uncheck();
  await expect(field).toHaveValue(/&parts=base\.light\.color\.print&/);
  await editor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog).toContainText('Copied.');
});

test('shows a grade on the sample where no picture is open, and it waits for one', async ({ editor, browser }) => {
  await editor.openSample();
  await editor.type('Exposure', '2.5');
  const link = await linkOf(editor);
  const graded = await editor.frame();
  const recipe = await editor.recipe();
  await inFreshProfile(browser, link, async (receiver) => {
    await expect(offer(receiver)).toContainText('shown on the sample until you open a scan of your own');
    await expect(offer(receiver)).toContainText('Verified: same pixels.');
    await expect.poll(async () => (await receiver.frame()).sha256).toBe(graded.sha256);
    await receiver.open(await receiver.sampleAs('roll-7.jpg'));
    await expect(offer(receiver)).toContainText('A grade from a link, as this scan would be.');
    await expect(receiver.field('Exposure')).not.toHaveValue('2.500');
    await receiver.button('Apply').click();
    await expect(receiver.field('Exposure')).toHaveValue('2.500');
    expect(new URL(receiver.page.url()).hash).toBe('');
    await expect.poll(() => receiver.recipe()).toEqual(recipe);
  });
});

test('shows before and after, takes parts, and can be undone', async ({ editor }) => {
  await editor.openSample();
  await editor.type('Exposure', '2.5');
  await editor.type('Red gain', '0.25');
  const link = await linkOf(editor);
  await editor.type('Exposure', '1.5');
  await editor.type('Red gain', '0');
  const before = await editor.frame();
  const recipe = await editor.recipe();
  await editor.page.goto(link);
  await expect(offer(editor)).toBeVisible();
  await expect.poll(async () => (await editor.frame()).sha256).not.toBe(before.sha256);
  expect(await editor.recipe()).toEqual(recipe);
  await offer(editor).getByRole('checkbox', { name: 'Show my grade' }).check();
  await expect.poll(async () => (await editor.frame()).sha256).toBe(before.sha256);
  await offer(editor).getByRole('checkbox', { name: 'Color', exact: true }).uncheck();
  await editor.button('Apply').click();
  await expect(editor.field('Exposure')).toHaveValue('2.500');
  await expect(editor.field('Red gain')).toHaveValue('0.000');
  await editor.button('Undo').click();
  expect(await editor.recipe()).toEqual(recipe);

  await editor.page.goto(link);
  await expect(offer(editor)).toBeVisible();
  await editor.button('Discard').click();
  await expect(offer(editor)).toHaveCount(0);
  expect(await editor.recipe()).toEqual(recipe);
});

test('one link holds every crop', async ({ editor }) => {
  await editor.openSample();
  await editor.button('Add crop').click();
  await editor.button('Done').click();
  await editor.type('Exposure', '2.25');
  const link = await linkOf(editor);
  await editor.page.reload();
  await editor.continued('sample-negative.jpg');
  await editor.page.goto(link);
  await expect(offer(editor)).toContainText('2 grades from a link');
  await editor.button('Next').click();
  await editor.button('Apply as 2 crops').click();
  await expect(offer(editor)).toHaveCount(0);
  await expect(editor.field('Exposure')).toHaveValue('2.250');
});

test('lists what differs between two links', async ({ editor }) => {
  await editor.openSample();
  const first = await linkOf(editor);
  await editor.type('Exposure', '2.125');
  const second = await linkOf(editor);
  await editor.button('Share…').click();
  await editor.button('Compare grades…').click();
  const dialog = editor.page.locator('el-compare-dialog');
  await dialog.getByLabel('First link').fill(first);
  await dialog.getByLabel('Second link').fill(second);
  await dialog.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(dialog.getByRole('row')).toHaveCount(2);
  await expect(dialog.getByRole('row').nth(1)).toContainText('Exposure');
  await expect(dialog.getByRole('row').nth(1)).toContainText('2.125');
});

for (const [what, hash, reason] of [
  ['cut off', '#grade=1.eJyrViouSSxJVbJSKi1OLVKqBQAwjQV', /cannot be used/],
  ['of another version', '#grade=2.eJyrViouSSxJVbJSKi1OLVKqBQAwjQV', /version 2/],
  ['too long', `#grade=1.${'A'.repeat(20_000)}`, /16,384/],
  ['with markup', '#grade=1.<img/src=x/onerror=alert(1)>', /cannot be used/],
] as const) {
  test(`refuses a link that is ${what}, and leaves the grade as it was`, async ({ editor }) => {
    await editor.openSample();
    await editor.type('Exposure', '2.5');
    const recipe = await editor.recipe();
    await editor.page.evaluate((fragment) => (location.hash = fragment), hash);
    await expect(editor.alert).toContainText(reason);
    expect(await editor.recipe()).toEqual(recipe);
    await expect(offer(editor)).toHaveCount(0);
    await editor.page.evaluate(() => history.replaceState(null, '', location.pathname));
  });
}

test('an exported file offers its grade, or is opened as a picture', async ({ editor }, info) => {
  await editor.openSample();
  await editor.type('Exposure', '2.5');
  const graded = await editor.recipe();
  const file = info.outputPath('print.jpg');
  await (await editor.export({ Format: 'jpeg' })).saveAs(file);
  await editor.type('Exposure', '1.5');
  await editor.choose(file);
  await expect(offer(editor)).toContainText('A grade from print.jpg');
  await editor.button('Apply').click();
  await expect(editor.field('Exposure')).toHaveValue('2.500');
  expect(await editor.recipe()).toEqual(graded);
  await editor.choose(file);
  await editor.button('Open the picture').click();
  await editor.continued('print.jpg');
  await expect(offer(editor)).toHaveCount(0);
});

test('the same link exports the same bytes from two browser profiles and from the tool', async ({
  editor,
  browser,
}, info) => {
  test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
  await editor.openSample();
  await editor.type('Exposure', '2.125');
  await editor.type('Blue gain', '0.125');
  const link = await linkOf(editor);
  const sample = await editor.sampleAs('roll-7.jpg');
  const settings = { Format: 'tiff', Depth: '16', Compression: 'none' };
  const hashes: string[] = [];
  for (let profile = 0; profile < 2; profile += 1) {
    hashes.push(
      await inFreshProfile(browser, link, async (receiver) => {
        await expect(offer(receiver)).toContainText('shown on the sample');
        await receiver.open(sample);
        await receiver.button('Apply').click();
        await expect(offer(receiver)).toHaveCount(0);
        const file = info.outputPath(`profile-${profile}.tif`);
        await (await receiver.export(settings)).saveAs(file);
        return sha256(await readFile(file));
      }),
    );
  }
  const [source, native] = [info.outputPath('roll-7.jpg'), info.outputPath('native.tif')];
  await writeFile(source, sample.buffer);
  execFileSync(nativeTool, ['develop', source, '-o', native, '--link', link, '--depth', '16', '--compression', 'none']);
  expect(hashes).toEqual([sha256(await readFile(native)), sha256(await readFile(native))]);
});
