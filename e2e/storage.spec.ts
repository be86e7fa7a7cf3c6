// Scans on disk: opened again without decoding, shared between tabs, and nothing left behind by what was not finished.

import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeBigTiff } from './big_tiff';
import { EditorPage, expect, test } from './editor_page';

const kMegabyte = 1e6;
const kWidth = 6000;
const kHeight = 4000;

const decoded = (line: string) => line.startsWith('decoded');
const attached = (line: string) => line.startsWith('attached');

test.describe('of an ordinary scan', () => {
  test('is attached when the same file is opened again', async ({ editor }) => {
    const file = await editor.sampleAs('twice.jpg');
    await editor.openSample();
    await editor.open(file);
    const first = await editor.frame();
    await editor.page.reload();
    await editor.continued('twice.jpg');
    expect(await editor.frame()).toEqual(first);
    const log = await editor.log();
    expect(log.filter(attached)).toHaveLength(1);
    expect(log.filter(decoded)).toHaveLength(0);
  });

  test('is shared by two tabs', async ({ editor, context }) => {
    await editor.openSample();
    const first = await editor.frame();
    const other = new EditorPage(await context.newPage());
    await other.visit();
    await other.continued('sample-negative.jpg');
    expect(await other.frame()).toEqual(first);
    expect((await other.log()).filter(attached)).toHaveLength(1);
    expect((await editor.ownFiles()).filter((name) => name.endsWith('.tiles'))).toHaveLength(1);
    await other.drag('Exposure', 0.6);
    expect((await other.frame()).sha256).not.toBe(first.sha256);
    await editor.page.close();
    await other.drag('Exposure', 0.4);
    const download = await other.export({ Format: 'jpeg' });
    expect(await download.failure()).toBeNull();
  });

  test('is decoded in memory where the disk has no room, if it is small', async ({ editor }) => {
    const small = await editor.sampleAs('small.jpg');
    await editor.open(small);
    const first = await editor.frame();
    await editor.limitDisk(2 * kMegabyte);
    await editor.choose({ ...small, name: 'copy.jpg' });
    await expect(editor.page.getByText('copy.jpg is the same picture as small.jpg')).toBeVisible();
    expect((await editor.log()).filter(decoded)).toHaveLength(2);
    expect((await editor.frame()).sha256).toBe(first.sha256);
    expect((await editor.ownFiles()).filter((file) => file.startsWith('exports'))).toEqual([]);
  });
});

test.describe('of a large scan', () => {
  let big: string;

  test.beforeEach(async ({}, info) => {
    big = path.join(os.tmpdir(), `easelight-${process.pid}-${info.testId}.tif`);
    await writeBigTiff(big, kWidth, kHeight);
  });
  test.afterEach(() => rm(big, { force: true }));

  test('is announced, shown while it grows, and gone at a cancel', async ({ editor }) => {
    await editor.choose(big);
    const row = editor.page.locator('el-task-row');
    await expect(row).toContainText('6000 × 4000, 16-bit RGB');
    await expect(row).toContainText('memory 256 MiB as always');
    await expect(editor.page.locator('el-histogram')).toContainText('Black');
    expect(await editor.cancelTime('Cancel opening')).toBeLessThan(500);
    expect(await editor.ownFiles()).toEqual([]);
    await expect(editor.page.locator('el-histogram')).not.toContainText('Black');
    await expect(editor.alert).toHaveCount(0);
  });

  test('is refused with a sentence where the disk has no room', async ({ editor }) => {
    await editor.openSample();
    const before = await editor.frame();
    await editor.limitDisk(60 * kMegabyte);
    await editor.choose(big);
    await expect(editor.alert).toContainText(/needs [\d,]+ MB of disk space, and this browser has [\d,]+ MB left/);
    expect(await editor.frame()).toEqual(before);
    expect((await editor.ownFiles()).filter((name) => name.endsWith('.tiles'))).toHaveLength(1);
  });

  test('makes room by removing the store that was not used for longest', async ({ editor }) => {
    await editor.open(big);
    await editor.open(await editor.sampleAs('first.jpg'));
    const [small = 0, large = 0] = (await editor.storeSizes()).sort((one, other) => one - other);
    const before = await editor.ownFiles();
    // Enough for one more of the small ones, not for two.
    await editor.limitDisk(large + 2.5 * small);
    await editor.open(await editor.sampleAs('second.jpg'));
    expect(await editor.storeSizes()).toHaveLength(3);
    await editor.open(await editor.sampleAs('third.jpg'));
    expect(await editor.storeSizes()).toEqual([small, small, small]);
    const after = await editor.ownFiles();
    expect(before.filter((name) => !after.includes(name))).toHaveLength(2);
  });

  test('exports after its file was deleted, and leaves nothing at a cancel', async ({ editor }) => {
    await editor.open(big);
    await rm(big);
    await editor.button('Export…').click();
    await editor.list('Format').selectOption('png');
    await editor.button('Export file').click();
    await expect(editor.page.locator('el-task-row')).toContainText('%');
    const exports = async () => (await editor.ownFiles()).filter((name) => name.startsWith('exports'));
    expect(await exports()).toHaveLength(1);
    expect(await editor.cancelTime('Cancel export')).toBeLessThan(500);
    expect(await exports()).toEqual([]);
    await expect(editor.alert).toHaveCount(0);
    const download = await editor.export({ Format: 'tiff', Depth: '8', Compression: 'none' });
    expect(await download.failure()).toBeNull();
  });

  test('is refused when its file is deleted while it is read', async ({ editor }) => {
    await editor.openSample();
    const before = await editor.frame();
    await editor.choose(big);
    await expect(editor.page.locator('el-task-row')).toContainText('%');
    await rm(big);
    await expect(editor.alert).toContainText('cannot be read any more');
    expect(await editor.frame()).toEqual(before);
    expect((await editor.ownFiles()).filter((name) => name.endsWith('.tiles'))).toHaveLength(1);
  });
});
