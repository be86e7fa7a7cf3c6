// What an exported file keeps of the scan's metadata, by the switches of the dialog.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { makeChart } from '../tests/determinism/chart.mjs';
import { expect, test } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';

const grade = "Grade (a link in the file's metadata)";
const camera = 'Camera data';
const location = 'Location';
const format = { Format: 'tiff', Depth: '16', Compression: 'none', 'Color space': 'srgb' };

/** A text of the chart's camera, and how the directory with the chart's location begins. */
const model = 'Box\0';
const latitude = Buffer.from([1, 0, 2, 0, 2, 0, 0, 0, 'N'.charCodeAt(0), 0, 0, 0]);

test('the switches are as they were left, and the place is asked for each time', async ({ editor }) => {
  await editor.open({ name: 'chart.tif', mimeType: 'image/tiff', buffer: Buffer.from(makeChart()) });
  await editor.button('Export…').click();
  await expect(editor.checkbox(grade)).toBeChecked();
  await expect(editor.checkbox(camera)).toBeChecked();
  await expect(editor.checkbox(location)).not.toBeChecked();

  await editor.checkbox(location).check();
  await editor.checkbox(camera).uncheck();
  await expect(editor.checkbox(location)).toBeDisabled();
  await expect(editor.checkbox(location)).not.toBeChecked();
  await editor.checkbox(camera).check();
  await expect(editor.checkbox(location)).toBeChecked();
  await editor.button('Close').click();
  await editor.button('Export…').click();
  await expect(editor.checkbox(location)).not.toBeChecked();

  await editor.checkbox(location).check();
  await editor.checkbox(camera).uncheck();
  await editor.checkbox(grade).uncheck();
  await editor.page.reload();
  await editor.open({ name: 'chart.tif', mimeType: 'image/tiff', buffer: Buffer.from(makeChart()) });
  await editor.button('Export…').click();
  await expect(editor.checkbox(grade)).not.toBeChecked();
  await expect(editor.checkbox(camera)).not.toBeChecked();
  await editor.checkbox(camera).check();
  await expect(editor.checkbox(location)).not.toBeChecked();
});

const cases = [
  { kept: 'the camera', settings: {}, flags: [], has: { model: true, latitude: false } },
  {
    kept: 'camera and place',
    settings: { [location]: true },
    flags: ['--location'],
    has: { model: true, latitude: true },
  },
  { kept: 'nothing', settings: { [camera]: false }, flags: ['--no-camera'], has: { model: false, latitude: false } },
];

for (const { kept, settings, flags, has } of cases) {
  test(`an export that keeps ${kept} is what the native tool writes`, async ({ editor }, info) => {
    const chart = info.outputPath('chart.tif');
    await writeFile(chart, makeChart());
    await editor.open(chart);
    const exported = await readFile(await (await editor.export({ ...format, ...settings })).path());
    expect({ model: exported.includes(model), latitude: exported.includes(latitude) }).toEqual(has);

    test.skip(!haveNativeTool, 'the native tool is not built (EASELIGHT_TOOL)');
    const recipe = info.outputPath('recipe.json');
    await writeFile(recipe, JSON.stringify(await editor.recipe()));
    const native = info.outputPath('native.tif');
    execFileSync(nativeTool, ['develop', chart, '-o', native, '--recipe', recipe, '--compression', 'none', ...flags]);
    expect(exported.equals(await readFile(native))).toBe(true);
  });
}
