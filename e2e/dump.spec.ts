// Minilab dumps: one with a header opens as any scan; one without is asked about, with a picture of each shape.

import type { Page } from '@playwright/test';
import { expect, test } from './editor_page';
import { notice } from './journal_steps';

const width = 600;
const height = 400;

/** A negative's samples, red above green above blue: all red, then all green, then all blue. */
function samples(): Buffer {
  const buffer = Buffer.alloc(width * height * 6);
  for (let i = 0; i < width * height; i++) {
    const slope = 0.2 + (0.5 * (i % width)) / width + (0.25 * Math.floor(i / width)) / height;
    [12000, 7000, 3500].forEach((most, c) =>
      buffer.writeUInt16LE(Math.round(slope * most), 2 * (c * width * height + i)),
    );
  }
  return buffer;
}

function header(): Buffer {
  const buffer = Buffer.alloc(16);
  [16, width, height, 48].forEach((number, i) => buffer.writeUInt32LE(number, 4 * i));
  return buffer;
}

/** The question, whose parts are slotted into the browser's own dialog and not found below that. */
const questionOn = (page: Page) => ({
  dialog: page.getByRole('dialog', { name: 'What shape is this scan?' }),
  inside: page.locator('el-dump-dialog'),
});

const upload = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
const facts = '600 × 400, 16-bit RGB, Pakon raw';

test('a dump with a header opens as any other scan', async ({ editor }) => {
  await editor.open(upload('with.raw', Buffer.concat([header(), samples()])));
  await expect(editor.page.getByText(facts)).toBeVisible();
});

test('a dump without a header is asked about, and opens in the shape that is chosen', async ({ editor }) => {
  await editor.choose(upload('without.raw', samples()));
  const { dialog, inside } = questionOn(editor.page);
  await expect(inside.getByText('without.raw')).toBeVisible();
  const shapes = inside.getByRole('group', { name: 'Shapes that it may have' }).getByRole('button');
  await expect(shapes.first()).toHaveText('600 × 400, 16 bits');
  expect(await shapes.count()).toBeGreaterThan(2);

  // A width takes the place of the guesses; the wrong one gives them back.
  const field = inside.getByLabel('Or its width in pixels');
  await field.fill('500');
  await expect(shapes.first()).toHaveText('500 × 480, 16 bits');
  await field.fill('7');
  await expect(shapes.first()).toHaveText('600 × 400, 16 bits');

  await shapes.first().click();
  await expect(dialog).toBeHidden();
  await expect(editor.page.getByRole('img', { name: 'Picture: without.raw' })).toBeVisible();
  await expect(editor.page.getByText(facts)).toBeVisible();
  // By its codes it is what the same file with a header is.
  await editor.choose(upload('with.raw', Buffer.concat([header(), samples()])));
  await expect(notice(editor.page, 'with.raw is the same picture as without.raw, which is open.')).toBeVisible();
});

test('a question that is closed opens nothing, and what was open stays', async ({ editor }) => {
  await editor.openSample();
  await editor.choose(upload('without.raw', samples()));
  const { dialog, inside } = questionOn(editor.page);
  await inside.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await expect(editor.page.getByRole('img', { name: 'Picture: sample-negative.jpg' })).toBeVisible();
  await expect(editor.alert).toBeHidden();
});
