// Both WebAssembly engines, loaded for the tests of a file, with a folder and a native tool to compare with.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

import { loadEngine, root, variants, withFolder } from './engine_loader.mjs';

export const tool = join(root, 'build', 'native', 'easelight');

/** What the heap of an engine has at any time, and what the codecs have of it. */
export const heapBytes = 256 * 1024 * 1024;
export const codecBytes = 48 * 1024 * 1024;

/** The modules, by variant. */
export const modules = {};
for (const variant of variants) modules[variant] = await loadEngine(variant);

const folders = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  // The threads of the pool would keep Node alive.
  setImmediate(() => process.exit());
});

/** A folder for all tests of a file, which is gone after them. */
export function folderOfTests() {
  const folder = mkdtempSync(join(tmpdir(), 'easelight-tests-'));
  folders.push(folder);
  return folder;
}

/** Runs `body` with a new engine of a variant, a temporary folder and the engine's heap; all are gone afterwards. */
export const withEngine = (variant, threads, body) =>
  withFolder(async (folder) => {
    const engine = new modules[variant].Engine(threads, 1);
    try {
      await body(engine, folder, modules[variant].HEAPU8);
    } finally {
      engine.delete();
    }
  });

export const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Writes the files of tests/io/scan_kinds.h, or of its large ones, to a folder; their names. */
export const writeKinds = (folder, ...which) =>
  execFileSync(join(root, 'build', 'native', 'tests', 'write_scan_kinds'), [folder, ...which], { encoding: 'utf8' })
    .trim()
    .split('\n');

/** What the native tool makes of a file by a recipe, uncompressed and without metadata: the path of a TIFF beside it. */
export function developNatively(input, recipe, ...options) {
  const output = `${input}.native.tif`;
  const recipeFile = `${input}.json`;
  writeFileSync(recipeFile, JSON.stringify(recipe));
  const plain = ['--recipe', recipeFile, '--compression', 'none', '--no-grade', '--no-camera'];
  execFileSync(tool, ['develop', input, '-o', output, ...plain, ...options], { stdio: 'pipe' });
  return output;
}
