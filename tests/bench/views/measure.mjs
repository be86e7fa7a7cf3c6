// One round of views by the engine of a checkout: `measure.mjs CHECKOUT WORK` reads the job from WORK/views.json and
// prints what the renders took. A process of its own, as an engine's threads live as long as theirs.

import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [checkout, work] = process.argv.slice(2);
const { small, large, recipes, threads } = JSON.parse(readFileSync(join(work, 'views.json'), 'utf8'));
const { NodeEngine } = await import(pathToFileURL(join(checkout, 'tests/bench/memory/node_engine.mjs')).href);

const kViewer = [2000, 2000];
const kSteps = 60;

async function opened(scan) {
  const engine = await NodeEngine.create('threads', threads, mkdtempSync(join(work, 'store-')));
  engine.open(scan);
  return engine;
}

function render(engine, recipe, ...view) {
  engine.show(...view);
  return engine.render(recipe);
}

/** Each frame after another view, so that nothing of it is at hand. */
function firstViews(engine, recipe) {
  return Array.from({ length: 9 }, () => {
    render(engine, recipe, 64, 64);
    return render(engine, recipe, ...kViewer).renderMs;
  });
}

/** Steps of 50 pixels at 1:1, across and down, from where the tiles are not at hand either. */
function pans(engine, recipe, { width, height }) {
  const across = (i) => [0.25 + (50 * i) / width, 0.4];
  const down = (i) => [0.25 + (50 * kSteps) / width, 0.4 + (50 * (i - kSteps)) / height];
  const at = (i) => [...kViewer, 1, ...(i < kSteps ? across(i) : down(i))];
  render(engine, recipe, ...at(0));
  const times = [];
  for (let i = 1; i < 2 * kSteps; ++i) {
    const frame = render(engine, recipe, ...at(i));
    times.push(frame.renderMs);
    if (i % 40 === 39) compareWithFresh(engine, recipe, frame, at(i));
  }
  return times;
}

/** A frame that was panned to is the frame made anew. */
function compareWithFresh(engine, recipe, frame, view) {
  const panned = engine.pixels(frame);
  render(engine, recipe, 64, 64);
  const fresh = engine.pixels(render(engine, recipe, ...view));
  if (Buffer.compare(panned, fresh) !== 0) throw new Error('a panned frame is not the frame of its view');
}

/** Wheel steps, from the whole picture to 1:1 and back. */
function zooms(engine, recipe) {
  const factors = Array.from({ length: 12 }, (_, i) => 0.34 * 1.1 ** i);
  return [...factors, ...factors.reverse()].map((zoom) => render(engine, recipe, ...kViewer, zoom).renderMs);
}

const first = await opened(small.path);
const result = { first: firstViews(first, recipes.small), zoom: zooms(first, recipes.small) };
const second = await opened(large.path);
console.log(JSON.stringify({ ...result, pan: pans(second, recipes.large, large) }));
process.exit(0);
