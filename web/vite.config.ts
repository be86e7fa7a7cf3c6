// How the page is built: relative addresses (any folder of any host), ES module workers, no inlined assets.

/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { headers, isolation } from './headers.mjs';
import { engineFolder } from './plugins/engine_folder.ts';
import { sitePlugin } from './plugins/site.ts';

const publicFolder = fileURLToPath(new URL('public', import.meta.url));

export default defineConfig(({ command }) => {
  const engine = engineFolder(publicFolder, command);
  return {
    base: './',
    plugins: [sitePlugin(engine)],
    define: { __ENGINE_FOLDER__: JSON.stringify(engine) },
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      // The first ones with light-dark(), which is to stay: the scheme differs within the page.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      outDir: '../build/site',
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
    },
    // The development server injects style elements and scripts of its own, which the policy would refuse.
    server: { headers: isolation },
    preview: { headers },
    // A test reads the theme as it is written.
    test: { css: true },
  };
});
