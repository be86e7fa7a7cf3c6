// Browsers and hosts that lack something: no isolation (so no shared memory and no threads), no canvas that a worker can
// draw on, no WebGL.

import { test as base } from '@playwright/test';
import { EditorPage, expect } from './editor_page';

base('gives the same pixels without isolation', async ({ page, context }) => {
  const isolated = new EditorPage(page);
  await isolated.visit();
  await isolated.openSample();
  const expected = await isolated.frame();

  const plain = new EditorPage(await context.newPage());
  await plain.page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin-'));
    await route.fulfill({ response, headers: Object.fromEntries(headers) });
  });
  await plain.visit();
  expect(await plain.page.evaluate(() => crossOriginIsolated)).toBe(false);
  await plain.continued('sample-negative.jpg');
  expect(await plain.frame()).toEqual(expected);
  expect((await plain.stats()).engine.threads).toBe(1);
  expect(await plain.differenceOnScreen()).toBe(0);
  await plain.drag('Exposure', 0.5);
  expect((await plain.frame()).sha256).not.toBe(expected.sha256);
});

/** The page draws by itself. */
const withoutOffscreenCanvas = () => {
  Reflect.deleteProperty(HTMLCanvasElement.prototype, 'transferControlToOffscreen');
};

base('draws the same pixels on the page itself, with WebGL', async ({ page }) => {
  await page.addInitScript(withoutOffscreenCanvas);
  // Also where the browser has it in software only, as here.
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: object) {
      return original.call(this, kind as '2d', { ...options, failIfMajorPerformanceCaveat: false });
    } as typeof original;
  });
  const editor = new EditorPage(page);
  await editor.visit();
  await editor.openSample();
  expect(await editor.differenceOnScreen()).toBe(0);
  await page.setViewportSize({ width: 1000, height: 700 });
  await editor.drag('Gamma', 0.6);
  await expect.poll(() => editor.differenceOnScreen()).toBe(0);
  expect((await editor.stats()).latency.eventToScreen.last).toBeGreaterThan(0);
});

base('draws the same pixels without WebGL', async ({ page }) => {
  await page.addInitScript(withoutOffscreenCanvas);
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
      return kind === 'webgl2' ? null : original.call(this, kind as '2d', options as CanvasRenderingContext2DSettings);
    } as typeof original;
  });
  const editor = new EditorPage(page);
  await editor.visit();
  await editor.openSample();
  expect(await editor.differenceOnScreen()).toBe(0);
  await editor.drag('Gamma', 0.6);
  await editor.frame();
  expect(await editor.differenceOnScreen()).toBe(0);
});
