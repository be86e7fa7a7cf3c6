// Cropping and straightening by hand, finger and keys.

import { at, begin, boxOf, cropPixels, drag, geometry, kScan, type Point, rectangle, settled } from './crop_steps';
import { expect, test } from './editor_page';

test.beforeEach(async ({ editor }) => editor.openSample());

test('the inside moves it, as far as the scan reaches', async ({ editor }) => {
  const box = await begin(editor);
  await drag(editor, at(box, 1, 1), at(box, 0.5, 0.5));
  const before = await cropPixels(editor);
  const small = await boxOf(rectangle(editor));
  await drag(editor, at(small, 0.5, 0.5), at(small, 0.7, 0.6));
  const moved = await cropPixels(editor);
  expect(moved.slice(2)).toEqual(before.slice(2));
  expect(moved[0]).toBeGreaterThan(100);
  await drag(editor, at(await boxOf(rectangle(editor)), 0.5, 0.5), { x: box.x + 5000, y: box.y + 5000 });
  const [left = 0, top = 0, width = 0, height = 0] = await cropPixels(editor);
  expect([left + width, top + height]).toEqual([expect.closeTo(1800, 6), expect.closeTo(1200, 6)]);
  expect([width, height]).toEqual([expect.closeTo(before[2] ?? 0, 6), expect.closeTo(before[3] ?? 0, 6)]);
});

test('works by keys alone, and undo goes back step by step', async ({ editor }) => {
  const { keyboard } = editor.page;
  await begin(editor);
  await expect(rectangle(editor)).toBeFocused();
  await keyboard.press('Tab');
  await expect(editor.button('Top left corner')).toBeFocused();
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('ArrowDown');
  const [left = 0, top = 0] = await cropPixels(editor);
  expect(left).toBeCloseTo(20, 6);
  expect(top).toBeCloseTo(2, 6);
  await expect(editor.page.locator('el-crop-overlay').getByRole('status')).toHaveText(
    '1780 × 1198 pixels, 20 from the left, 2 from the top',
  );
  await rectangle(editor).focus();
  await keyboard.press('ArrowLeft');
  expect((await cropPixels(editor))[0]).toBeCloseTo(18, 6);
  await editor.list('Shape').selectOption('1:1');
  const { crop } = await geometry(editor);
  await keyboard.press('Control+z');
  expect((await geometry(editor)).crop).not.toEqual(crop);
  await keyboard.press('Control+y');
  expect((await geometry(editor)).crop).toEqual(crop);
  await rectangle(editor).focus();
  await keyboard.press('Enter');
  await expect(rectangle(editor)).toHaveCount(0);
  const { width, height } = await editor.frame();
  expect(width).toBe(height);
});

test('Escape lets go of a drag, and then takes back everything', async ({ editor }) => {
  const box = await begin(editor);
  await drag(editor, at(box, 1, 1), at(box, 0.8, 0.8));
  const { crop } = await geometry(editor);
  const { mouse, keyboard } = editor.page;
  await mouse.move(box.x, box.y);
  await mouse.down();
  await mouse.move(box.x + 100, box.y + 100, { steps: 3 });
  expect((await geometry(editor)).crop).not.toEqual(crop);
  await keyboard.press('Escape');
  expect((await geometry(editor)).crop).toEqual(crop);
  await mouse.up();
  expect((await geometry(editor)).crop).toEqual(crop);
  await keyboard.press('Escape');
  await expect(rectangle(editor)).toHaveCount(0);
  expect((await geometry(editor)).crop).toEqual([0, 0, 1, 1]);
  await expect(editor.button('Undo')).toBeDisabled();
});

test('a double click shows the whole scan again', async ({ editor }) => {
  const box = await begin(editor);
  await drag(editor, at(box, 1, 1), at(box, 0.8, 0.8));
  await editor.type('Straighten', '3');
  const middle = at(await boxOf(rectangle(editor)), 0.5, 0.5);
  await editor.page.mouse.dblclick(middle.x, middle.y);
  expect(await geometry(editor)).toMatchObject({ crop: [0, 0, 1, 1], straighten: 0 });
});

test('keeps a shape while it is pulled, and x swaps its sides', async ({ editor }) => {
  await begin(editor);
  await editor.list('Shape').selectOption('16:9');
  const ratio = async () => {
    const [, , width = 0, height = 1] = await cropPixels(editor);
    return width / height;
  };
  expect(await ratio()).toBeCloseTo(16 / 9, 2);
  const box = await settled(editor);
  await drag(editor, at(box, 0, 0), at(box, 0.3, 0.6));
  expect(await ratio()).toBeCloseTo(16 / 9, 2);
  await drag(editor, at(await boxOf(rectangle(editor)), 1, 0.5), at(box, 0.8, 0.5));
  expect(await ratio()).toBeCloseTo(16 / 9, 2);
  await editor.page.keyboard.press('x');
  expect(await ratio()).toBeCloseTo(9 / 16, 2);
  await editor.list('Shape').selectOption('original');
  expect(await ratio()).toBeCloseTo(2 / 3, 2);
});

