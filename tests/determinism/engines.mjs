// Develops the chart with each build of the engine and returns what came out as hashes.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fit, loadEngine, NodeFile, openScan, root, unwrap } from '../node/engine_loader.mjs';
import { link, makeChart, makeOtherCharts, makeRecipes } from './chart.mjs';

const viewerSide = 1200;
/** Of views that fit: what is shown is reduced by a factor that is no whole number. */
export const fitSide = 437;

const tableSpaces = ['srgb', 'display-p3', 'adobe-rgb', 'prophoto', 'rec2020', 'acescg'];
/** Whether develop_chart makes a table of the recipe. */
const hasTable = (recipe, number) => number % 4 === 0 && recipe.output.gamut !== 'compress';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const hashesOf = (name, frame, fitted, recipe, number) => ({
  frame: sha256(frame),
  fitted: sha256(fitted),
  ...(hasTable(recipe, number) ? { table: sha256(readFileSync(`${name}.clf`)) } : {}),
  export16: sha256(readFileSync(`${name}-16.tif`)),
  export8: sha256(readFileSync(`${name}-8.tif`)),
});

/** The files with all metadata that can be kept, by their format. */
const keptNames = { tiff: 'kept.tif', png: 'kept.png', jpeg: 'kept.jpg' };
/** Their bytes, as the last development has left them. */
export const keptFiles = (inputs) =>
  Object.values(keptNames).map((name) => readFileSync(join(outputFolder(inputs), name)));

/** The matrices of the tables that the last development has left, as the doubles that programs are compiled from. */
export function matrices(inputs) {
  const tables = inputs.recipes.flatMap((recipe, index) =>
    hasTable(recipe, index + 1) ? [readFileSync(join(outputFolder(inputs), `${index + 1}.clf`), 'utf8')] : [],
  );
  const found = tables.flatMap((text) => [...text.matchAll(/<Matrix[^]*?<\/Matrix>/g)]);
  const rows = found.flatMap(([matrix]) => [...matrix.matchAll(/<Array[^>]*>([^<]*)<\/Array>/g)]);
  return Float64Array.from(rows.flatMap(([, numbers]) => numbers.trim().split(/\s+/).map(Number)));
}

/** The native builds by compiler. */
export const compilers = { gcc: 'native', clang: 'native-clang' };

/** Writes a chart and its recipes into a folder. */
function writeChart(folder, name, bytes, recipes) {
  mkdirSync(folder);
  const chart = join(folder, `${name}.tif`);
  const recipesFile = join(folder, 'recipes.jsonl');
  writeFileSync(chart, bytes);
  writeFileSync(recipesFile, recipes.map((recipe) => `${JSON.stringify(recipe)}\n`).join(''));
  return { folder, chart, recipesFile, recipes };
}

/** The chart with all recipes; and the `others`, in other kinds of scans, with some of them. */
export function writeInputs(folder) {
  const recipes = makeRecipes();
  const some = recipes.filter((_, index) => index % 6 === 0);
  const others = Object.entries(makeOtherCharts()).map(([name, bytes]) =>
    writeChart(join(folder, name), name, bytes, some),
  );
  return { ...writeChart(join(folder, 'chart'), 'chart', makeChart(), recipes), folder, others };
}

const outputFolder = ({ folder }) => {
  const output = join(folder, 'out');
  mkdirSync(output, { recursive: true });
  return output;
};

/** One {frame, fitted, export16, export8, and some a table} a recipe of these inputs, by a native build. */
export function developNatively(compiler, threads, inputs, viewer = `${fitSide}x${fitSide}`) {
  const program = join(root, 'build', compilers[compiler], 'develop_chart');
  const output = outputFolder(inputs);
  execFileSync(program, [inputs.chart, inputs.recipesFile, output, String(threads), link, viewer]);
  return inputs.recipes.map((recipe, index) => {
    const name = join(output, String(index + 1));
    return hashesOf(name, readFileSync(`${name}.rgba`), readFileSync(`${name}-fit.rgba`), recipe, index + 1);
  });
}

function writeTable(engine, scan, recipe, number, path) {
  const file = new NodeFile(path, 'w+');
  const options = { format: 'clf', space: tableSpaces[number % tableSpaces.length] };
  unwrap(engine.writeTable(scan.number, JSON.stringify(recipe), JSON.stringify(options), file));
  file.close();
}

/** The same by a WebAssembly build. A module of its own each time: threads go back to their pool only some time later. */
export async function developInNode(variant, threads, inputs) {
  const module = await loadEngine(variant);
  const output = outputFolder(inputs);
  const engine = new module.Engine(threads, 1);
  const scan = openScan(engine, inputs.chart, output);
  const rendered = (recipe, side, zoom) => {
    const { offset, width, height } = scan.render(recipe, { ...fit, width: side, height: side, zoom });
    return Buffer.from(module.HEAPU8.subarray(offset, offset + width * height * 4));
  };
  const options = { format: 'tiff', compression: 'none', quality: 92, space: 'srgb', encoding: 'own' };
  const hashes = inputs.recipes.map((recipe, index) => {
    const name = join(output, String(index + 1));
    if (hasTable(recipe, index + 1)) writeTable(engine, scan, recipe, index + 1, `${name}.clf`);
    const fitted = rendered(recipe, fitSide, 0);
    const frame = rendered(recipe, viewerSide, 1);
    for (const depth of [16, 8]) scan.exportTo(`${name}-${depth}.tif`, recipe, { ...options, depth });
    return hashesOf(name, frame, fitted, recipe, index + 1);
  });
  const all = { ...options, depth: 16, compression: 'deflate', link, camera: true, location: true };
  for (const [format, name] of Object.entries(keptNames)) {
    scan.exportTo(join(output, name), inputs.recipes.at(-1), { ...all, format });
  }
  engine.delete();
  return hashes;
}
