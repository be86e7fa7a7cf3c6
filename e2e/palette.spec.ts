// The palette: a command is found by typing and run by Enter, with the keyboard alone.

import { expect, test } from './editor_page';

test.beforeEach(async ({ editor }) => editor.openSample());

test('runs a command that is found by another word for it', async ({ editor }) => {
  const { page } = editor;
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Command' });
  await expect(field).toBeFocused();
  await page.keyboard.type('mirror');
  await expect(page.getByRole('option', { name: 'Flip' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
  expect((await editor.recipe())?.geometry.flip).toBe(true);
});

test('is walked through by arrows, says when nothing is found, and shows what cannot be done now', async ({
  editor,
}) => {
  const { page } = editor;
  await page.keyboard.press('Control+k');
  const options = page.getByRole('listbox', { name: 'Commands' }).getByRole('option');
  await page.keyboard.type('rotate');
  await expect(options).toHaveText([/Rotate left/, /Rotate right/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect((await editor.recipe())?.geometry.rotate).toBe(90);

  await page.keyboard.press('Control+k');
  // It begins anew.
  await expect(page.getByRole('combobox', { name: 'Command' })).toHaveValue('');
  await page.keyboard.type('redo');
  await expect(options.first()).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.type(' nothing like it');
  await expect(page.getByText('No command is called “redo nothing like it”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeHidden();
});

test('opens dialogs, and is found by touch in the menu', async ({ editor }) => {
  const { page } = editor;
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Find a command…' }).click();
  await page.getByRole('option', { name: /^Settings/ }).click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});
