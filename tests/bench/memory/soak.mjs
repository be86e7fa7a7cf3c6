// A long day in the WebAssembly engine: sliders, zooms and pans, scans opened one after the other.

import { join } from 'node:path';

import { root } from '../../node/engine_loader.mjs';
import { automaticRecipe } from './native.mjs';
import { NodeEngine, usage } from './node_engine.mjs';
import { moveSomething, randomNumbers, withCurves } from './sliders.mjs';

const sliderChanges = 10_000;
const zoomsAndPans = 200;
const opens = 20;
/** Smaller than a screen, so that ten thousand previews take a minute; the memory's layout is the same. */
const view = { width: 900, height: 600 };

/** @param {{folder: string, scan: string, proxy: string, say: (text: string) => void}} bench */
export async function measureSoak({ folder, scan, proxy, say }) {
  const node = await NodeEngine.create('threads', 2, folder);
  const start = withCurves(await automaticRecipe(scan));
  const random = randomNumbers(24);
  let allocations = 0;
  const render = (recipe, allowCoarse) => {
    const frame = node.render(recipe, allowCoarse);
    allocations += node.stats().renderAllocations;
    return frame;
  };
  const atRest = () => {
    node.show(view.width, view.height);
    render(start);
    return usage(node.stats());
  };

  node.open(scan);
  const before = atRest();
  say(`${sliderChanges} slider changes`);
  const recipe = structuredClone(start);
  for (let i = 0; i < sliderChanges; ++i) {
    moveSomething(recipe, start, random);
    render(recipe);
  }
  const afterSliders = atRest();

  say(`${zoomsAndPans} zooms and pans`);
  for (let i = 0; i < zoomsAndPans; ++i) {
    const zoom = i % 10 === 0 ? 0 : 0.1 * 80 ** random();
    node.show(view.width, view.height, zoom, random(), random());
    const turned = structuredClone(recipe);
    turned.geometry.rotate = 90 * Math.floor(4 * random());
    turned.geometry.flip = random() < 0.5;
    if (render(turned, true).coarse) render(turned);
  }
  const afterZooms = atRest();

  say(`${opens} opens`);
  const scans = [join(root, 'web', 'public', 'sample', 'negative.jpg'), proxy, scan];
  for (let i = 0; i < opens; ++i) {
    node.open(scans[i % scans.length]);
    render(start);
  }
  node.open(scan);
  const afterOpens = atRest();
  return {
    sliderChanges,
    zoomsAndPans,
    opens: opens + 1,
    view,
    allocations,
    before,
    afterSliders,
    afterZooms,
    afterOpens,
  };
}
