// The way of a frame: from the engine's worker to the screen's, past the page.

import { at, begin, drag } from './crop_steps';
import { expect, test } from './editor_page';

/** What the test below puts into the page and into its screen's worker. */
interface Probed {
  /** The page's, so that the test can send it what the editor does not. */
  screenWorker: Worker;
  /** Set by the screen's worker with the next frame that is on screen. */
  seen: Int32Array;
  postMessage(message: unknown): void;
}

test('a frame comes on screen while the page is blocked', async ({ editor, page }) => {
  await page.addInitScript(() => {
    const { Worker: Original } = globalThis;
    globalThis.Worker = class extends Original {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        if (options?.name === 'easelight-screen') (globalThis as unknown as Probed).screenWorker = this;
      }
    };
  });
  await editor.visit();
  await editor.openSample();
  const screen = await editor.screenWorker();
  await screen.evaluate(() => {
    const scope = self as unknown as Probed;
    const post = scope.postMessage.bind(self);
    self.addEventListener('message', ({ data }: MessageEvent) => {
      if (data.type === 'probe') scope.seen = data.seen;
    });
    scope.postMessage = (message) => {
      post(message);
      if ((message as { type: string }).type !== 'shown' || !scope.seen) return;
      Atomics.store(scope.seen, 0, 1);
    };
  });
  const before = (await editor.stats()).framesPublished;
  await editor.slider('Exposure').evaluate((element) => {
    const seen = new Int32Array(new SharedArrayBuffer(4));
    (globalThis as unknown as Probed).screenWorker.postMessage({ type: 'probe', seen });
    const slider = element as HTMLInputElement;
    slider.value = String(Number(slider.value) + 0.3);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    // Nothing of the page runs before the frame is on screen.
    while (Atomics.load(seen, 0) === 0);
  });
  expect((await editor.stats()).framesPublished).toBe(before + 1);
  await expect.poll(() => editor.differenceOnScreen()).toBe(0);
});

test('nothing is rendered while a crop is drawn', async ({ editor, page }) => {
  await editor.openSample();
  const box = await begin(editor);
  const { framesPublished } = await editor.stats();
  await drag(editor, at(box, 1, 1), at(box, 0.7, 0.7));
  await drag(editor, at(box, 0.3, 0.3), at(box, 0.4, 0.4));
  await page.getByRole('slider', { name: 'Straighten' }).first().press('ArrowRight');
  await editor.frame();
  expect((await editor.stats()).framesPublished).toBe(framesPublished);
  await page.keyboard.press('Enter');
  await editor.frame();
  expect((await editor.stats()).framesPublished).toBeGreaterThan(framesPublished);
});

test('the canvas follows the pixel ratio of the display', async ({ editor, page }) => {
  await editor.openSample();
  const before = await editor.frame();
  const session = await page.context().newCDPSession(page);
  // Playwright's types do not know these methods yet.
  const send = session.send.bind(session) as unknown as (method: string, values?: object) => Promise<unknown>;
  const { screenInfos } = (await send('Emulation.getScreenInfos')) as { screenInfos: { id: string }[] };
  const setRatio = (devicePixelRatio: number) =>
    send('Emulation.updateScreen', { screenId: screenInfos[0]?.id, devicePixelRatio });
  await setRatio(2);
  // Not twice as large: the sample is smaller than the window then, and is not enlarged.
  await expect.poll(async () => (await editor.frame()).width).toBeGreaterThan(1.8 * before.width);
  await setRatio(1);
  await expect.poll(() => editor.frame()).toEqual(before);
  await expect.poll(() => editor.differenceOnScreen()).toBe(0);
});
