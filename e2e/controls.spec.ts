// The page's own controls, by keyboard, mouse and touch: menu, tabs, radio buttons, tooltips; and the themes.

import type { Page } from '@playwright/test';
import { controlsOf } from './accessibility_tree';
import { EditorPage, expect, test } from './editor_page';

const tooltip = (page: Page) => page.locator('el-tooltip:popover-open');

test.describe('the menu', () => {
  test('opens, is gone through and left by keys', async ({ editor, page }) => {
    const more = editor.button('More');
    const item = (name: string) => page.getByRole('menuitem', { name, exact: true });
    await expect(editor.status).toContainText('No scan open');
    await more.focus();
    await page.keyboard.press('Enter');
    await expect(item('Compare grades…')).toBeFocused();
    await expect(more).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowUp');
    await expect(item('Keyboard shortcuts')).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('s');
    await expect(item('Settings…')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(more).toBeFocused();
    await expect(more).toHaveAttribute('aria-expanded', 'false');
  });

  test('closes by a second press of its button and by one beside it', async ({ editor, page }) => {
    const menu = page.getByRole('menu', { name: 'More' });
    await editor.button('More').click();
    await expect(menu).toBeInViewport({ ratio: 1 });
    await editor.button('More').click();
    await expect(menu).toHaveCount(0);
    await editor.button('More').click();
    await expect(menu).toBeVisible();
    await page.mouse.click(300, 300);
    await expect(menu).toHaveCount(0);
  });

  test('runs a command', async ({ editor, page }) => {
    await editor.button('More').click();
    await page.getByRole('menuitem', { name: 'Settings…' }).click();
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await expect(page.getByRole('menu')).toHaveCount(0);
  });
});

test('tabs are gone through by arrow keys', async ({ editor, page }) => {
  await editor.button('Engine').click();
  await page.getByRole('tab', { name: 'Memory', selected: true }).focus();
  const [memory, speed] = [page.getByText('256 MiB, fixed'), page.getByText('From hand to screen')];
  await expect(memory).toBeVisible();
  await expect(speed).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Speed', selected: true })).toBeFocused();
  await expect(speed).toBeVisible();
  await expect(memory).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Memory', selected: true })).toBeFocused();
});

test.describe('the theme', () => {
  const barColor = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const windowColor = (page: Page) => page.locator('meta[name=theme-color]').getAttribute('content');
  const [kDark, kLight] = ['rgb(29, 29, 29)', 'rgb(228, 228, 228)'];

  test('is dark, changes with the setting, and is kept', async ({ editor, page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await barColor(page)).toBe(kDark);
    await page.keyboard.press('Control+,');
    const radio = (name: string) => page.getByRole('radio', { name, exact: true });
    await radio('Dark').focus();
    await page.keyboard.press('ArrowRight');
    await expect(radio('Light')).toBeChecked();
    await expect.poll(() => barColor(page)).toBe(kLight);
    expect(await windowColor(page)).toBe(kLight);
    await page.reload();
    await expect.poll(() => barColor(page)).toBe(kLight);
    await page.keyboard.press('Control+,');
    await expect(radio('Light')).toBeChecked();
    await radio('Dark').check();
    await expect.poll(() => barColor(page)).toBe(kDark);
    await expect(editor.button('Close')).toBeVisible();
  });

  test('follows the system where that is chosen', async ({ editor, page }) => {
    await expect(editor.button('More')).toBeVisible();
    await page.keyboard.press('Control+,');
    await page.getByRole('radio', { name: 'As the system' }).check();
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => barColor(page)).toBe(kLight);
    await expect.poll(() => windowColor(page)).toBe(kLight);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => windowColor(page)).toBe(kDark);
  });

  test("gives way to a person's own colors, and still shows what is on", async ({ editor, page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await editor.openSample();
    const ground = (name: string) => editor.button(name).evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(await ground('Fit')).not.toBe(await ground('1:1'));
  });
});

test.describe('a tooltip', () => {
  test('comes when a mouse rests, stays while it is read, and goes', async ({ editor, page }) => {
    await editor.button('Recent scans').hover();
    await expect(tooltip(page)).toContainText('Ctrl + Shift + O');
    await tooltip(page).hover();
    await expect(tooltip(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(tooltip(page)).toHaveCount(0);
    await page.mouse.move(300, 300);
    await editor.button('Recent scans').hover();
    await expect(tooltip(page)).toBeVisible();
    await page.mouse.move(300, 300);
    await expect(tooltip(page)).toHaveCount(0);
  });

  test('comes with the keyboard, and is read out', async ({ editor, page }) => {
    await editor.openSample();
    await editor.slider('Red gain').focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect(editor.slider('Red gain')).toBeFocused();
    await expect(tooltip(page)).toContainText('0.30 is one stop');
    const controls = await controlsOf(page);
    const descriptionOf = (name: string) => controls.find((control) => control.name === name)?.description;
    expect(descriptionOf('Red gain')).toContain('0.30 is one stop');
    expect(descriptionOf('Crop')).toBe('C');
  });
});

test.describe('under a finger', () => {
  test.use({ hasTouch: true });

  /** Puts a finger on the middle of a button. Returns the call that lifts it. */
  async function touch({ page }: EditorPage, box: { x: number; y: number; width: number; height: number } | null) {
    if (!box) throw new Error('the button is not on screen');
    const session = await page.context().newCDPSession(page);
    const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    return () => session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  test('a held button says what it is and does nothing', async ({ editor, page }) => {
    const engine = page.getByRole('region', { name: 'Engine' });
    const lift = await touch(editor, await editor.button('Engine').boundingBox());
    await expect(tooltip(page)).toContainText('E');
    await lift();
    await expect(tooltip(page)).toBeVisible();
    await expect(engine).toHaveCount(0);
    await editor.button('Engine').tap();
    await expect(engine).toBeVisible();
    await expect(tooltip(page)).toHaveCount(0);
  });
});
