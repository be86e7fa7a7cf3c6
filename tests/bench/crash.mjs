// The crash test: `./dev bench crash [N]`, or `node tests/bench/crash.mjs [N] [--seed S] [--more]`.
//
// Kills the browser N times (100, if left out) at random moments while two scans are graded and exported, and writes docs/crash.md.
// `--more` adds to the figures of the run before (build/crash.json). Exits with 1 where anything was lost.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../node/engine_loader.mjs';
import { chromiumPath } from '../../tools/chromium.mjs';
import { killRepeatedly } from './crash/kills.mjs';
import { crashReport } from './crash/report.mjs';
import { withSite } from './memory/browser.mjs';
import { buildNative, describeMachine, memoryBench, tool } from './memory/native.mjs';

const figuresFile = join(root, 'build', 'crash.json');
/** Large enough for an export to be hit in its middle. */
const size = { width: 5000, height: 3500 };

/** Sums of two runs. */
function added(one, other) {
  const sums = Object.keys(other).map((key) => [
    key,
    one[key] === undefined ? other[key] : (one[key].concat?.(other[key]) ?? one[key] + other[key]),
  ]);
  return Object.fromEntries(sums);
}

async function main(args) {
  const option = (name, otherwise) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise);
  const kills = /^\d+$/.test(args[0] ?? '') ? Number(args[0]) : 100;
  const seed = option('--seed', 1);
  const began = performance.now();
  const say = (text) => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  buildNative();
  const folder = mkdtempSync(join(root, 'build', 'crash-'));
  try {
    const scans = ['roll3-12.tif', 'roll3-13.tif'].map((name) => join(folder, name));
    for (const [index, scan] of scans.entries()) {
      await memoryBench('make-scan', scan, size.width + 2 * index, size.height, 'classic');
    }
    const result = await withSite((address) =>
      killRepeatedly({ address, executable: chromiumPath(), folder, scans, tool, kills, seed, say }),
    );
    const before =
      args.includes('--more') && existsSync(figuresFile) ? JSON.parse(readFileSync(figuresFile, 'utf8')) : {};
    const { machine: _, ...figures } = before;
    const all = { ...added(figures, { ...result, seeds: [seed] }), machine: describeMachine() };
    writeFileSync(figuresFile, JSON.stringify(all));
    writeFileSync(join(root, 'docs', 'crash.md'), crashReport(all, size));
    say(`${result.kills} kills, ${result.problems.length} problems`);
    return all.problems.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

process.exit(await main(process.argv.slice(2)));
