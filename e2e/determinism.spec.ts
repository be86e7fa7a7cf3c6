// The engine in the browser gives the bytes of the native tool: fifty recipes on a chart, at 1:1, some of them as views
// that fit and as exports, and on scans of other kinds.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developNatively, writeInputs } from '../tests/determinism/engines.mjs';
import type { Recipe } from '../web/src/engine/protocol';
import { type EditorPage, expect, test } from './editor_page';

interface Inputs {
  readonly folder: string;
  readonly chart: string;
  readonly recipesFile: string;
  readonly recipes: readonly object[];
}

/** The digest of the frame that a recipe makes of what is seen. */
async function graded(editor: EditorPage, recipe: object): Promise<string> {
  await editor.page.evaluate((wanted) => easelight.grade(wanted as Recipe), recipe);
  return (await editor.frame()).sha256;
}

async function exported(editor: EditorPage): Promise<string> {
  const settings = {
    Format: 'tiff',
    Depth: '16',
    Compression: 'none',
    'Color space': 'srgb',
    "Grade (a link in the file's metadata)": false,
  };
  const file = await (await editor.export(settings)).path();
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** The native tool's digests, with views that fit as high as the one on screen; it is wide enough for any picture. */
async function expectedOf(editor: EditorPage, inputs: Inputs) {
  const { height } = await editor.frame();
  return developNatively('gcc', 2, inputs, `1400x${height}`);
}

test('develops the chart to the same bytes as the native tool', async ({ editor }) => {
  test.setTimeout(300_000);
  const inputs = writeInputs(mkdtempSync(join(tmpdir(), 'easelight-chart-')));
  try {
    await editor.page.setViewportSize({ width: 1900, height: 640 });
    await editor.open(inputs.chart);
    const expected = await expectedOf(editor, inputs);
    for (let index = 0; index < inputs.recipes.length; index += 5) {
      expect(await graded(editor, inputs.recipes[index] ?? {}), `fitted, recipe ${index + 1}`).toBe(
        expected[index]?.fitted,
      );
    }
    // The whole chart fits the viewer at 1:1, turned or not.
    await editor.page.setViewportSize({ width: 1600, height: 1300 });
    await editor.page.keyboard.press('1');
    for (const [index, recipe] of inputs.recipes.entries()) {
      expect(await graded(editor, recipe), `recipe ${index + 1}`).toBe(expected[index]?.frame);
      if (index % 10 !== 0) continue;
      expect(await exported(editor), `export of recipe ${index + 1}`).toBe(expected[index]?.export16);
    }
  } finally {
    rmSync(inputs.folder, { recursive: true, force: true });
  }
});

test('develops floats and tagged bytes to the same bytes as the native tool', async ({ editor }) => {
  test.setTimeout(300_000);
  const inputs = writeInputs(mkdtempSync(join(tmpdir(), 'easelight-chart-')));
  try {
    await editor.page.setViewportSize({ width: 1900, height: 640 });
    for (const other of inputs.others) {
      await editor.open(other.chart);
      const expected = await expectedOf(editor, other);
      for (const [index, recipe] of other.recipes.entries()) {
        expect(await graded(editor, recipe), `${other.chart}, recipe ${index + 1}`).toBe(expected[index]?.fitted);
      }
    }
  } finally {
    rmSync(inputs.folder, { recursive: true, force: true });
  }
});
