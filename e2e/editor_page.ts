// The editor as a person sees it: names of controls and what one does with them.

import { type Download, type Locator, type Page, type Worker, expect, test as base } from '@playwright/test';
import '../web/src/console';
import type { FaultStage } from '../web/src/engine/protocol';
import { pictureOfItsOwn } from './own_picture';

export const kSample = 'sample-negative.jpg';

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
  /** Means of red, green and blue, 0..255. */
  readonly means: readonly [number, number, number];
}

export interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const sliderNames = [
  'Red base',
  'Green base',
  'Blue base',
  'Gamma',
  'Exposure',
  'Red gain',
  'Green gain',
  'Blue gain',
  'Red gamma',
  'Green gamma',
  'Blue gamma',
  'Glare',
] as const;

export class EditorPage {
  constructor(readonly page: Page) {}

  async visit(): Promise<void> {
    await this.page.goto('./');
    await expect(this.button('Open…')).toBeEnabled();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  slider(name: string): Locator {
    return this.page.getByRole('slider', { name, exact: true });
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name: `${name} value`, exact: true });
  }

  list(name: string): Locator {
    return this.page.getByRole('combobox', { name, exact: true });
  }

  checkbox(name: string): Locator {
    return this.page.getByRole('checkbox', { name, exact: true });
  }

  get picture(): Locator {
    return this.page.getByRole('img', { name: /^Picture/ });
  }

  get status(): Locator {
    return this.page.locator('el-status-line');
  }

  /** The errors on screen; the region itself is always there. */
  get alert(): Locator {
    return this.page.getByRole('alert').filter({ hasText: /\S/ });
  }

  /** Opens a file and waits for its picture. */
  async open(file: string | Upload): Promise<void> {
    const name = typeof file === 'string' ? (file.split('/').at(-1) ?? '') : file.name;
    await this.choose(file);
    await expect(this.page.getByRole('img', { name: `Picture: ${name}` })).toBeVisible();
    await this.frame();
  }

  async choose(file: string | Upload): Promise<void> {
    await this.page.getByLabel('Open a scan').setInputFiles(file);
  }

  async openSample(): Promise<void> {
    await this.button('Try a sample negative').click();
    await expect(this.page.getByRole('img', { name: `Picture: ${kSample}` })).toBeVisible();
    await this.frame();
  }

  /** Waits until the page has gone on with a scan by itself. */
  async continued(name: string): Promise<void> {
    await expect(this.page.getByRole('img', { name: `Picture: ${name}` })).toBeVisible();
    await this.frame();
  }

  /** The sample's scene as a scan of its own, whole or only its beginning. */
  async sampleAs(name: string, share = 1): Promise<Upload> {
    const whole = await (await this.page.request.get('sample/negative.jpg')).body();
    const picture = name === kSample ? whole : pictureOfItsOwn(whole, name);
    return { name, mimeType: 'image/jpeg', buffer: picture.subarray(0, Math.floor(whole.length * share)) };
  }

  /** What draws. */
  screenWorker(): Promise<Worker> {
    return this.#workerNamed('easelight-screen');
  }

  engineWorker(): Promise<Worker> {
    return this.#workerNamed('easelight-engine');
  }

  /** The addresses of their scripts are of one kind. */
  async #workerNamed(name: string): Promise<Worker> {
    for (const worker of this.page.workers()) {
      if ((await worker.evaluate(() => self.name)) === name) return worker;
    }
    throw new Error(`the page has no worker ${name}`);
  }

  stats() {
    return this.page.evaluate(() => easelight.stats());
  }

  /** What the engine did, oldest first. */
  async log(): Promise<string[]> {
    return this.page.evaluate(() => easelight.log().map(({ text }) => text));
  }

  fault(stage: FaultStage): Promise<void> {
    return this.page.evaluate((at) => easelight.fault(at), stage);
  }

  /** Clicks a button of a running task; returns the milliseconds until no task is left. */
  async cancelTime(name: string): Promise<number> {
    return this.button(name).evaluate(async (button) => {
      const host = document.querySelector('easelight-editor')?.shadowRoot?.querySelector('el-tasks');
      const clicked = performance.now();
      (button as HTMLElement).click();
      while (host?.shadowRoot?.querySelector('el-task-row')) await new Promise((resolve) => setTimeout(resolve, 5));
      return performance.now() - clicked;
    });
  }

  /** Every file of the page's own on the disk, as FOLDER/NAME. */
  async ownFiles(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const names: string[] = [];
      for (const folder of ['scan-store', 'exports']) {
        const directory = await root.getDirectoryHandle(folder, { create: true });
        for await (const name of directory.keys()) names.push(`${folder}/${name}`);
      }
      return names.sort();
    });
  }

  /** Bytes of the scan stores on the disk. */
  async storeSizes(): Promise<number[]> {
    return this.page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const stores = await root.getDirectoryHandle('scan-store', { create: true });
      const sizes: number[] = [];
      for await (const name of stores.keys()) {
        if (name.endsWith('.tiles')) sizes.push((await (await stores.getFileHandle(name)).getFile()).size);
      }
      return sizes;
    });
  }

  /** What the browser lets this page keep on disk. */
  async limitDisk(bytes: number): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const origin = new URL(this.page.url()).origin;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
  }

  recipe() {
    return this.page.evaluate(() => easelight.recipe());
  }

  /** The frame on screen, once it is the one of the current recipe. */
  async frame(): Promise<Frame> {
    return this.page.evaluate(async () => {
      const frame = await easelight.frame();
      if (!frame) throw new Error('no scan is open');
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', frame.pixels.slice()));
      const sums: [number, number, number] = [0, 0, 0];
      frame.pixels.forEach((code, index) => {
        if (index % 4 < 3) sums[(index % 4) as 0 | 1 | 2] += code;
      });
      const pixels = frame.width * frame.height;
      return {
        width: frame.width,
        height: frame.height,
        sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
        means: [sums[0] / pixels, sums[1] / pixels, sums[2] / pixels] as const,
      };
    });
  }

  /** Share of the frame's values that the screen shows otherwise; the picture must fit the window. */
  async differenceOnScreen(): Promise<number> {
    const frame = await this.frame();
    const canvas = this.page.getByRole('img', { name: /^Picture/ });
    const box = await canvas.boundingBox();
    const png = (await this.page.screenshot()).toString('base64');
    if (!box) throw new Error('no canvas');
    // The frame lies in the middle of the canvas, pixel for pixel.
    const rect = {
      x: Math.round(box.x + (box.width - frame.width) / 2),
      y: Math.round(box.y + (box.height - frame.height) / 2),
      width: frame.width,
      height: frame.height,
    };
    return this.page.evaluate(
      async ({ png: encoded, rect: part }) => {
        const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(part.width, part.height).getContext('2d');
        if (!context) throw new Error('no canvas');
        context.drawImage(bitmap, -part.x, -part.y);
        const drawn = context.getImageData(0, 0, part.width, part.height).data;
        const engine = (await easelight.frame())?.pixels;
        let different = 0;
        drawn.forEach((code, index) => {
          if (code !== engine?.[index]) different += 1;
        });
        return different / drawn.length;
      },
      { png, rect },
    );
  }

  /** RGBA of a part of the screen. */
  async screenCodes(clip: { x: number; y: number; width: number; height: number }): Promise<number[]> {
    const png = (await this.page.screenshot({ clip })).toString('base64');
    return this.page.evaluate(
      async ({ encoded, width, height }) => {
        const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(width, height).getContext('2d');
        if (!context) throw new Error('no canvas');
        context.drawImage(bitmap, 0, 0);
        return [...context.getImageData(0, 0, width, height).data];
      },
      { encoded: png, width: clip.width, height: clip.height },
    );
  }

  /** Drags a slider with the mouse to a share of its length, in a few steps. */
  async drag(name: string, share: number): Promise<void> {
    const slider = this.slider(name);
    await slider.scrollIntoViewIfNeeded();
    const box = await slider.boundingBox();
    if (!box) throw new Error(`${name} is not visible`);
    const { mouse } = this.page;
    const y = box.y + box.height / 2;
    await mouse.move(box.x + box.width / 2, y);
    await mouse.down();
    await mouse.move(box.x + box.width * share, y, { steps: 6 });
    await mouse.up();
  }

  async type(name: string, text: string): Promise<void> {
    await this.field(name).fill(text);
    await this.field(name).press('Enter');
  }

  /** Chooses from lists by their values, sets switches, and exports. */
  async export(settings: { readonly [control: string]: string | boolean }): Promise<Download> {
    await this.button('Export…').click();
    for (const [control, value] of Object.entries(settings)) {
      if (typeof value === 'boolean') await this.checkbox(control).setChecked(value);
      else await this.list(control).selectOption(value);
    }
    const download = this.page.waitForEvent('download');
    await this.button('Export file').click();
    return download;
  }
}

/** Every test fails on a request to another host, an error in the console, and an exception of the page. */
export const test = base.extend<{ editor: EditorPage }>({
  editor: async ({ page, baseURL }, use) => {
    const problems: string[] = [];
    page.on('request', (request) => {
      const address = request.url();
      const own = address.startsWith(baseURL ?? '') || /^(blob|data):/.test(address);
      if (!own) problems.push(`request to ${address}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
    const editor = new EditorPage(page);
    await editor.visit();
    await use(editor);
    expect(problems).toEqual([]);
  },
});

export { expect } from '@playwright/test';
