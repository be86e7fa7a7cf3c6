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

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The engine variants and the folders they are built in. */
export const variants = ['threads', 'single'];

/** Loads a variant ("threads" or "single"). Emscripten 3.1.6 wants the globals of a CommonJS module. */
export async function loadEngine(variant) {
  const folder = join(root, 'build', `wasm-${variant}`);
  // The thread script is CommonJS, whatever the package says.
  writeFileSync(join(folder, 'package.json'), '{"type": "commonjs"}\n');
  const entry = join(folder, 'engine.mjs');
  globalThis.__dirname = folder;
  globalThis.__filename = entry;
  globalThis.require = createRequire(pathToFileURL(entry));
  const factory = (await import(pathToFileURL(entry).href)).default;
  return factory({ wasmBinary: readFileSync(join(folder, 'engine.wasm')) });
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

/** The value of an outcome, or an error with its message. */
export function unwrap(outcome) {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

/** Opens `path` in `engine` with its tiles in `folder`; returns the summary. */
export function openScan(engine, path, folder) {
  const source = new NodeFile(path, 'r');
  const store = new NodeFile(join(folder, `store-${Math.random()}`), 'w+');
  const summary = unwrap(engine.beginOpen(basename(path), source, store));
  while (!unwrap(engine.openStep()).finished);
  return summary;
}

/** Exports to `path`. */
export function exportScan(engine, recipe, options, path) {
  const file = new NodeFile(path, 'w+');
  unwrap(engine.beginExport(JSON.stringify(recipe), JSON.stringify(options), file));
  while (!unwrap(engine.exportStep()).finished);
  file.close();
}
