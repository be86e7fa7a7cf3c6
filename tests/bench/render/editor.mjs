// The editor's page as the benchmarks drive it.

import { median } from '../markdown.mjs';

export const stats = (page) => page.evaluate(() => /** @type {any} */ (globalThis).easelight.stats());

export async function visit(page, address) {
  await page.goto(address);
  await page.getByRole('button', { name: 'Open…', exact: true }).waitFor();
  await page.waitForFunction(() => 'easelight' in globalThis);
}

/** Opens a file; how long until its frame is on screen, sharp and graded. */
export async function openSharp(page, file) {
  // The engine is there, as it is when a person has chosen a file.
  await stats(page);
  const start = performance.now();
  await page.getByLabel('Open a scan').setInputFiles(file);
  await page.waitForFunction(() => /** @type {any} */ (globalThis).easelight.recipe() !== null, null, { polling: 10 });
  const size = await page.evaluate(async () => {
    const { width, height } = await /** @type {any} */ (globalThis).easelight.frame();
    return { width, height };
  });
  return { ms: performance.now() - start, ...size };
}

/** The round whose value is the median of all. */
export const middle = (measured, valueOf) => measured.find((round) => valueOf(round) === median(measured.map(valueOf)));
