// The memory contract: a thousand slider changes allocate nothing and leave the heap as it was.

import { expect, test } from './editor_page';

test('a thousand slider changes allocate nothing', async ({ editor }) => {
  await editor.openSample();
  await editor.frame();
  const before = await editor.stats();
  await editor.slider('Exposure').evaluate(async (element) => {
    const slider = element as HTMLInputElement;
    for (let change = 0; change < 1000; change += 1) {
      slider.value = String(1 + (change % 100) / 100);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      if (change % 10 === 9) await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await editor.frame();
  const after = await editor.stats();
  expect((await editor.recipe())?.density.exposure).toBeCloseTo(1.99, 3);
  expect(after.heapBytes).toBe(before.heapBytes);
  expect(after.renderAllocations).toBe(0);
  expect(after.regions.map(({ name, peak }) => [name, peak])).toEqual(
    before.regions.map(({ name, peak }) => [name, peak]),
  );
  expect(after.framesPublished).toBeGreaterThan(before.framesPublished);
  expect(after.latency.eventToScreen.last).toBeGreaterThan(0);
  await editor.button('Undo').click();
  await expect(editor.button('Undo')).toBeDisabled();
});

test('the engine panel shows the contract', async ({ editor }) => {
  await editor.openSample();
  await editor.button('Engine').click();
  const panel = editor.page.getByRole('region', { name: 'Engine' });
  await expect(panel).toContainText('256 MiB, fixed');
  await expect(panel).toContainText('4.2 megapixels');
  const { regions } = await editor.stats();
  for (const { name } of regions) await expect(panel).toContainText(name);
});
