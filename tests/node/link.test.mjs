// Grading links: the same text and the same verdict from both WebAssembly engines and the native tool, and a proof that
// is the hash of an ordinary export of the chart.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';

import { makeRecipes, makeTiff } from '../determinism/chart.mjs';
import { loadEngine, root, unwrap, variants, withFolder } from './engine_loader.mjs';
import { sentenceText } from './sentences.mjs';

const tool = join(root, 'build', 'native', 'easelight');
const golden = JSON.parse(readFileSync(join(root, 'tests', 'data', 'golden_link.json'), 'utf8'));
const everyPart = ['base', 'light', 'color', 'print', 'geometry'];

const engines = {};
for (const variant of variants) engines[variant] = new (await loadEngine(variant)).Engine(1, 1);
// The threads of the pool would keep Node alive.
after(() => setImmediate(() => process.exit()));

/** The native tool's link of recipes, as its users call it. */
const nativeLink = (recipes, ...options) =>
  withFolder((folder) => {
    const files = recipes.map((recipe, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(recipe));
      return ['--recipe', file];
    });
    return execFileSync(tool, ['link', ...files.flat(), ...options], { encoding: 'utf8' }).trim();
  });

const parametersOf = (link) => new URLSearchParams(link.slice(1));
const payloadOf = (link) => inflateSync(Buffer.from(parametersOf(link).get('grade').slice(2), 'base64url'));
const withPayload = (bytes) => `#grade=1.${Buffer.from(deflateSync(bytes)).toString('base64url')}`;

/** The pixels of an uncompressed TIFF: all its strips, in order. */
function pixelsOf(file) {
  const bytes = readFileSync(file);
  const directory = bytes.readUInt32LE(4);
  const values = (wanted) => {
    for (let entry = directory + 2; ; entry += 12) {
      if (bytes.readUInt16LE(entry) !== wanted) continue;
      const size = bytes.readUInt16LE(entry + 2) === 3 ? 2 : 4;
      const count = bytes.readUInt32LE(entry + 4);
      const at = count * size <= 4 ? entry + 8 : bytes.readUInt32LE(entry + 8);
      return Array.from({ length: count }, (_, i) => bytes.readUIntLE(at + i * size, size));
    }
  };
  const counts = values(279);
  return Buffer.concat(values(273).map((offset, i) => bytes.subarray(offset, offset + counts[i])));
}

/** The developed chart of a recipe, little-endian 16-bit sRGB, by way of files. */
const developedChart = (recipe) =>
  withFolder((folder) => {
    const [chart, file, output] = ['chart.tif', 'recipe.json', 'developed.tif'].map((name) => join(folder, name));
    // As docs/links.md gives it; the products are exact in a double.
    const codeAt = (x, y, channel) => {
      const i = 64 * y + x;
      return [40503 * i, 30011 * i + 21845, 20011 * i + 43690][channel] % 65536;
    };
    writeFileSync(chart, makeTiff({ width: 64, height: 64 }, codeAt));
    // This chart is a file, of whose primaries `auto` has an opinion; the proof's is none.
    const input = recipe.input.space === 'auto' ? { ...recipe.input, space: 'device' } : recipe.input;
    writeFileSync(file, JSON.stringify({ ...recipe, input, geometry: {} }));
    execFileSync(tool, ['develop', chart, '-o', output, '--recipe', file, '--compression', 'none']);
    return pixelsOf(output);
  });

test('the proof of a link is the hash of the exported chart, its pixels are eight of them', async () => {
  for (const recipe of [golden.recipe, ...makeRecipes().slice(0, 10)]) {
    const link = parametersOf(await nativeLink([recipe]));
    const developed = await developedChart(recipe);
    assert.equal(developed.length, 64 * 64 * 6);
    assert.equal(link.get('proof'), createHash('sha256').update(developed).digest('hex').slice(0, 16));
    const samples = Array.from({ length: 8 }, (_, k) => developed.subarray(6 * 585 * k, 6 * (585 * k + 1)));
    assert.equal(link.get('pixels'), Buffer.concat(samples).toString('base64url'));
  }
  assert.equal(await nativeLink([golden.recipe]), golden.link);
});

test('the proof of several recipes is over all their charts in turn', async () => {
  const recipes = makeRecipes().slice(0, 3);
  const link = parametersOf(await nativeLink(recipes));
  const hash = createHash('sha256');
  for (const recipe of recipes) hash.update(await developedChart(recipe));
  assert.equal(link.get('proof'), hash.digest('hex').slice(0, 16));
});

