// The main experiment: twenty sliders dragged in the allocating reference, in the engine natively, and in WebAssembly.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../node/engine_loader.mjs';
import { automaticRecipe, memoryBench, tool } from './native.mjs';
import { NodeEngine, usage } from './node_engine.mjs';
import { dragRecipes, withCurves } from './sliders.mjs';

const viewSide = 2000;
const stepsPerSlider = 50;
/** The reference needs over a second a preview, so it makes every tenth of them, freeing early every 25th. */
const referenceEvery = { all: 10, last: 25 };

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * @param {{folder: string, scan: string, proxy: string, say: (text: string) => void}} bench
 */
export async function measureDrag({ folder, scan, proxy, say }) {
  const start = withCurves(await automaticRecipe(scan));
  const recipes = dragRecipes(start, stepsPerSlider);
  const recipesFile = join(folder, 'recipes.jsonl');
  writeFileSync(recipesFile, recipes.map((recipe) => `${JSON.stringify(recipe)}\n`).join(''));

  say(`${recipes.length} previews: the engine against the reference`);
  const verified = await memoryBench('verify', proxy, recipesFile, 125);
  if (verified.worst > 1)
    throw new Error(`the engine is ${verified.worst} codes from the reference; nothing was measured`);

  say('the store against the whole picture in memory');
  const sameExport = await compareExports(folder, scan, start);

  const frames = join(folder, 'frames');
  mkdirSync(frames);
  say('the engine, native');
  const native = await memoryBench('drag-engine', scan, recipesFile, viewSide, frames);
  say('the engine, WebAssembly');
  const wasm = await dragInNode(folder, scan, recipes, frames);
  say(`the reference, every ${referenceEvery.all}th preview`);
  const reference = await memoryBench('drag-reference', proxy, recipesFile, referenceEvery.all, 'all');
  say(`the reference freeing early, every ${referenceEvery.last}th preview`);
  const frugal = await memoryBench('drag-reference', proxy, recipesFile, referenceEvery.last, 'last');
  say('NumPy');
  return { recipes: recipes.length, viewSide, verified, sameExport, native, wasm, reference, frugal, numpy: numpy() };
}

/** One export through tiles and bands, one from arrays of the whole picture: whether the files are the same. */
async function compareExports(folder, scan, recipe) {
  const recipeFile = join(folder, 'recipe.json');
  writeFileSync(recipeFile, JSON.stringify(recipe));
  const [whole, streamed] = [join(folder, 'whole.tif'), join(folder, 'streamed.tif')];
  const { peak } = await memoryBench('develop-whole', scan, recipeFile, whole);
  execFileSync(tool, [
    'develop',
    scan,
    '-o',
    streamed,
    '--recipe',
    recipeFile,
    '--compression',
    'none',
    '--no-grade',
    '--no-camera',
  ]);
  const hash = sha256(readFileSync(whole));
  return { same: hash === sha256(readFileSync(streamed)), sha256: hash, wholePeak: peak };
}

async function dragInNode(folder, scan, recipes, nativeFrames) {
  const node = await NodeEngine.create('threads', 2, folder);
  node.open(scan);
  node.show(viewSide, viewSide);
  for (let i = 0; i < 2; ++i) node.render(recipes[0]);
  const frames = new Set(readdirSync(nativeFrames));
  const heap = [];
  const inUse = [];
  const ms = [];
  let allocations = 0;
  let compared = 0;
  let size = { width: 0, height: 0 };
  for (const [i, recipe] of recipes.entries()) {
    const frame = node.render(recipe);
    size = { width: frame.width, height: frame.height };
    ms.push(frame.renderMs);
    const stats = node.stats();
    const { heap: bytes, arena, codecs } = usage(stats);
    heap.push(bytes);
    inUse.push(arena + codecs);
    allocations += stats.renderAllocations;
    if (!frames.has(`${i}.rgba`)) continue;
    compared += 1;
    if (sha256(node.pixels(frame)) !== sha256(readFileSync(join(nativeFrames, `${i}.rgba`)))) {
      throw new Error(`preview ${i} of the WebAssembly engine is not the native one; nothing was measured`);
    }
  }
  const { regions } = node.stats();
  return { heap, inUse, ms, allocations, compared, regions, ...size };
}

/** The NumPy preview, where it and NumPy are at hand: its own closing line, as figures. */
export function numpy() {
  const script = join(root, '..', 'shared', 'bench', 'allocating_preview.py');
  const python = process.env.EASELIGHT_PYTHON ?? 'python3';
  if (!existsSync(script)) return { note: 'the NumPy preview is not at hand' };
  try {
    execFileSync(python, ['-c', 'import numpy'], { stdio: 'ignore' });
  } catch {
    return { note: 'NumPy is not installed' };
  }
  const text = execFileSync(python, [script, '2000', '2000', '12'], { encoding: 'utf8' });
  const found = /median (\d+) ms.*before (\d+) MB, peak (\d+) MB/.exec(text);
  if (!found) return { note: `not understood: ${text.trim()}` };
  const [medianMs, before, peak] = found.slice(1).map(Number);
  // The script says MB and means MiB.
  return { medianMs, before: before * 2 ** 20, peak: peak * 2 ** 20 };
}
