// The browser is killed while two scans are graded; `./dev bench crash` does it a hundred times.

import { test } from '@playwright/test';
import { killRepeatedly } from '../tests/bench/crash/kills.mjs';
import { writeBigTiff } from './big_tiff';
import { expect } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';

test('a killed browser loses nothing', async ({ baseURL, browserName }, info) => {
  test.skip(browserName !== 'chromium');
  test.slow();
  const scans = ['roll3-12.tif', 'roll3-13.tif'].map((name) => info.outputPath(name));
  for (const [index, scan] of scans.entries()) await writeBigTiff(scan, 1500 + 2 * index, 1000);
  const { executablePath } = info.project.use.launchOptions ?? {};
  const result = await killRepeatedly({
    address: baseURL ?? '',
    executable: executablePath ?? '',
    folder: info.outputDir,
    scans,
    tool: haveNativeTool ? nativeTool : null,
    kills: 4,
    seed: 7,
    say: () => undefined,
  });
  expect(result.problems).toEqual([]);
  expect(result.kills).toBe(4);
  expect(result.writes).toBeGreaterThan(0);
});
