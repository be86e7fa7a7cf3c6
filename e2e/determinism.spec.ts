// The engine in the browser gives the bytes of the native tool: fifty recipes on a chart, at 1:1, and some exports.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developNatively, writeInputs } from '../tests/determinism/engines.mjs';
import type { Recipe } from '../web/src/engine/protocol';
import { expect, test } from './editor_page';

test('develops the chart to the same bytes as the native tool', async ({ editor }) => {
  test.setTimeout(300_000);
  const inputs = writeInputs(mkdtempSync(join(tmpdir(), 'easelight-chart-')));
  const recipes = inputs.recipes as unknown as readonly Recipe[];
  const expected = developNatively('gcc', 2, inputs);
  try {
    // The whole chart fits the viewer at 1:1, turned or not.
    await editor.page.setViewportSize({ width: 1600, height: 1300 });
    await editor.open(inputs.chart);
    await editor.page.keyboard.press('1');
    for (const [index, recipe] of recipes.entries()) {
      await editor.page.evaluate((wanted) => easelight.grade(wanted), recipe);
      expect((await editor.frame()).sha256, `recipe ${index + 1}`).toBe(expected[index]?.frame);
      if (index % 10 !== 0) continue;
      const settings = {
        Format: 'tiff',
        Depth: '16',
        Compression: 'none',
        'Color space': 'srgb',
        "Grade (a link in the file's metadata)": false,
      };
      const file = await (await editor.export(settings)).path();
      const sha256 = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
      expect(sha256, `export of recipe ${index + 1}`).toBe(expected[index]?.export16);
    }
  } finally {
    rmSync(inputs.folder, { recursive: true, force: true });
  }
});
