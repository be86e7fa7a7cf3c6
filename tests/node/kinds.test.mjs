// Files of every unusual kind in both WebAssembly engines: the native tool's bytes, and what it says of them.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { openScan, root, variants } from './engine_loader.mjs';
import { developNatively, folderOfTests, tool, withEngine, writeKinds } from './engines.mjs';

const tiff = { format: 'tiff', depth: 16, compression: 'none', space: 'srgb', encoding: 'own', camera: false };

const folder = folderOfTests();
const kinds = writeKinds(folder);
const recipes = [{ easelight: 1 }, { easelight: 1, film: 'color-slide' }];
const facts = ['container', 'width', 'height', 'channels', 'bits', 'furtherChannel', 'infraredPage', 'autoSpace'];

const infoOf = (kind) => JSON.parse(execFileSync(tool, ['info', join(folder, kind)], { encoding: 'utf8' }));

for (const kind of kinds) {
  const file = join(folder, kind);
  const expected = recipes.map((recipe) => readFileSync(developNatively(file, recipe)));
  const info = infoOf(kind);
  for (const variant of variants) {
    test(`${variant}: ${kind} is developed to the native tool's bytes`, () =>
      withEngine(variant, 2, (engine, own) => {
        const scan = openScan(engine, file, own);
        for (const fact of facts) assert.equal(scan.summary[fact], info[fact], fact);
        const output = join(own, 'out.tif');
        recipes.forEach((recipe, i) => {
          scan.exportTo(output, recipe, tiff);
          assert.ok(expected[i].equals(readFileSync(output)), JSON.stringify(recipe));
        });
      }));
  }
}

test('the native tool names what is beside the picture', () => {
  const said = (kind) => {
    const { furtherChannel, infraredPage } = infoOf(kind);
    return [furtherChannel, infraredPage];
  };
  assert.deepEqual(said('silverfast-hdri.dng'), ['none', true]);
  assert.deepEqual(said('vuescan-rgbi.tif'), ['infrared', false]);
  assert.deepEqual(said('premultiplied.tif'), ['divided-alpha', false]);
  assert.deepEqual(said('thumbnail-first.tif'), ['none', false]);
});

test('docs/files.md has each of them, and no other', () => {
  const document = readFileSync(join(root, 'docs', 'files.md'), 'utf8');
  const named = [...document.matchAll(/`([\w-]+\.(?:tif|dng|nef|fff|raw))`/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(named)].sort(), [...kinds].sort());
});
