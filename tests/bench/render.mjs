// The speed benchmark: `./dev bench render`, or `node tests/bench/render.mjs [--only kernel,scaling,page,files,tool]`.
//
// Compares with the float64 reference, then times, and writes docs/performance.md. Sections run singly keep the figures of
// the others from the run before (build/render.json). Exits with 1 when a bar is missed.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { root } from '../node/engine_loader.mjs';
import { buildNative, describeMachine, memoryBench } from './memory/native.mjs';
import { measureFiles } from './render/files.mjs';
import { measureKernel } from './render/kernel.mjs';
import { measurePage } from './render/page.mjs';
import { bars, writeReport } from './render/report.mjs';
import { measureScaling } from './render/scaling.mjs';
import { measureTool } from './render/tool.mjs';

const sections = { kernel: measureKernel, scaling: measureScaling, page: measurePage, files: measureFiles, tool: measureTool };
const figuresFile = join(root, 'build', 'render.json');

async function main(args) {
  const names = args[0] === '--only' ? (args[1] ?? '').split(',') : Object.keys(sections);
  if (!names.every((name) => name in sections)) {
    console.error(`usage: render.mjs [--only ${Object.keys(sections).join(',')}]`);
    return 2;
  }
  const began = performance.now();
  const say = (text) => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  buildNative();
  execFileSync('cmake', ['--build', join(root, 'build', 'native'), '--target', 'easelight_bench'], { stdio: 'ignore' });
  const folder = mkdtempSync(join(root, 'build', 'render-bench-'));
  const results = existsSync(figuresFile) ? JSON.parse(readFileSync(figuresFile, 'utf8')) : {};
  try {
    const scans = { scan: [6000, 4000], square: [2000, 2000], large: [4000, 4000] };
    const files = {};
    for (const [name, size] of Object.entries(scans)) {
      files[name] = join(folder, `${name}.tif`);
      await memoryBench('make-scan', files[name], ...size, 'classic');
    }
    for (const name of names) {
      results[name] = await sections[name]({ folder, ...files, say: (text) => say(`${name}: ${text}`) });
      results.machine = describeMachine();
      writeFileSync(figuresFile, JSON.stringify(results));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  writeFileSync(join(root, 'docs', 'performance.md'), writeReport(results));
  for (const { what, bar, measured } of bars(results)) say(`${what}: ${measured} (bar: ${bar})`);
  return bars(results).some(({ met }) => met === false) ? 1 : 0;
}

// The engine's threads would keep Node alive.
process.exit(await main(process.argv.slice(2)));
