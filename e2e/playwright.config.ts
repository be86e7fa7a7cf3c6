// The editor in a real browser, on the built site: `npm run build`, then `npm run test:e2e`.

import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../tools/chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The built site. */
const site = process.env['EASELIGHT_SITE'] ?? 'build/site';
const port = Number(process.env['EASELIGHT_E2E_PORT'] ?? 4173);

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  // The engine itself uses every core: tests side by side would measure each other.
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    // Its tests allow it; in others it would answer what they route, and fetch the whole site beside them.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromiumPath(),
      args: chromiumFlags,
    },
  },
  webServer: {
    command: `node tools/serve.mjs ${site} --port ${port}`,
    cwd: root,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
