// Every panel and dialog, in both themes: axe finds nothing serious, and each control has a name of its own.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { balancedBase, makeNegative } from '../tests/determinism/negatives.mjs';
import { controlsOf } from './accessibility_tree';
import { EditorPage, expect, test } from './editor_page';

const kGrave: readonly unknown[] = ['serious', 'critical'];

/** The page's policy lets nothing in; what the browser is told to evaluate is not asked. */
async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => kGrave.includes(impact))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
}

async function namesTwice(page: Page): Promise<string[]> {
  const names = (await controlsOf(page)).map(({ name }) => name);
  return names.filter((name, index) => name === '' || names.indexOf(name) !== index);
}

async function check({ page }: EditorPage, where: string): Promise<void> {
  await test.step(where, async () => {
    expect.soft(await violationsOf(page), where).toEqual([]);
    expect.soft(await namesTwice(page), `names without or with a second control: ${where}`).toEqual([]);
  });
}

/** Opens a dialog, looks at it, and closes it. */
async function checkDialog(editor: EditorPage, name: string, open: () => Promise<void>): Promise<void> {
  await open();
  await expect(editor.page.getByRole('dialog', { name })).toBeVisible();
  await check(editor, `the dialog "${name}"`);
  await editor.page.keyboard.press('Escape');
  await expect(editor.page.getByRole('dialog')).toHaveCount(0);
}

async function choose(editor: EditorPage, item: string): Promise<void> {
  await editor.button('More').click();
  await editor.page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function checkPanels(editor: EditorPage): Promise<void> {
  const { page } = editor;
  await check(editor, 'the editor');
  await page.keyboard.press('s');
  await page.keyboard.press('s');
  await check(editor, 'the editor with two snapshots');
  await editor.button('Save profile').click();
  await editor.button('Save profile').click();
  await editor.button('Calibrate with a chart…').click();
  await expect(page.getByText(/ chart was found/)).toBeVisible();
  await check(editor, 'a chart and two profiles');
  await editor.button('Leave chart').click();
  await editor.button('Engine').click();
  await expect(page.getByRole('tab', { name: 'Memory' })).toBeVisible();
  await check(editor, 'the memory of the engine');
  await page.getByRole('tab', { name: 'Speed' }).click();
  await check(editor, 'the speed of the engine');
  await editor.button('Engine').click();
  await editor.button('More').click();
  await expect(page.getByRole('menu', { name: 'More' })).toBeVisible();
  await check(editor, 'the menu');
  await page.keyboard.press('Escape');
}

/** Returns the link that the share dialog shows. */
async function checkDialogs(editor: EditorPage): Promise<string> {
  const { page } = editor;
  await checkDialog(editor, 'Export', () => editor.button('Export…').click());
  await checkDialog(editor, 'Table for other programs', async () => {
    await editor.button('Export…').click();
    await editor.button('Table…').click();
  });
  let link = '';
  await checkDialog(editor, 'Share this grade', async () => {
    await editor.button('Share…').click();
    const field = page.getByRole('textbox', { name: 'Link', exact: true });
    await expect(field).toHaveValue(/#grade=1\./);
    link = await field.inputValue();
  });
  await checkDialog(editor, 'Soft proof', () => choose(editor, 'Proof setup…'));
  await checkDialog(editor, 'Compare grades', async () => {
    await choose(editor, 'Compare grades…');
    await page.getByLabel('Second link').fill(link);
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByText('Nothing differs.')).toBeVisible();
  });
  await checkDialog(editor, 'Settings', () => choose(editor, 'Settings…'));
  await checkDialog(editor, 'Keyboard shortcuts', () => choose(editor, 'Keyboard shortcuts'));
  await checkDialog(editor, 'Find a command', () => choose(editor, 'Find a command…'));
  await checkDialog(editor, 'Recent scans', () => editor.button('Recent scans').click());
  return link;
}

async function checkCrops(editor: EditorPage): Promise<void> {
  await editor.button('Add crop').click();
  await expect(editor.page.getByRole('toolbar', { name: 'Crop' })).toBeVisible();
  await check(editor, 'drawing the second crop');
  await editor.button('Done').click();
  await check(editor, 'two crops');
}

async function checkFromOutside(editor: EditorPage, link: string): Promise<void> {
  const { page } = editor;
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await expect(page.getByRole('region', { name: 'Grade from outside' })).toBeVisible();
  await check(editor, 'a grade from outside');
  await editor.button('Discard').click();
  await page.evaluate(() => (location.hash = '#grade=2.eJyr'));
  await expect(editor.alert).toBeVisible();
  await check(editor, 'an error');
}

async function checkQuestion(editor: EditorPage): Promise<void> {
  const buffer = Buffer.from(makeNegative({ base: balancedBase, range: 0.6, power: 1 }));
  await editor.open({ name: 'doubtful.tif', mimeType: 'image/tiff', buffer });
  await expect(editor.page.getByRole('region', { name: 'How the scan is read' })).toBeVisible();
  await check(editor, 'the question how a scan is read');
}

for (const theme of ['dark', 'light'] as const) {
  test(`the ${theme} theme is for everybody`, async ({ editor, page }) => {
    await page.evaluate((name) => localStorage.setItem('easelight-settings', JSON.stringify({ theme: name })), theme);
    await editor.visit();
    await check(editor, 'the empty page');
    await editor.openSample();
    await checkPanels(editor);
    const link = await checkDialogs(editor);
    await checkCrops(editor);
    await checkFromOutside(editor, link);
    await checkQuestion(editor);
  });
}

test('a phone is for everybody', async ({ editor, page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await editor.openSample();
  await checkPanels(editor);
  await checkCrops(editor);
});
