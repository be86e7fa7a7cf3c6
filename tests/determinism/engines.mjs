// Develops the chart with each build of the engine and returns what came out as hashes.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fit, loadEngine, openScan, root } from '../node/engine_loader.mjs';
import { link, makeChart, makeRecipes } from './chart.mjs';

const viewerSide = 1200;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const hashesOf = (name, frame) => ({
  frame: sha256(frame),
  export16: sha256(readFileSync(`${name}-16.tif`)),
  export8: sha256(readFileSync(`${name}-8.tif`)),
});

/** The files with all metadata that can be kept, by their format. */
const keptNames = { tiff: 'kept.tif', png: 'kept.png', jpeg: 'kept.jpg' };
/** Their bytes, as the last development has left them. */
export const keptFiles = (inputs) =>
  Object.values(keptNames).map((name) => readFileSync(join(outputFolder(inputs), name)));

/** The native builds by compiler. */
export const compilers = { gcc: 'native', clang: 'native-clang' };

/** Writes the chart and the recipes into a folder. */
export function writeInputs(folder) {
  const chart = join(folder, 'chart.tif');
  const recipesFile = join(folder, 'recipes.jsonl');
  const recipes = makeRecipes();
  writeFileSync(chart, makeChart());
  writeFileSync(recipesFile, recipes.map((recipe) => `${JSON.stringify(recipe)}\n`).join(''));
  return { folder, chart, recipesFile, recipes };
}

const outputFolder = ({ folder }) => {
  const output = join(folder, 'out');
  mkdirSync(output, { recursive: true });
  return output;
};

/** One {frame, export16, export8} a recipe, by a native build. */
export function developNatively(compiler, threads, inputs) {
  const program = join(root, 'build', compilers[compiler], 'develop_chart');
  const output = outputFolder(inputs);
  execFileSync(program, [inputs.chart, inputs.recipesFile, output, String(threads), link]);
  return inputs.recipes.map((_, index) => {
    const name = join(output, String(index + 1));
    return hashesOf(name, readFileSync(`${name}.rgba`));
  });
}

/** The same by a WebAssembly build. A module of its own each time: threads go back to their pool only some time later. */
export async function developInNode(variant, threads, inputs) {
  const module = await loadEngine(variant);
  const output = outputFolder(inputs);
  const engine = new module.Engine(threads, 1);
  const scan = openScan(engine, inputs.chart, output);
  const view = { ...fit, width: viewerSide, height: viewerSide, zoom: 1 };
  const options = { format: 'tiff', compression: 'none', quality: 92, space: 'srgb', encoding: 'own' };
  const hashes = inputs.recipes.map((recipe, index) => {
    const { offset, width, height } = scan.render(recipe, view);
    const name = join(output, String(index + 1));
    const frame = Buffer.from(module.HEAPU8.subarray(offset, offset + width * height * 4));
    for (const depth of [16, 8]) scan.exportTo(`${name}-${depth}.tif`, recipe, { ...options, depth });
    return hashesOf(name, frame);
  });
  const all = { ...options, depth: 16, compression: 'deflate', link, camera: true, location: true };
  for (const [format, name] of Object.entries(keptNames)) {
    scan.exportTo(join(output, name), inputs.recipes.at(-1), { ...all, format });
  }
  engine.delete();
  return hashes;
}
