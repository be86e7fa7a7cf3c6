// Opening and grading: what one sees, undo, turning, the kinds of film, picking the base.

import path from 'node:path';
import { type EditorPage, expect, sliderNames, test } from './editor_page';
import { haveRealScan, realScan, root } from './paths';

/** A positive of an ordinary scene: neither black nor white, and no strong cast. */
async function expectPositive(editor: EditorPage): Promise<void> {
  const { means } = await editor.frame();
  const mean = (means[0] + means[1] + means[2]) / 3;
  expect(mean).toBeGreaterThan(50);
  expect(mean).toBeLessThan(200);
  for (const channel of means) expect(Math.abs(channel - mean)).toBeLessThan(40);
}

test('shows the sample as a positive', async ({ editor }) => {
  await editor.openSample();
  await expectPositive(editor);
  await expect(editor.button('Undo')).toBeDisabled();
  // The README's picture, as in an ordinary window: made on demand, as fonts differ between machines.
  if (process.env['EASELIGHT_SCREENSHOT'] === '1') {
    await editor.button('Hide').click();
    await editor.page.screenshot({ path: path.join(root, 'docs', 'screenshot.jpg'), type: 'jpeg', quality: 85 });
  }
});

test.describe('a real scan', () => {
  test.skip(!haveRealScan, 'the sample scans are not beside this checkout (EASELIGHT_SAMPLES)');

  test.beforeEach(async ({ editor }) => editor.open(realScan));

  test('is a positive at once', async ({ editor }, info) => {
    await expectPositive(editor);
    await expect(editor.button('Undo')).toBeDisabled();
    await editor.page.screenshot({ path: info.outputPath('editor.png') });
  });

  test('is what the canvas shows', async ({ editor }) => {
    expect(await editor.differenceOnScreen()).toBe(0);
  });

  test('returns to the identical frame after twenty drags and twenty undos', async ({ editor }) => {
    const before = await editor.frame();
    const recipe = await editor.recipe();
    const seen = new Set([before.sha256]);
    for (let drag = 0; drag < 20; drag += 1) {
      const name = sliderNames[drag % sliderNames.length] ?? 'Gamma';
      await editor.drag(name, drag < sliderNames.length ? 0.62 : 0.41);
      seen.add((await editor.frame()).sha256);
    }
    expect(seen.size).toBe(21);
    for (let step = 0; step < 20; step += 1) await editor.page.keyboard.press('Control+z');
    await expect(editor.button('Undo')).toBeDisabled();
    expect(await editor.recipe()).toEqual(recipe);
    expect((await editor.frame()).sha256).toBe(before.sha256);
    for (let step = 0; step < 20; step += 1) await editor.page.keyboard.press('Control+Shift+z');
    expect(seen).toContain((await editor.frame()).sha256);
    await expect(editor.button('Redo')).toBeDisabled();
  });

  test('turns and flips', async ({ editor }) => {
    const before = await editor.frame();
    await editor.button('Rotate right').click();
    const turned = await editor.frame();
    expect(turned.width > turned.height).toBe(before.width < before.height);
    expect(turned.height / turned.width).toBeCloseTo(before.width / before.height, 1);
    expect((await editor.stats()).view).toEqual({ width: turned.width, height: turned.height });
    await editor.button('Rotate left').click();
    expect(await editor.frame()).toEqual(before);
    await editor.button('Flip').click();
    expect((await editor.frame()).sha256).not.toBe(before.sha256);
    await editor.page.keyboard.press('f');
    expect(await editor.frame()).toEqual(before);
  });

  test('changes by keyboard, field and double click', async ({ editor }) => {
    const gamma = async () => (await editor.recipe())?.density.gamma ?? 0;
    const start = await gamma();
    await editor.slider('Gamma').focus();
    for (let step = 0; step < 3; step += 1) await editor.page.keyboard.press('ArrowRight');
    expect(await gamma()).toBeCloseTo(start + 0.06, 3);
    await editor.page.keyboard.press('Shift+ArrowLeft');
    expect(await gamma()).toBeCloseTo(start + 0.058, 3);
    await editor.page.keyboard.press('PageUp');
    expect(await gamma()).toBeCloseTo(start + 0.258, 3);
    await editor.type('Gamma', '5,5');
    expect(await gamma()).toBe(5.5);
    await editor.type('Gamma', '99');
    expect(await gamma()).toBe(6);
    await editor.type('Gamma', 'much');
    expect(await gamma()).toBe(6);
    await editor.slider('Gamma').dblclick({ position: { x: 20, y: 10 } });
    expect(await gamma()).toBeCloseTo(start, 3);
  });

  test('shows the scan as it is while comparing', async ({ editor }) => {
    const graded = await editor.frame();
    await editor.page.keyboard.press('\\');
    const scan = await editor.frame();
    // The mask of a color negative is orange.
    expect(scan.means[0]).toBeGreaterThan(scan.means[2]);
    expect(scan.sha256).not.toBe(graded.sha256);
    await editor.button('Before/after').click();
    expect(await editor.frame()).toEqual(graded);
  });

  test('changes the kind of film as one step', async ({ editor }) => {
    const before = await editor.frame();
    await editor.list('Kind of film').selectOption('bw-negative');
    await expect.poll(async () => (await editor.recipe())?.film).toBe('bw-negative');
    const { means } = await editor.frame();
    expect(Math.abs(means[0] - means[2])).toBeLessThan(0.01);
    await editor.button('Undo').click();
    expect((await editor.frame()).sha256).toBe(before.sha256);
    await expect(editor.list('Kind of film')).toHaveValue('color-negative');
  });

  test('starts anew for the scan setup and the film that it is told, each as one step', async ({ editor, page }) => {
    const before = await editor.frame();
    const first = (await editor.recipe())?.density;
    await page.getByText('Why it starts this way').click();
    const why = page.getByRole('note', { name: 'Why it starts this way' });
    await expect(why).toContainText('Scan setup known from the file');
    await editor.list('Scan setup').selectOption({ label: 'Film scanner' });
    await expect(why).not.toContainText('Scan setup');
    await expect(why).toContainText('Film base');
    await expect.poll(async () => (await editor.recipe())?.names).toMatchObject({ setup: 'scanner', stock: '' });
    expect((await editor.recipe())?.density.matrix).not.toEqual(first?.matrix);
    await expect(editor.list('Density matrix')).toHaveValue('Film scanner');
    await editor.list('Film stock').selectOption({ label: 'Kodak Portra 160' });
    await expect.poll(async () => (await editor.recipe())?.names.stock).toBe('kodak-portra-160');
    await editor.button('Undo').click();
    await editor.button('Undo').click();
    await expect.poll(async () => (await editor.recipe())?.density).toEqual(first);
    expect((await editor.frame()).sha256).toBe(before.sha256);
  });

  test('takes the film base from a click', async ({ editor }) => {
    const before = (await editor.recipe())?.density.base;
    await editor.button('Pick base').click();
    await editor.page.getByRole('img', { name: /^Picture/ }).click({ position: { x: 480, y: 340 } });
    await expect.poll(async () => (await editor.recipe())?.density.base).not.toEqual(before);
    await expect(editor.button('Undo')).toBeEnabled();
    await editor.button('Undo').click();
    expect((await editor.recipe())?.density.base).toEqual(before);
  });

  test('picks the film base by keys', async ({ editor }) => {
    const { page } = editor;
    const base = async () => (await editor.recipe())?.density.base ?? [0, 0, 0];
    const cursor = page.getByRole('application', { name: /^Place of the film base/ });
    const spoken = page.locator('el-pick-cursor').getByRole('status');
    const before = await base();
    await page.keyboard.press('b');
    await expect(cursor).toBeFocused();
    await expect(cursor).toHaveAccessibleName(/50 % across, 50 % down/);
    await page.keyboard.press('Escape');
    await expect(cursor).toHaveCount(0);
    await page.keyboard.press('b');
    for (const key of ['Shift+ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key);
    await expect(spoken).toContainText(/5\d % across, 4\d % down/);
    const place = await cursor.boundingBox();
    if (!place) throw new Error('no cursor');
    await page.keyboard.press('Enter');
    await expect(cursor).toHaveCount(0);
    const picked = await base();
    expect(picked).not.toEqual(before);
    await expect(spoken).toContainText(`Film base ${picked.map((density) => density.toFixed(2)).join(', ')}`);
    await editor.button('Undo').click();
    expect(await base()).toEqual(before);

    // The pointer finds the same there, as far as it hits the very pixel.
    await editor.button('Pick base').click();
    await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
    await expect.poll(base).not.toEqual(before);
    for (const [channel, density] of (await base()).entries()) expect(density).toBeCloseTo(picked[channel] ?? 0, 1);
  });

  test('moves the picture along with the cursor that picks', async ({ editor }) => {
    await editor.button('1:1').click();
    const left = async () => (await editor.page.evaluate(async () => (await easelight.frame())?.rect[0])) ?? 0;
    const before = await left();
    await editor.page.keyboard.press('b');
    for (let step = 0; step < 60; step += 1) await editor.page.keyboard.press('ArrowLeft');
    expect(await left()).toBeLessThan(before);
    await expect(editor.status).toContainText('100 %');
  });

  test('applies matrices and curves by name', async ({ editor }) => {
    const before = await editor.frame();
    const pick = async (list: string) => {
      const options = await editor.list(list).locator('option').allTextContents();
      const current = await editor.list(list).inputValue();
      const values = await editor
        .list(list)
        .locator('option')
        .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
      const other = values.find((value) => value !== current && value !== '') ?? '';
      expect(options.length).toBeGreaterThan(3);
      await editor.list(list).selectOption(other);
      return other;
    };
    const matrix = await pick('Density matrix');
    const curve = await pick('Print curve');
    expect((await editor.recipe())?.names).toMatchObject({ matrix, curve });
    expect((await editor.frame()).sha256).not.toBe(before.sha256);
    await editor.button('Automatic').click();
    await expect.poll(async () => (await editor.recipe())?.names.curve).toBeTruthy();
  });
});
