// The kernel and what is around it: natively by Google Benchmark, in WebAssembly by what the engine says of its renders.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../node/engine_loader.mjs';
import { median } from '../markdown.mjs';
import { numpy } from '../memory/drag.mjs';
import { automaticRecipe, memoryBench } from '../memory/native.mjs';
import { NodeEngine } from '../memory/node_engine.mjs';
import { dragRecipes, withCurves } from '../memory/sliders.mjs';

const rounds = 5;
const rendersARound = 30;
const builds = { 'one thread': ['threads', 1], 'two threads': ['threads', 2], 'built without threads': ['single', 1] };

/** Crosstalk as in kernel_bench.cpp: the kernel's longest way. */
const crosstalk = [
  [1.08, 0.05, -0.02],
  [-0.03, 1.0, 0.01],
  [0.02, -0.04, 0.98],
];

/** Nanoseconds a pixel, by benchmark and threads. Each has compared its result with the float64 model before it was timed. */
function nativeStages() {
  const output = execFileSync(
    join(root, 'build', 'native', 'easelight_bench'),
    ['--benchmark_filter=Densities', '--benchmark_format=json', '--benchmark_min_time=0.3'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return Object.fromEntries(
    JSON.parse(output).benchmarks.map((benchmark) => {
      if (benchmark.error_occurred) throw new Error(`${benchmark.name}: ${benchmark.error_message}`);
      const [name, threads] = benchmark.name.replace('BM_', '').split('/');
      return [`${name}/${threads}`, benchmark['ns/pixel']];
    }),
  );
}

/** @param {{folder: string, square: string, say: (text: string) => void}} bench */
export async function measureKernel({ folder, square, say }) {
  const recipe = withCurves(await automaticRecipe(square));
  const recipesFile = join(folder, 'recipes.jsonl');
  const recipes = dragRecipes(recipe, 1);
  writeFileSync(recipesFile, recipes.map((one) => `${JSON.stringify(one)}\n`).join(''));
  say('comparing with the float64 reference');
  const verified = await memoryBench('verify', square, recipesFile, 4);
  if (verified.worst > 1) throw new Error(`the engine is ${verified.worst} codes from the reference`);

  const engines = {};
  for (const [name, [variant, threads]] of Object.entries(builds)) {
    engines[name] = await NodeEngine.create(variant, threads, folder);
    engines[name].open(square);
    engines[name].show(2000, 2000);
    engines[name].render(recipe);
  }
  recipe.density.matrix = crosstalk;
  const native = [];
  const wasm = Object.fromEntries(Object.keys(builds).map((name) => [name, []]));
  for (let round = 0; round < rounds; ++round) {
    say(`round ${round + 1} of ${rounds}`);
    native.push(nativeStages());
    for (const [name, engine] of Object.entries(engines)) {
      for (let i = 0; i < rendersARound; ++i) {
        recipe.density.exposure = 1.8 + 0.2 * Math.sin(i);
        const { renderMs, width, height } = engine.render(recipe);
        wasm[name].push((renderMs * 1e6) / (width * height));
      }
    }
  }
  say('the reference in arrays, and NumPy');
  const reference = await memoryBench('drag-reference', square, recipesFile, 4, 'last');
  return {
    verified,
    native: Object.fromEntries(Object.keys(native[0]).map((name) => [name, median(native.map((r) => r[name]))])),
    wasm: Object.fromEntries(Object.entries(wasm).map(([name, values]) => [name, median(values)])),
    referenceMs: median(reference.previews.map(({ ms }) => ms)),
    numpy: numpy(),
  };
}
