// Steps that the tests of cropping share: the rectangle on screen, dragging it, and what the recipe says of it.

import { readFile } from 'node:fs/promises';
import type { Download, Locator } from '@playwright/test';
import { type EditorPage, expect } from './editor_page';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export const kScan = { width: 1800, height: 1200 };
export const kPng = { Format: 'png', Depth: '8', 'Color space': 'srgb' };

export const rectangle = ({ page }: EditorPage): Locator => page.getByRole('application', { name: /^Crop/ });

export async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it is not on screen');
  return box;
}

export const at = ({ x, y, width, height }: Box, across: number, down: number): Point => ({
  x: x + across * width,
  y: y + down * height,
});

/** Starts cropping and waits for the whole scan, sharp and at rest. */
export async function begin(editor: EditorPage): Promise<Box> {
  await editor.page.keyboard.press('c');
  await expect(rectangle(editor)).toBeVisible();
  return settled(editor);
}

/** The rectangle once the picture no longer moves: the bar takes room, and a frame of the new size follows. */
export async function settled(editor: EditorPage): Promise<Box> {
  const view = async () => {
    const { width, height } = await editor.frame();
    const { x, y } = await boxOf(rectangle(editor));
    return JSON.stringify([width, height, x, y]);
  };
  let before = await view();
  await expect
    .poll(
      async () => {
        const now = await view();
        const same = now === before;
        before = now;
        return same;
      },
      { intervals: [200] },
    )
    .toBe(true);
  return boxOf(rectangle(editor));
}

export async function drag({ page }: EditorPage, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

export async function geometry(editor: EditorPage) {
  const recipe = await editor.recipe();
  if (!recipe) throw new Error('no scan is open');
  return recipe.geometry;
}

/** Left, top, width, height in pixels of the scan. */
export async function cropPixels(editor: EditorPage): Promise<number[]> {
  const { crop } = await geometry(editor);
  return crop.map((share, index) => share * (index % 2 === 0 ? kScan.width : kScan.height));
}

export async function saved(download: Download, path: string): Promise<Buffer> {
  await download.saveAs(path);
  return readFile(path);
}
