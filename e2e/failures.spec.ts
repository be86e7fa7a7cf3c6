// What cannot be opened gives a sentence, and what was open stays.

import { expect, test } from './editor_page';

test.beforeEach(async ({ editor }) => editor.openSample());

const bad = [
  {
    what: 'a text file that is called a TIFF',
    file: {
      name: 'notes.tif',
      mimeType: 'image/tiff',
      buffer: Buffer.from('Developed in the kitchen, 1974.\n'.repeat(40)),
    },
  },
  { what: 'an empty file', file: { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) } },
];

for (const { what, file } of bad) {
  test(`${what} is refused`, async ({ editor }) => {
    await editor.drag('Exposure', 0.5);
    const before = await editor.frame();
    await editor.choose(file);
    await expect(editor.alert).toContainText(`${file.name}: `);
    await expect(editor.page.getByRole('img', { name: 'Picture: sample-negative.jpg' })).toBeVisible();
    expect(await editor.frame()).toEqual(before);
    await editor.drag('Exposure', 0.6);
    expect((await editor.frame()).sha256).not.toBe(before.sha256);
    await editor.button('Dismiss').click();
    await expect(editor.alert).toHaveCount(0);
  });
}

test('a JPEG that is cut off is refused', async ({ editor }) => {
  const before = await editor.frame();
  await editor.choose(await editor.sampleAs('cut.jpg', 0.5));
  await expect(editor.alert).toContainText('cut.jpg: ');
  expect(await editor.frame()).toEqual(before);
});

test('another scan opens after a refused one', async ({ editor }) => {
  await editor.choose({ name: 'bad.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no') });
  await expect(editor.alert).toContainText('bad.jpg: ');
  await editor.open(await editor.sampleAs('again.jpg'));
  await expect(editor.alert).toContainText('bad.jpg: ');
  await editor.button('Dismiss').click();
  await expect(editor.alert).toHaveCount(0);
  await expect(editor.button('Undo')).toBeDisabled();
});

test('each error stays until it is dismissed', async ({ editor }) => {
  for (const name of ['first.jpg', 'second.jpg']) {
    await editor.choose({ name, mimeType: 'image/jpeg', buffer: Buffer.from('no') });
    await expect(editor.alert).toContainText(`${name}: `);
  }
  const download = await editor.export({ Format: 'jpeg' });
  expect(await download.failure()).toBeNull();
  await expect(editor.alert).toContainText('first.jpg: ');
  await editor.button('Dismiss').first().click();
  await expect(editor.alert).not.toContainText('first.jpg: ');
  await expect(editor.alert).toContainText('second.jpg: ');
});