test('the links of docs/links.md are what it says of them', async () => {
  const page = readFileSync(join(root, 'docs', 'links.md'), 'utf8');
  const recipe = JSON.parse(page.match(/^\{"easelight".*$/m)[0]);
  const [whole, part] = page.match(/^(https:.*)?#grade=1\.[\w-]+&.*pixels=[\w-]{64}$/gm);
  assert.equal(whole, await nativeLink([recipe], '--site', 'https://example.org/edit/'));
  assert.equal(part, await nativeLink([recipe], '--parts', 'light'));
  const canonical = page.match(/`(\{"density".*\})`/)[1];
  assert.equal(payloadOf(new URL(whole).hash).toString(), canonical);
});

for (const variant of variants) {
  const engine = engines[variant];
  const linkOf = (recipes, parts = everyPart) =>
    unwrap(
      engine.makeLink(
        recipes.map((recipe) => JSON.stringify(recipe)),
        parts,
      ),
    );
  const reasonOf = (text) => {
    const outcome = engine.readLink(text);
    assert.equal(outcome.ok, false, text.slice(0, 100));
    return sentenceText(outcome);
  };

  test(`${variant}: links are the native tool's, character for character`, async () => {
    const recipes = makeRecipes();
    assert.equal(linkOf([golden.recipe]), golden.link);
    for (const recipe of recipes.slice(0, 10)) assert.equal(linkOf([recipe]), await nativeLink([recipe]));
    assert.equal(linkOf(recipes.slice(0, 6)), await nativeLink(recipes.slice(0, 6)));
    const parts = ['geometry', 'light'];
    assert.equal(
      linkOf(recipes.slice(0, 2), parts),
      await nativeLink(recipes.slice(0, 2), '--parts', 'light.geometry'),
    );
  });

  test(`${variant}: reads what the native tool wrote, and finds the same pixels`, async () => {
    const recipes = makeRecipes().slice(10, 14);
    const link = unwrap(engine.readLink(`https://example.org/${await nativeLink(recipes)}`));
    assert.deepEqual(link.parts, everyPart);
    assert.deepEqual(link.proof, {
      state: 'verified',
      largestDifference: 0,
      sentence: { name: 'proof-verified', args: {} },
    });
    const complete = recipes.map((recipe) => unwrap(engine.completeRecipe(JSON.stringify(recipe))));
    assert.deepEqual(link.recipes, complete);
    const native = execFileSync(tool, ['recipe', '--link', await nativeLink(recipes)], { encoding: 'utf8' });
    assert.deepEqual(
      JSON.parse(native),
      complete.map((text) => JSON.parse(text)),
    );
  });

  test(`${variant}: the verdict on a foreign proof is the native tool's`, () => {
    const { pixels } = Object.fromEntries(parametersOf(golden.link));
    const grade = golden.link.split('&')[0];
    const codes = Buffer.from(pixels, 'base64url');
    const code = codes.readUInt16LE(20);
    codes.writeUInt16LE(code < 32768 ? code + 1234 : code - 1234, 20);
    const proof = '&proof=0123456789abcdef';
    for (const [rest, state, largestDifference] of [
      [`${proof}&pixels=${codes.toString('base64url')}`, 'different', 1234],
      [`${proof}&pixels=${pixels}`, 'different', 0],
      [proof, 'different', null],
      ['', 'none', null],
    ]) {
      const verdict = unwrap(engine.readLink(grade + rest)).proof;
      assert.equal(verdict.state, state);
      assert.equal(verdict.largestDifference, largestDifference);
      const native = spawnSync(tool, ['recipe', '--link', grade + rest], { encoding: 'utf8' });
      assert.equal(native.stderr, `proof: ${sentenceText(verdict.sentence)}\n`);
    }
  });

  test(`${variant}: a link of parts leaves the rest at its defaults, and is combined`, () => {
    const [recipe, own] = makeRecipes();
    const link = unwrap(engine.readLink(linkOf([recipe], ['light'])));
    assert.deepEqual(link.parts, ['light']);
    const defaults = JSON.parse(unwrap(engine.completeRecipe(JSON.stringify({ easelight: 1, film: recipe.film }))));
    const { gamma, exposure } = recipe.density;
    assert.deepEqual(JSON.parse(link.recipes[0]), {
      ...defaults,
      density: { ...defaults.density, gamma, exposure },
    });
    const combined = JSON.parse(unwrap(engine.combine(JSON.stringify(own), link.recipes[0], link.parts)));
    assert.deepEqual(combined, { ...own, density: { ...own.density, gamma, exposure } });
  });

  test(`${variant}: hostile links are refused with a reason, and the engine lives`, () => {
    assert.equal(reasonOf(`#grade=1.${'A'.repeat(50_000_000)}`), 'the link has 50,000,009 bytes; the limit is 16,384');
    assert.match(reasonOf(withPayload(Buffer.alloc(11_000_000))), /inflates to more than 262,144 bytes/);
    assert.match(reasonOf(withPayload('['.repeat(260_000))), /nests deeper than 16 levels/);
    assert.match(reasonOf(withPayload('{"a":'.repeat(50_000))), /nests deeper than 16 levels/);
    assert.match(reasonOf(withPayload(`{"easelight":${'9'.repeat(200_000)}}`)), /not JSON|easelight is/);
    assert.match(reasonOf(withPayload('{"easelight":1,"film":"\\u0000"}')), /film is "\\u0000"/);
    assert.equal(reasonOf('#grade=2.x'), 'this link is version 2; this engine reads version 1');
    assert.equal(reasonOf('\ud800'), 'this is no grading link: it has no grade=1.');
    assert.equal(engine.makeLink([], everyPart).ok, false);
    assert.equal(engine.makeLink(['{"easelight":1}'], ['tone']).ok, false);
    assert.equal(engine.combine('{"easelight":1}', '{"easelight":3}', []).ok, false);
    assert.equal(unwrap(engine.readLink(golden.link)).proof.state, 'verified');
    assert.deepEqual(JSON.parse(payloadOf(golden.link)).density.base, golden.recipe.density.base);
  });
}
