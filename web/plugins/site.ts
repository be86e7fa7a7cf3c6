// The parts of a built site that are not the page's own code: policy, manifest, icons, the engine's folder, the service
// worker, and the seal over all of it. The development server has none of them.

import path from 'node:path';
import { type Plugin, build } from 'vite';
import { pagePolicy } from '../headers.mjs';
import { moveEngine } from './engine_folder.ts';
import { drawIcon, icons } from './icons.ts';
import { manifest } from './manifest.ts';
import { sealSite } from './seal.ts';

const kManifest = 'manifest.webmanifest';

const head = [
  { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy }, injectTo: 'head-prepend' },
  { tag: 'meta', attrs: { name: 'easelight-version', content: '' }, injectTo: 'head' },
  { tag: 'link', attrs: { rel: 'manifest', href: `./${kManifest}` }, injectTo: 'head' },
  { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './icons/apple-touch-180.png' }, injectTo: 'head' },
] as const;

/** One classic script: module workers of this kind are not everywhere yet. */
async function buildService(root: string, site: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2022',
      outDir: site,
      emptyOutDir: false,
      lib: { entry: 'src/pwa/service/main.ts', formats: ['iife'], name: 'easelight', fileName: () => 'sw.js' },
    },
  });
}

export function sitePlugin(engine: string): Plugin {
  let root = '';
  let site = '';
  return {
    name: 'easelight-site',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      site = path.resolve(root, config.build.outDir);
    },
    transformIndexHtml: () => [...head],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: kManifest, source: JSON.stringify(manifest, null, 2) });
      for (const icon of icons) {
        this.emitFile({ type: 'asset', fileName: icon.file, source: drawIcon(root, icon) });
      }
    },
    async closeBundle() {
      moveEngine(site, engine);
      await buildService(root, site);
      sealSite(site);
    },
  };
}
