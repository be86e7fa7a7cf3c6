// Sets the maximum of the memory that a WebAssembly module imports: `node tools/memory_maximum.mjs MODULE BYTES`.
//
// Where memory does not grow, Emscripten's linker lets a module take memory of one size only. The engine's is made in
// one of several sizes, each with a maximum of its own, for which the module's must leave room.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const kPageBytes = 65536;
const kHeaderBytes = 8;
const kImportSection = 2;
const kHasMaximum = 1;

/** An unsigned number as WebAssembly writes it (LEB128). */
function encoded(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }
  number() {
    let value = 0;
    for (let place = 1; ; place *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte % 128) * place;
      if (byte < 128) return value;
    }
  }
  skip(count) {
    this.at += count;
  }
  /** Of a table or memory. */
  limits() {
    const hasMaximum = (this.number() & kHasMaximum) !== 0;
    this.number();
    const first = this.at;
    if (hasMaximum) this.number();
    return { hasMaximum, first, end: this.at };
  }
}

/** Where the maximum of the imported memory stands, from a reader at the imports. */
function findMaximum(reader) {
  for (let left = reader.number(); left > 0; left -= 1) {
    for (let names = 0; names < 2; names += 1) reader.skip(reader.number());
    const kind = reader.bytes[reader.at++];
    if (kind === 0) reader.number();
    else if (kind === 3) reader.skip(2);
    else {
      if (kind === 1) reader.skip(1);
      const limits = reader.limits();
      if (kind === 2) return limits;
    }
  }
  return null;
}

/** The module with `bytes` as the maximum of its memory. */
export function withMaximum(module, bytes) {
  const reader = new Reader(module, kHeaderBytes);
  while (reader.at < module.length) {
    const section = reader.at;
    const id = module[reader.at++];
    const length = reader.number();
    const content = reader.at;
    if (id !== kImportSection) {
      reader.skip(length);
      continue;
    }
    const maximum = findMaximum(reader);
    if (!maximum?.hasMaximum) break;
    const pages = encoded(bytes / kPageBytes);
    return Buffer.concat([
      module.subarray(0, section + 1),
      Buffer.from(encoded(length + pages.length - (maximum.end - maximum.first))),
      module.subarray(content, maximum.first),
      Buffer.from(pages),
      module.subarray(maximum.end),
    ]);
  }
  throw new Error('the module imports no memory with a maximum');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, bytes] = process.argv.slice(2);
  writeFileSync(file, withMaximum(readFileSync(file), Number(bytes)));
}
