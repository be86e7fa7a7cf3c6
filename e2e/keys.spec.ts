// The keyboard: on other layouts, beside text, and when the hands leave the page.

import { type EditorPage, expect, test } from './editor_page';

test.beforeEach(async ({ editor }) => editor.openSample());

/** A key of a layout that is not American. */
async function press({ page }: EditorPage, key: string, code: string, modifiers = 0): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const windowsVirtualKeyCode = code.charCodeAt(code.length - 1);
  for (const type of ['rawKeyDown', 'keyUp'] as const) {
    await session.send('Input.dispatchKeyEvent', { type, key, code, modifiers, windowsVirtualKeyCode });
  }
}

/** For what the browser's own tools cannot press. Returns whether the page has left the key to the browser. */
function typed(target: Element, key: { readonly [property: string]: string | boolean | number }): boolean {
  return target.dispatchEvent(
    new KeyboardEvent('keydown', { ...key, bubbles: true, composed: true, cancelable: true }),
  );
}

const kCtrl = 2;
const rotation = async (editor: EditorPage) => (await editor.recipe())?.geometry.rotate;

test('finds its commands on a Cyrillic layout', async ({ editor }) => {
  await editor.picture.focus();
  await press(editor, 'х', 'BracketLeft');
  expect(await rotation(editor)).toBe(270);
  await press(editor, 'я', 'KeyZ', kCtrl);
  expect(await rotation(editor)).toBe(0);
  await press(editor, 'с', 'KeyC');
  await expect(editor.page.getByRole('toolbar', { name: 'Crop' })).toBeVisible();
});

test('keeps its hands off text that is typed, and takes the sign of a third level elsewhere', async ({ editor }) => {
  const altGr = { key: '[', code: 'Digit8', ctrlKey: true, altKey: true, modifierAltGraph: true };
  // What is not taken by anybody gets as far as typing a sign.
  expect(await editor.field('Exposure').evaluate(typed, altGr)).toBe(true);
  expect(await rotation(editor)).toBe(0);
  expect(await editor.picture.evaluate(typed, altGr)).toBe(false);
  expect(await rotation(editor)).toBe(270);
});

test('leaves to an input method the keys that it makes text of', async ({ editor }) => {
  const key = { key: '[', code: 'BracketLeft' };
  await editor.picture.evaluate(typed, { ...key, isComposing: true });
  await editor.picture.evaluate(typed, { ...key, keyCode: 229 });
  expect(await rotation(editor)).toBe(0);
  await editor.picture.evaluate(typed, key);
  expect(await rotation(editor)).toBe(270);
});

test('undoes what is being typed before what was graded', async ({ editor }) => {
  await editor.type('Exposure', '2.5');
  await editor.field('Gamma').click();
  await editor.page.keyboard.type('9');
  await editor.page.keyboard.press('Control+z');
  expect((await editor.recipe())?.density.exposure).toBe(2.5);
  await editor.picture.focus();
  await editor.page.keyboard.press('Control+z');
  expect((await editor.recipe())?.density.exposure).not.toBe(2.5);
});

test('has the hand while Space is held, until the window is left', async ({ editor }) => {
  const { keyboard, mouse } = editor.page;
  const base = async () => (await editor.recipe())?.density.base;
  const left = async () => (await editor.page.evaluate(async () => (await easelight.frame())?.rect[0])) ?? 0;
  await editor.button('1:1').click();
  const [before, start] = [await base(), await left()];
  const box = await editor.picture.boundingBox();
  if (!box) throw new Error('no canvas');
  await keyboard.press('b');
  await keyboard.down(' ');
  await mouse.move(box.x + 400, box.y + 300);
  await mouse.down();
  await mouse.move(box.x + 340, box.y + 300, { steps: 4 });
  await mouse.up();
  expect(await left()).toBeGreaterThan(start);
  expect(await base()).toEqual(before);
  await editor.page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await mouse.click(box.x + 400, box.y + 300);
  await expect.poll(base).not.toEqual(before);
  await keyboard.up(' ');
});

test('lets go of a key that is held when the window is left', async ({ editor }) => {
  const before = editor.page.getByText('Before', { exact: true });
  await editor.page.keyboard.down('\\');
  await expect(before).toBeVisible();
  await editor.page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(before).toHaveCount(0);
  await editor.page.keyboard.up('\\');
  await expect(before).toHaveCount(0);
});
