// Scans whose files do not say how their codes stand for light, or say it falsely: they are read as their densities say,
// or as somebody who sees both pictures; and another input brings what is in densities along.

import type { Page } from '@playwright/test';
import { balancedBase, makeNegative, maskedBase, negativeSize } from '../tests/determinism/negatives.mjs';
import { powerProfile } from '../tests/determinism/profiles.mjs';
import { type EditorPage, type Upload, expect, test } from './editor_page';
import { notice } from './journal_steps';

type Triple = readonly [number, number, number];

const negative = (name: string, wanted: Parameters<typeof makeNegative>[0]): Upload => ({
  name,
  mimeType: 'image/tiff',
  buffer: Buffer.from(makeNegative(wanted)),
});
/** Could be either; each name is a picture of its own. */
const doubtful = (name: string) =>
  negative(name, { base: balancedBase, range: 0.6 + name.charCodeAt(0) / 1e5, power: 1 });
const masked = { base: maskedBase, range: 1.1, power: 1 };

const encoding = (editor: EditorPage) => editor.list('Input encoding').locator('option:checked');
const question = (page: Page) => page.getByRole('region', { name: 'How the scan is read' });

async function expectAlike(editor: EditorPage, means: Triple): Promise<void> {
  const now = (await editor.frame()).means;
  for (const channel of [0, 1, 2] as const) expect(Math.abs(now[channel] - means[channel])).toBeLessThan(4);
}

test('an untagged scan that is encoded gives the picture of the linear one', async ({ editor, page }) => {
  await editor.open(negative('linear.tif', masked));
  await expect(encoding(editor)).toHaveText('Automatic');
  await expect(editor.status).toContainText('Linear: a 16-bit TIFF without a color profile');
  const { means } = await editor.frame();
  await editor.open(negative('encoded.tif', { ...masked, power: 2.2 }));
  await expect(encoding(editor)).toHaveText('Gamma 2.2');
  await expectAlike(editor, means);
  await expect(editor.status).toContainText('Read as Gamma 2.2; by itself it would be read so: Linear');
  await expect(notice(page, 'encoded.tif: read as Power 2.2, ')).toBeVisible();
  await expect(question(page)).toHaveCount(0);
});

test('a tag that is false is not believed', async ({ editor, page }) => {
  await editor.open(negative('linear.tif', masked));
  const { means } = await editor.frame();
  await editor.open(negative('tagged.tif', { ...masked, profile: powerProfile(2.2) }));
  await expect(encoding(editor)).toHaveText('Linear');
  await expectAlike(editor, means);
  await expect(notice(page, 'and not as tagged (Power 2.199)')).toBeVisible();
});

test('what is not certain is asked, with both pictures, and remembered for scans of its kind', async ({
  editor,
  page,
}) => {
  await editor.open(doubtful('first.tif'));
  const asked = question(page);
  await expect(asked).toContainText('The file does not say how its codes stand for light');
  const choices = asked.getByRole('button', { name: /%$/ });
  await expect(choices).toHaveCount(2);
  for (const choice of await choices.all()) {
    await expect
      .poll(() => choice.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width))
      .toBe(negativeSize.width);
  }
  const before = await editor.frame();
  const taken = await encoding(editor).textContent();
  const other = asked.getByRole('button', { name: taken === 'Automatic' ? /^Gamma 2\.2: / : /^Linear: / });
  await other.focus();
  await page.keyboard.press('Enter');
  await expect(asked).toHaveCount(0);
  await expect(encoding(editor)).toHaveText(taken === 'Automatic' ? 'Gamma 2.2' : 'Automatic');
  const chosen = await encoding(editor).textContent();
  await expect.poll(async () => (await editor.frame()).sha256).not.toBe(before.sha256);
  await editor.button('Undo').click();
  await expect.poll(async () => (await editor.frame()).sha256).toBe(before.sha256);
  await expect(editor.button('Undo')).toBeDisabled();

  await editor.open(doubtful('second.tif'));
  await expect(encoding(editor)).toHaveText(chosen ?? '');
  await expect(asked).toHaveCount(0);
  // The list changes it, for this scan and for those that come.
  await editor.list('Input encoding').selectOption('linear');
  await expect(editor.status).toContainText('Read as Linear');
  await editor.open(doubtful('third.tif'));
  await expect(encoding(editor)).toHaveText('Linear');
});

test('the question can be put off', async ({ editor, page }) => {
  await editor.open(doubtful('first.tif'));
  await question(page).getByRole('button', { name: 'Later' }).click();
  await expect(question(page)).toHaveCount(0);
  await editor.open(doubtful('second.tif'));
  await expect(question(page)).toHaveCount(1);
});

test('another input encoding keeps the picture a picture, and what was set by hand', async ({ editor }) => {
  await editor.open(negative('linear.tif', masked));
  const before = await editor.frame();
  await editor.list('Input encoding').selectOption('2.2');
  await expect(encoding(editor)).toHaveText('Gamma 2.2');
  // Without what is in densities going along, hardly a code is above 10.
  for (const mean of (await editor.frame()).means) expect(mean).toBeGreaterThan(50);
  await expect(editor.status).toContainText('Read as Gamma 2.2');
  await editor.button('Undo').click();
  await expect.poll(async () => (await editor.frame()).sha256).toBe(before.sha256);
  await expect(editor.button('Undo')).toBeDisabled();

  await editor.field('Red base').fill('0.300');
  await editor.field('Exposure').fill('1.500');
  await editor.field('Exposure').press('Enter');
  await editor.list('Input encoding').selectOption('2.2');
  await expect(editor.field('Red base')).toHaveValue('0.660');
  await expect(editor.field('Exposure')).toHaveValue('1.500');
});
