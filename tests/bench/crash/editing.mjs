// Somebody who grades two scans without a rest until the browser is gone: sliders, undo, snapshots, crops, from one scan to
// the other and back, in most rounds with an export beside it.

/** Numbers in 0..1 that are the same for the same seed (a linear congruential generator, as in Numerical Recipes). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const sliders = ['Exposure', 'Gamma', 'Red gain', 'Blue gain', 'Green base', 'Glare'];

/** Moves a slider as a hand does, a step a frame of the display. */
function dragSlider(page, random) {
  const name = sliders[Math.floor(random() * sliders.length)];
  const steps = 2 + Math.floor(random() * 40);
  const target = 0.1 + 0.8 * random();
  return page.getByRole('slider', { name, exact: true }).evaluate(
    async (element, { count, share }) => {
      const slider = /** @type {HTMLInputElement} */ (element);
      const [low, high, start] = [Number(slider.min), Number(slider.max), Number(slider.value)];
      for (let step = 1; step <= count; ++step) {
        slider.value = String(start + ((low + share * (high - low) - start) * step) / count);
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      slider.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { count: steps, share: target },
  );
}

/** One recipe for each of a few crops, by way of a recipe file. */
async function setCrops(page, random) {
  const recipe = await page.evaluate(() => /** @type {any} */ (globalThis).easelight.recipe());
  const crops = Array.from({ length: 2 + Math.floor(random() * 6) }, (_, index) => ({
    ...recipe,
    density: { ...recipe.density, exposure: 1 + index / 10 + random() / 100 },
  }));
  const buffer = Buffer.from(JSON.stringify(crops));
  await page.getByLabel('Open a recipe').setInputFiles({ name: 'crops.json', mimeType: 'application/json', buffer });
}

async function takeSnapshot(page) {
  const button = page.getByRole('button', { name: 'Take snapshot', exact: true });
  if (await button.isEnabled()) await button.click();
}

async function clickIfEnabled(page, name) {
  const button = page.getByRole('button', { name, exact: true });
  if (await button.isEnabled()) await button.click();
}

export async function startExport(page) {
  await page.getByRole('button', { name: 'Export…', exact: true }).click();
  for (const [list, value] of [
    ['Format', 'tiff'],
    ['Depth', '16'],
    ['Compression', 'none'],
  ]) {
    await page.getByRole('combobox', { name: list, exact: true }).selectOption(value);
  }
  // The length of a grade's link changes with it; without, every whole export has the same.
  await page.getByRole('checkbox', { name: /^Grade/ }).uncheck();
  await page.getByRole('button', { name: 'Export file', exact: true }).click();
}

/** Goes on with what was not finished, or exports the scan on screen. */
async function exportSomething(page) {
  const resume = page.getByRole('button', { name: 'Resume export', exact: true });
  if ((await resume.count()) > 0) await resume.click();
  else await startExport(page);
}

/** Puts the other scan on screen, and waits until it is there. */
export async function showOther(page) {
  const other = page.getByRole('group', { name: 'Open scans' }).locator('[aria-pressed=false]');
  const name = (await other.textContent())?.trim();
  await other.click();
  await page.getByRole('img', { name: `Picture: ${name}` }).waitFor();
}

/** Ends with an error when the page does. `exporting`: whenever nothing is exported, something is. */
export async function editForEver(page, random, exporting) {
  for (;;) {
    if (exporting && (await page.locator('el-task-row').count()) === 0) await exportSomething(page);
    const what = random();
    if (what < 0.08) await showOther(page);
    else if (what < 0.6) await dragSlider(page, random);
    else if (what < 0.78) await clickIfEnabled(page, 'Undo');
    else if (what < 0.88) await clickIfEnabled(page, 'Redo');
    else if (what < 0.95) await takeSnapshot(page);
    else await setCrops(page, random);
  }
}
