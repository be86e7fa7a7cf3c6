// How film was scanned, where its file does not say it: guessed, asked once a scanner, remembered; and why a start is as
// it is, also after a reload.

import type { Page } from '@playwright/test';
import { makeNegative, maskedBase } from '../tests/determinism/negatives.mjs';
import { type EditorPage, type Upload, expect, test } from './editor_page';
import { kept } from './journal_steps';

const negative = (name: string, range: number): Upload => ({
  name,
  mimeType: 'image/tiff',
  buffer: Buffer.from(makeNegative({ base: maskedBase, range, power: 1 })),
});

const setup = (editor: EditorPage) => editor.list('Scan setup').locator('option:checked');
const question = (page: Page) => page.getByRole('group', { name: /: is that right\?$/ });

test('a guess is asked about, and confirmed without another picture', async ({ editor, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await editor.openSample();
  await expect(setup(editor)).toHaveText('Not known');
  const why = page.getByText('Why it starts this way');
  await expect(why).toContainText('Film scanner?');
  // That the window looks private is said above, once.
  await editor.button('Hide').click();
  await expect(editor.slider('Exposure')).toBeInViewport({ ratio: 1 });
  await why.click();
  await expect(question(page)).toContainText('Film scanner: is that right?');
  const before = await editor.frame();
  await question(page).getByRole('button', { name: 'Yes, remember' }).click();
  await expect(question(page)).toHaveCount(0);
  await expect(why).not.toContainText('Film scanner?');
  await expect(setup(editor)).toHaveText('Film scanner');
  expect((await editor.frame()).sha256).toBe(before.sha256);
  await editor.button('Undo').click();
  await expect(setup(editor)).toHaveText('Not known');
  await expect(editor.button('Undo')).toBeDisabled();
  await expect(question(page)).toHaveCount(0);
  await editor.button('Redo').click();
  await expect(setup(editor)).toHaveText('Film scanner');
});

test('what is picked starts later scans of the kind, until it is not known again', async ({ editor, page }) => {
  // The files say that a camera took them.
  await editor.open(negative('first.tif', 1.1));
  await expect(setup(editor)).toHaveText('Not known');
  await editor.list('Scan setup').selectOption('flatbed');
  await expect.poll(async () => (await editor.recipe())?.names.setup).toBe('flatbed');
  await editor.open(negative('second.tif', 1));
  expect((await editor.recipe())?.names.setup).toBe('flatbed');
  await expect(editor.button('Undo')).toBeDisabled();
  await kept(editor);
  await page.reload();
  await editor.continued('second.tif');
  await editor.open(negative('third.tif', 1.2));
  expect((await editor.recipe())?.names.setup).toBe('flatbed');
  await editor.list('Scan setup').selectOption('');
  await expect.poll(async () => (await editor.recipe())?.names.setup).toBe('');
  await editor.open(negative('fourth.tif', 1.3));
  expect((await editor.recipe())?.names.setup).toBe('');
});

test('why a start is as it is, is still known after a reload', async ({ editor, page }) => {
  await editor.openSample();
  const why = page.getByRole('note', { name: 'Why it starts this way' });
  await page.getByText('Why it starts this way').click();
  const reasons = await why.textContent();
  expect(reasons).toContain('Scan setup guessed from the film base: Film scanner');
  await kept(editor);
  await page.reload();
  await editor.continued('sample-negative.jpg');
  await page.getByText('Why it starts this way').click();
  expect(await why.textContent()).toBe(reasons);
  await expect(question(page)).toHaveCount(1);
});

test('a slide may have faded, and its layers are joined', async ({ editor }) => {
  await editor.openSample();
  await editor.list('Kind of film').selectOption('color-slide');
  const stock = editor.list('Film stock');
  await expect(stock.locator('option')).toHaveText(['Not known', 'Faded film']);
  await stock.selectOption('faded');
  await expect.poll(async () => (await editor.recipe())?.names.stock).toBe('faded');
  const { channelGamma } = (await editor.recipe())?.density ?? {};
  expect(channelGamma).not.toEqual([1, 1, 1]);
  await stock.selectOption('');
  await expect.poll(async () => (await editor.recipe())?.density.channelGamma).toEqual([1, 1, 1]);
  await editor.list('Kind of film').selectOption('digital');
  await expect(stock).toBeDisabled();
});
