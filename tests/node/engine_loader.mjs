// Loads the built engine in Node, and gives it files: the same module that the page runs.

import {
  closeSync,
  ftruncateSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sentenceText } from './sentences.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The engine variants and the folders they are built in. */
export const variants = ['threads', 'single'];

/** The sizes that a heap can have, as the page knows them. */
export const heapSizes = JSON.parse(readFileSync(join(root, 'web', 'src', 'worker', 'heap_sizes.json'), 'utf8'));

/** Memory for a variant, of a size that stays. */
export function makeHeap(variant, heapBytes) {
  const pages = heapBytes / 65536;
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: variant === 'threads' });
}

/** Loads a variant ("threads" or "single"). Emscripten 3.1.6 wants the globals of a CommonJS module. */
export async function loadEngine(variant, wasmMemory = makeHeap(variant, heapSizes[0].heapBytes)) {
  const folder = join(root, 'build', `wasm-${variant}`);
  // The thread script is CommonJS, whatever the package says.
  writeFileSync(join(folder, 'package.json'), '{"type": "commonjs"}\n');
  const entry = join(folder, 'engine.mjs');
  globalThis.__dirname = folder;
  globalThis.__filename = entry;
  globalThis.require = createRequire(pathToFileURL(entry));
  const factory = (await import(pathToFileURL(entry).href)).default;
  return factory({ wasmBinary: readFileSync(join(folder, 'engine.wasm')), wasmMemory });
}

/** A file descriptor as the engine's file (web/src/worker/engine_module.ts). */
export class NodeFile {
  constructor(path, flags) {
    this.descriptor = openSync(path, flags);
  }
  size() {
    return fstatSync(this.descriptor).size;
  }
  read(heap, offset) {
    return readSync(this.descriptor, heap, 0, heap.length, offset);
  }
  write(heap, offset) {
    return writeSync(this.descriptor, heap, 0, heap.length, offset);
  }
  shorten(bytes) {
    ftruncateSync(this.descriptor, bytes);
  }
  empty() {
    ftruncateSync(this.descriptor);
  }
  close() {
    closeSync(this.descriptor);
  }
}

/** Runs `body` with a temporary folder that is gone afterwards. */
export async function withFolder(body) {
  const folder = mkdtempSync(join(tmpdir(), 'easelight-'));
  try {
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The value of an outcome, or an error with its sentence. */
export function unwrap(outcome) {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${sentenceText(outcome)}`);
  return outcome.value;
}

/** What is shown where a test does not say. */
export const fit = { width: 2000, height: 2000, zoom: 0, centerX: 0.5, centerY: 0.5 };

/** An sRGB screen, on which nothing is marked. */
export const plain = { screen: 'srgb', warnOutside: '' };

/** An open scan. Recipes are objects. */
export class NodeScan {
  /** @param {{number: number, scan: object}} opened what the engine said of it */
  constructor(engine, { number, scan }) {
    this.engine = engine;
    this.number = number;
    this.summary = scan;
  }

  render(recipe, view = fit, allowCoarse = false, look = plain) {
    return unwrap(this.engine.render(this.number, JSON.stringify(recipe), view, allowCoarse, false, look));
  }

  /** What the check of preview against export has found. */
  check(recipe, options, profile = null) {
    unwrap(this.engine.beginCheck(this.number, JSON.stringify(recipe), JSON.stringify(options), profile));
    while (!unwrap(this.engine.checkStep()).finished);
    return unwrap(this.engine.check());
  }

  automatic(film = 'color-negative', recipe = { easelight: 1 }) {
    return JSON.parse(unwrap(this.engine.automatic(this.number, film, JSON.stringify(recipe))).recipe);
  }

  /** Exports to `path`; `between` is called after every step but the last. */
  exportTo(path, recipe, options, between = () => {}, profile = null) {
    const file = new NodeFile(path, 'w+');
    unwrap(this.engine.beginExport(this.number, JSON.stringify(recipe), JSON.stringify(options), profile, file));
    while (!unwrap(this.engine.exportStep()).finished) between();
    file.close();
  }

  close() {
    unwrap(this.engine.closeScan(this.number));
  }
}

/** Opens `path` in `engine` with its tiles in `folder`; `between` is called after every step. `rows`: 0 opens all. */
export function openScan(engine, path, folder, between = () => {}, rows = 0) {
  const source = new NodeFile(path, 'r');
  const store = new NodeFile(join(folder, `store-${Math.random()}`), 'w+');
  try {
    const scan = new NodeScan(engine, unwrap(engine.beginOpen(basename(path), source, store, rows)));
    while (!unwrap(engine.openStep()).finished) between();
    return scan;
  } finally {
    source.close();
  }
}
