// The memory benchmark: `./dev bench memory`, or `node tests/bench/memory.mjs [--only drag,soak,together,big,scanner,browser]`.
//
// Measures what docs/memory.md says and writes it, with the picture docs/memory.svg. Sections run singly keep the
// figures of the others from the run before (build/memory.json). Exits with 1 when a bar is missed.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../node/engine_loader.mjs';
import { bars } from './memory/bars.mjs';
import { measureBig } from './memory/big.mjs';
import { measureBrowser } from './memory/browser.mjs';
import { drawChart } from './memory/chart.mjs';
import { measureDrag } from './memory/drag.mjs';
import { buildNative, describeMachine, memoryBench } from './memory/native.mjs';
import { writeReport } from './memory/report.mjs';
import { measureScanner } from './memory/scanner.mjs';
import { measureSoak } from './memory/soak.mjs';
import { measureTogether } from './memory/together.mjs';

const sections = {
  drag: measureDrag,
  soak: measureSoak,
  together: measureTogether,
  big: measureBig,
  scanner: measureScanner,
  browser: measureBrowser,
};
const memoryFile = join(root, 'build', 'memory.json');

/** @returns {string[]} */
function wantedSections(args) {
  if (args.length === 0) return Object.keys(sections);
  const names = args[0] === '--only' && args.length === 2 ? args[1].split(',') : [];
  if (names.length === 0 || !names.every((name) => name in sections)) {
    console.error(`usage: memory.mjs [--only ${Object.keys(sections).join(',')}]`);
    process.exit(2);
  }
  return names;
}

async function main(args) {
  const names = wantedSections(args);
  const began = performance.now();
  const say = (text) => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  say('building the native programs');
  buildNative();
  // Not the system's temporary folder, which may be memory itself.
  const folder = mkdtempSync(join(root, 'build', 'memory-bench-'));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (remove(folder), process.exit(130)));
  let results;
  try {
    results = await measure(names, folder, say);
  } finally {
    remove(folder);
  }
  if (results.drag) writeFileSync(join(root, 'docs', 'memory.svg'), drawChart(results.drag));
  writeFileSync(join(root, 'docs', 'memory.md'), writeReport(results));
  const missed = bars(results).filter(({ met }) => met === false);
  for (const { what, bar, measured } of bars(results)) say(`${what}: ${measured} (bar: ${bar})`);
  say(missed.length === 0 ? 'no bar is missed' : `missed: ${missed.map(({ what }) => what).join('; ')}`);
  return missed.length === 0 ? 0 : 1;
}

const remove = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

/** Runs the sections; their results, with those of the runs before. */
async function measure(names, folder, say) {
  const results = existsSync(memoryFile) ? JSON.parse(readFileSync(memoryFile, 'utf8')) : {};
  const scan = join(folder, 'scan.tif');
  const proxy = join(folder, 'proxy.tif');
  say('making a scan of 24 megapixels');
  await memoryBench('make-scan', scan, 6000, 4000, 'classic');
  await memoryBench('make-scan', proxy, 2000, 1333, 'classic');
  for (const name of names) {
    results[name] = await sections[name]({ folder, scan, proxy, say: (text) => say(`${name}: ${text}`) });
    results.machine = describeMachine();
    writeFileSync(memoryFile, JSON.stringify(results));
  }
  return results;
}

// The engine's threads would keep Node alive.
process.exit(await main(process.argv.slice(2)));
