// Files of every unusual kind in both WebAssembly engines: the native tool's bytes, and what it says of them.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { loadEngine, openScan, root, variants, withFolder } from './engine_loader.mjs';

const native = join(root, 'build', 'native');
const tool = join(native, 'easelight');
const tiff = { format: 'tiff', depth: 16, compression: 'none', space: 'srgb', encoding: 'own', camera: false };

const folder = mkdtempSync(join(tmpdir(), 'easelight-kinds-'));
const kinds = execFileSync(join(native, 'tests', 'write_scan_kinds'), [folder], { encoding: 'utf8' })
  .trim()
  .split('\n');
const recipe = { easelight: 1, film: 'color-slide' };
const recipeFile = join(folder, 'recipe.json');
writeFileSync(recipeFile, JSON.stringify(recipe));

const modules = {};
for (const variant of variants) modules[variant] = await loadEngine(variant);
after(() => {
  rmSync(folder, { recursive: true, force: true });
  // The threads of the pool would keep Node alive.
  setImmediate(() => process.exit());
});

function developNatively(file) {
  const output = `${file}.native.tif`;
  const options = ['--recipe', recipeFile, '--compression', 'none', '--no-grade', '--no-camera'];
  execFileSync(tool, ['develop', file, '-o', output, ...options]);
  return readFileSync(output);
}

for (const kind of kinds) {
  const file = join(folder, kind);
  const expected = developNatively(file);
  const info = JSON.parse(execFileSync(tool, ['info', file], { encoding: 'utf8' }));
  for (const variant of variants) {
    test(`${variant}: ${kind} is developed to the native tool's bytes`, () =>
      withFolder(async (own) => {
        const engine = new modules[variant].Engine(2, 1);
        try {
          const scan = openScan(engine, file, own);
          for (const fact of ['container', 'width', 'height', 'channels', 'bits']) {
            assert.equal(scan.summary[fact], info[fact], fact);
          }
          const output = join(own, 'out.tif');
          scan.exportTo(output, recipe, tiff);
          assert.ok(expected.equals(readFileSync(output)));
        } finally {
          engine.delete();
        }
      }));
  }
}