test('straightening shrinks the crop, and lets it grow back', async ({ editor }) => {
  const whole = await editor.frame();
  await editor.slider('Straighten').focus();
  for (let step = 0; step < 5; step += 1) await editor.page.keyboard.press('PageUp');
  expect((await geometry(editor)).straighten).toBe(5);
  const [, , width = 0] = await cropPixels(editor);
  expect(width).toBeLessThan(1700);
  await editor.frame();
  for (let step = 0; step < 5; step += 1) await editor.page.keyboard.press('PageDown');
  expect(await geometry(editor)).toMatchObject({ straighten: 0, crop: [0, 0, 1, 1] });
  expect(await editor.frame()).toEqual(whole);
  await editor.type('Straighten', '-44');
  expect((await geometry(editor)).straighten).toBe(-44);
  await editor.frame();
  await editor.slider('Straighten').dblclick({ position: { x: 20, y: 10 } });
  expect(await geometry(editor)).toMatchObject({ straighten: 0, crop: [0, 0, 1, 1] });
  await expect(editor.alert).toHaveCount(0);
});

test('works with a finger', async ({ editor }) => {
  await editor.page.setViewportSize({ width: 390, height: 844 });
  const session = await editor.page.context().newCDPSession(editor.page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', point?: Point) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: point ? [point] : [] });
  const swipe = async (from: Point, to: Point) => {
    await touch('touchStart', from);
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await touch('touchMove', { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) });
    }
    await touch('touchEnd');
  };
  const box = await begin(editor);
  // A finger is not exact: 15 pixels beside the corner.
  const corner = at(box, 1, 1);
  await swipe({ x: corner.x + 10, y: corner.y - 15 }, { x: corner.x - 90, y: corner.y - 55 });
  const [left, top, width = 0, height = 0] = await cropPixels(editor);
  expect([left, top]).toEqual([0, 0]);
  expect(width).toBeCloseTo(kScan.width * (1 - 100 / box.width), -1);
  expect(height).toBeCloseTo(kScan.height * (1 - 40 / box.height), -1);
  const small = await boxOf(rectangle(editor));
  await swipe(at(small, 0.5, 0.5), { x: small.x + small.width / 2 + 30, y: small.y + small.height / 2 + 10 });
  expect((await cropPixels(editor))[0]).toBeCloseTo((kScan.width * 30) / box.width, -1);
  // The slider of the bar is at hand, and nothing is cut off at the side.
  await expect(editor.page.locator('el-crop-bar').getByRole('slider', { name: 'Straighten' })).toBeVisible();
  const right = await editor.button('Done').evaluate((button) => button.getBoundingClientRect().right);
  expect(right).toBeLessThanOrEqual(390);
  await editor.button('Done').click();
  await expect(rectangle(editor)).toHaveCount(0);
});

test('turning keeps the subject in the middle, and another crop is seen whole', async ({ editor }) => {
  const middle = async () => {
    const rect = await editor.page.evaluate(async () => (await easelight.frame())?.rect);
    const [x = 0, y = 0, width = 0, height = 0] = rect ?? [];
    return { x: x + width / 2, y: y + height / 2 };
  };
  await editor.button('1:1').click();
  const { mouse } = editor.page;
  const box = await boxOf(editor.picture);
  await mouse.move(box.x + 400, box.y + 300);
  await mouse.down();
  await mouse.move(box.x + 250, box.y + 260, { steps: 4 });
  await mouse.up();
  const before = await middle();
  await editor.button('Rotate right').click();
  const turned = await middle();
  expect(turned.x).toBeCloseTo(1 - before.y, 2);
  expect(turned.y).toBeCloseTo(before.x, 2);
  await editor.button('Rotate left').click();
  await editor.button('Flip').click();
  expect((await middle()).x).toBeCloseTo(1 - before.x, 2);
  await editor.page.keyboard.press('c');
  await expect(rectangle(editor)).toBeVisible();
  await editor.page.keyboard.press('c');
  await expect(editor.status).toContainText('Fit');
});

test('every control of the crop has a name', async ({ editor }) => {
  await editor.button('Add crop').click();
  await expect(rectangle(editor)).toBeVisible();
  for (const side of ['Top', 'Right', 'Bottom', 'Left']) await expect(editor.button(`${side} side`)).toBeVisible();
  for (const name of ['Swap sides', 'Cancel', 'Done', 'Remove crop', 'Reset crop']) {
    await expect(editor.button(name)).toBeVisible();
  }
  await expect(editor.list('Shape')).toBeVisible();
  await expect(rectangle(editor)).toHaveAttribute('aria-label', /1800 × 1200 pixels/);
});
