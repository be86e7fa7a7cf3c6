// The browser is killed while a scan is graded; `./dev bench crash` does it a hundred times.

import { test } from '@playwright/test';
import { killRepeatedly } from '../tests/bench/crash/kills.mjs';
import { writeBigTiff } from './big_tiff';
import { expect } from './editor_page';
import { haveNativeTool, nativeTool } from './paths';

test('a killed browser loses nothing', async ({ baseURL, browserName }, info) => {
  test.skip(browserName !== 'chromium');
  test.slow();
  const scan = info.outputPath('killed.tif');
  await writeBigTiff(scan, 1500, 1000);
  const { executablePath } = info.project.use.launchOptions ?? {};
  const result = await killRepeatedly({
    address: baseURL ?? '',
    executable: executablePath ?? '',
    folder: info.outputDir,
    scan,
    tool: haveNativeTool ? nativeTool : null,
    kills: 4,
    seed: 7,
    say: () => undefined,
  });
  expect(result.problems).toEqual([]);
  expect(result.kills).toBe(4);
  expect(result.writes).toBeGreaterThan(0);
});
