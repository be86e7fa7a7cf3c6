// Roll profiles: kept in the browser, applied to another scan, passed on as files; and files that are none.

import { readFile } from 'node:fs/promises';
import { EditorPage, type Upload, expect, test } from './editor_page';

const names = ({ page }: EditorPage) => page.getByRole('textbox', { name: /^Name of profile \d+$/ });
const nameOf = ({ page }: EditorPage, number: number) =>
  page.getByRole('textbox', { name: `Name of profile ${number}`, exact: true });

const fileOf = (name: string, text: string): Upload => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});
const importFile = ({ page }: EditorPage, file: Upload) => page.getByLabel('Import roll profiles').setInputFiles(file);

/** The sample with a gamma of its own, saved as a profile of this name. */
async function saveProfile(editor: EditorPage, gamma: string, name: string): Promise<void> {
  await editor.type('Gamma', gamma);
  await editor.button('Save profile').click();
  await names(editor).last().fill(name);
  await names(editor).last().press('Enter');
}

test('a profile outlives the page, and grades another scan in one step', async ({ editor, page }) => {
  await editor.openSample();
  await saveProfile(editor, '2.25', 'Gold 200 <b>March</b>');
  const saved = await editor.recipe();
  await page.reload();
  await editor.continued('sample-negative.jpg');
  await expect(nameOf(editor, 1)).toHaveValue('Gold 200 <b>March</b>');

  await editor.open(await editor.sampleAs('next.jpg'));
  await editor.drag('Glare', 0.4);
  const before = await editor.recipe();
  await editor.button('Apply profile Gold 200 <b>March</b>').click();
  await expect.poll(async () => (await editor.recipe())?.density).toEqual(saved?.density);
  expect((await editor.recipe())?.print).toEqual(before?.print);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => editor.recipe()).toEqual(before);
});

test('a profile that is removed comes back to its place', async ({ editor, page }) => {
  await editor.openSample();
  await saveProfile(editor, '2.1', 'First');
  await saveProfile(editor, '2.2', 'Second');
  await editor.button('Remove profile First').click();
  await expect(names(editor)).toHaveCount(1);
  await editor.button('Bring back').click();
  await expect(nameOf(editor, 1)).toHaveValue('First');
  await page.reload();
  await editor.continued('sample-negative.jpg');
  await expect(names(editor)).toHaveCount(2);
});

test('profiles go from one browser to another as a file', async ({ editor, browser, baseURL }, info) => {
  await editor.openSample();
  await saveProfile(editor, '2.1', 'First');
  await saveProfile(editor, '2.2', 'Second');
  const download = editor.page.waitForEvent('download');
  await editor.button('Export all').click();
  const file = info.outputPath('profiles.json');
  await (await download).saveAs(file);

  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const other = new EditorPage(await context.newPage());
  await other.visit();
  await importFile(other, fileOf('profiles.json', await readFile(file, 'utf8')));
  await expect(nameOf(other, 2)).toHaveValue('Second');
  await expect(nameOf(other, 1)).toHaveValue('First');
  await context.close();
});

test('files that are none change nothing, and say why', async ({ editor }) => {
  await editor.openSample();
  await saveProfile(editor, '2.1', 'First');
  const before = await editor.recipe();
  const grade = { easelight: 1, film: 'color-negative', density: { gamma: 99 } };
  const file = (profiles: unknown) => JSON.stringify({ easelightProfiles: 1, profiles });
  const refused: [string, string, RegExp][] = [
    ['torn.json', '{"easelightProfiles"', /torn\.json: it is not JSON/],
    ['grade.json', JSON.stringify({ easelight: 1 }), /grade\.json: it holds no roll profiles/],
    ['bent.json', file([{ name: 'Bent', grade }]), /Bent: .*density\.gamma/],
    ['named.json', file([{ name: 'x'.repeat(1000), grade: {} }]), /at most 80 characters/],
    [
      'deep.json',
      file([{ name: 'Deep', grade: JSON.parse('{"a":'.repeat(2000) + '1' + '}'.repeat(2000)) }]),
      /deep\.json/,
    ],
  ];
  for (const [name, text, reason] of refused) {
    await importFile(editor, fileOf(name, text));
    await expect(editor.alert).toContainText(reason);
  }
  await expect(names(editor)).toHaveCount(1);
  expect(await editor.recipe()).toEqual(before);
});
