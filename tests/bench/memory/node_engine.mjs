// The WebAssembly engine in Node, as the memory benchmark uses it.

import { join } from 'node:path';

import { fit, heapSizes, loadEngine, NodeFile, NodeScan, unwrap } from '../../node/engine_loader.mjs';

/** Views here are of the smallest size. */
export const { heapBytes } = heapSizes[0];

export class NodeEngine {
  /** @type {NodeScan | null} */
  scan = null;
  #store = null;
  #stores = 0;
  #view = fit;

  /** @param {string} folder for scan stores */
  static async create(variant, threads, folder) {
    const module = await loadEngine(variant);
    return new NodeEngine(module, new module.Engine(threads, 1), folder);
  }

  constructor(module, engine, folder) {
    this.module = module;
    this.engine = engine;
    this.folder = folder;
  }

  /** Opens a scan, which is then the current one; the one before is closed, and its file too. */
  open(path) {
    const source = new NodeFile(path, 'r');
    const store = new NodeFile(join(this.folder, `store-${this.#stores++ % 2}`), 'w+');
    const scan = new NodeScan(this.engine, unwrap(this.engine.beginOpen('scan', source, store, 0)));
    while (!unwrap(this.engine.openStep()).finished);
    source.close();
    this.scan?.close();
    this.#store?.close();
    this.#store = store;
    this.scan = scan;
  }

  /** What to show; zoom 0 fits the whole picture. */
  show(width, height, zoom = 0, centerX = 0.5, centerY = 0.5) {
    this.#view = { width, height, zoom, centerX, centerY };
  }

  render(recipe, allowCoarse = false) {
    return this.scan.render(recipe, this.#view, allowCoarse);
  }

  /** A copy of a rendered frame's bytes. */
  pixels({ offset, width, height }) {
    return this.module.HEAPU8.slice(offset, offset + width * height * 4);
  }

  stats() {
    return this.engine.stats();
  }
}

/** Bytes in use by region, and of the codec zone, which is what passed through malloc. */
export function usage(stats) {
  const arena = stats.regions.filter(({ name }) => name !== 'codec zone');
  const codecs = stats.regions.find(({ name }) => name === 'codec zone');
  return {
    heap: stats.heapBytes,
    regions: Object.fromEntries(arena.map(({ name, used }) => [name, used])),
    arena: arena.reduce((sum, { used }) => sum + used, 0),
    codecs: codecs?.used ?? 0,
  };
}
