// Recipes as files: saved, opened on another scan, developed by the native tool, refused.

import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pngRows } from './deflated';
import { type EditorPage, expect, test } from './editor_page';
import { gradedSample, sampleOnDisk } from './journal_steps';
import { haveNativeTool, nativeTool, root } from './paths';

const fixture = (name: string) => path.join(root, 'tests/data', name);

/** As a hand drops a file from a window of the system. */
async function dropText({ page }: EditorPage, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type: 'application/json' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    [name, text] as const,
  );
}

test.describe('a recipe file', () => {
  test('is saved and grades another scan', async ({ editor, page }, info) => {
    await gradedSample(editor);
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('sample-negative.easelight.json');
    const file = info.outputPath('saved.easelight.json');
    await saved.saveAs(file);
    const recipe: unknown = JSON.parse(await readFile(file, 'utf8'));
    expect(recipe).toEqual(await editor.recipe());
    await editor.open(await editor.sampleAs('other.jpg'));
    const before = await editor.recipe();
    expect(before).not.toEqual(recipe);
    await page.getByLabel('Open a recipe').setInputFiles(file);
    await expect.poll(() => editor.recipe()).toEqual(recipe);
    await editor.button('Undo').click();
    expect(await editor.recipe()).toEqual(before);
  });

  test('is what the native tool develops with', async ({ editor, page }, info) => {
    test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
    const scan = await sampleOnDisk(editor, info, 'scan.jpg');
    await editor.open(scan);
    await editor.drag('Exposure', 0.6);
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    const recipe = info.outputPath('scan.easelight.json');
    await (await download).saveAs(recipe);
    const developed = info.outputPath('native.png');
    execFileSync(nativeTool, ['develop', scan, '-o', developed, '--recipe', recipe, '--depth', '8', '--space', 'srgb']);
    const exported = info.outputPath('page.png');
    await (await editor.export({ Format: 'png', Depth: '8', 'Color space': 'srgb' })).saveAs(exported);
    const [ours, theirs] = [pngRows(await readFile(exported)), pngRows(await readFile(developed))];
    expect(ours.equals(theirs)).toBe(true);
  });

  test('of another program is looked at before it is taken', async ({ editor, page }) => {
    await editor.openSample();
    const before = await editor.recipe();
    await dropText(editor, 'preset.json', await readFile(fixture('divere_single.json'), 'utf8'));
    const offer = page.getByRole('region', { name: 'Grade from outside' });
    await expect(offer).toContainText('A grade from preset.json');
    await expect(offer.getByRole('list', { name: 'What is not imitated' }).getByRole('listitem')).toHaveCount(2);
    expect(await editor.recipe()).toEqual(before);
    await editor.button('Apply').click();
    await expect(editor.field('Gamma')).toHaveValue('2.100');
    expect((await editor.recipe())?.names.matrix).toBe('own chart');
    await editor.button('Undo').click();
    expect(await editor.recipe()).toEqual(before);
  });

  test('of another program that cannot be read changes nothing', async ({ editor }) => {
    await editor.openSample();
    const before = await editor.recipe();
    await dropText(editor, 'old.json', '{"version":2,"grading_params":{}}');
    await expect(editor.alert).toContainText('The grade of old.json cannot be used: the preset is of version 2');
    expect(await editor.recipe()).toEqual(before);
  });

  test('that is wrong is refused with key, value and limit', async ({ editor, page }) => {
    await editor.openSample();
    const before = await editor.recipe();
    const wrong = { ...before, density: { ...before?.density, gamma: 9 } };
    const upload = (value: unknown) =>
      page.getByLabel('Open a recipe').setInputFiles({
        name: 'wrong.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(value)),
      });
    await upload(wrong);
    await expect(editor.alert).toContainText('wrong.json: density.gamma');
    await expect(editor.alert).toContainText('9');
    await upload([before, wrong]);
    await expect(editor.alert).toContainText('recipe 2');
    await upload([]);
    await expect(editor.alert).toContainText('0 recipes; 1 to 64');
    expect(await editor.recipe()).toEqual(before);
  });
});
