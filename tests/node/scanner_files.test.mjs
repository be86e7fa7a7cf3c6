// Files as film scanners write them in both WebAssembly engines: the native tool's bytes, and what it says of them.

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

const folder = mkdtempSync(join(tmpdir(), 'easelight-scanners-'));
const names = execFileSync(join(native, 'write_scanner_files'), [folder], { encoding: 'utf8' }).trim().split('\n');
const recipes = [{ easelight: 1 }, { easelight: 1, film: 'color-slide' }];

const modules = {};
for (const variant of variants) modules[variant] = await loadEngine(variant);
after(() => {
  rmSync(folder, { recursive: true, force: true });
  // The threads of the pool would keep Node alive.
  setImmediate(() => process.exit());
});

/** What the native tool exports, by a recipe. */
function developNatively(file, recipe) {
  const output = `${file}.native.tif`;
  const recipeFile = join(folder, 'recipe.json');
  writeFileSync(recipeFile, JSON.stringify(recipe));
  const options = ['--recipe', recipeFile, '--compression', 'none', '--no-grade', '--no-camera'];
  execFileSync(tool, ['develop', file, '-o', output, ...options]);
  return readFileSync(output);
}

for (const name of names) {
  const file = join(folder, name);
  const info = JSON.parse(execFileSync(tool, ['info', file], { encoding: 'utf8' }));
  const expected = recipes.map((recipe) => developNatively(file, recipe));
  for (const variant of variants) {
    test(`${variant}: ${name} is developed to the native tool's bytes`, () =>
      withFolder((own) => {
        const engine = new modules[variant].Engine(2, 1);
        try {
          const scan = openScan(engine, file, own);
          const facts = [
            'container',
            'width',
            'height',
            'channels',
            'bits',
            'furtherChannel',
            'infraredPage',
            'autoSpace',
          ];
          for (const fact of facts) assert.equal(scan.summary[fact], info[fact], fact);
          recipes.forEach((recipe, i) => {
            const output = join(own, 'out.tif');
            scan.exportTo(output, recipe, tiff);
            assert.ok(expected[i].equals(readFileSync(output)), JSON.stringify(recipe));
          });
        } finally {
          engine.delete();
        }
      }));
  }
}

test('the native tool names what is beside the picture', () => {
  const said = (name) => {
    const { furtherChannel, infraredPage } = JSON.parse(
      execFileSync(tool, ['info', join(folder, name)], { encoding: 'utf8' }),
    );
    return [furtherChannel, infraredPage];
  };
  assert.deepEqual(said('silverfast-hdri.dng'), ['none', true]);
  assert.deepEqual(said('vuescan-rgbi.tif'), ['infrared', false]);
  assert.deepEqual(said('premultiplied.tif'), ['divided-alpha', false]);
  assert.deepEqual(said('thumbnail-first.tif'), ['none', false]);
});
