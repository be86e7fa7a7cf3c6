// The page's types are those of the engine's tables.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runnerImport } from 'vite';

import { readSchemas, typesFile, typesText } from '../../tools/engine_types.mjs';
import { root } from './engine_loader.mjs';

test('the types of recipes and scans are what the engine says; else: node tools/engine_types.mjs', async () => {
  assert.equal(readFileSync(typesFile, 'utf8'), await typesText(readSchemas()));
});

test('every key of a recipe has a type, and every number its range', () => {
  const { recipe, scan } = readSchemas();
  assert.deepEqual(recipe.properties.density.properties.gamma, {
    type: 'number',
    minimum: 0.1,
    maximum: 6,
    part: 'light',
  });
  assert.equal(recipe.additionalProperties, false);
  assert.deepEqual(scan.properties.channels.enum, [1, 3]);
});

/** A module of the page. */
const pageModule = async (file) => (await runnerImport(join(root, 'web', 'src', file), { logLevel: 'silent' })).module;

test('the sliders of the page offer nothing that the engine refuses', async () => {
  const { recipe } = readSchemas();
  const numberAt = (key) => {
    const found = key.split('.').reduce((schema, name) => schema.properties[name], recipe);
    return found.items ?? found;
  };
  const { allParameters } = await pageModule('documents/parameters.ts');
  assert.ok(allParameters.length > 10);
  for (const { key, min, max } of allParameters) {
    const { minimum, maximum } = numberAt(key);
    assert.ok(minimum <= min && max <= maximum, `${key}: ${min} to ${max} of ${minimum} to ${maximum}`);
  }
  const { kMostAngle } = await pageModule('documents/crop.ts');
  assert.equal(kMostAngle, numberAt('geometry.straighten').maximum);
});
