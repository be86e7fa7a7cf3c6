import assert from 'node:assert/strict';
import { test } from 'node:test';

import { withMaximum } from './memory_maximum.mjs';

const kPage = 65536;
const header = [0, 97, 115, 109, 1, 0, 0, 0];
const section = (id, ...content) => [id, content.length, ...content];
const text = (word) => [word.length, ...Buffer.from(word)];
const imported = (name, ...kind) => [...text('env'), ...text(name), ...kind];

/** Imports one thing of each kind, the memory of 1 page to 2 among them. */
const module = (shared) =>
  Buffer.from([
    ...header,
    ...section(1, 1, 0x60, 0, 0),
    ...section(
      2,
      4,
      ...imported('run', 0, 0),
      ...imported('table', 1, 0x70, 0, 5),
      ...imported('memory', 2, shared ? 3 : 1, 1, 2),
      ...imported('value', 3, 0x7f, 0),
    ),
    ...section(0, ...text('note'), 33),
  ]);

const withMemory = (bytes, pages, shared) =>
  WebAssembly.instantiate(bytes, {
    env: {
      run: () => undefined,
      table: new WebAssembly.Table({ element: 'anyfunc', initial: 5 }),
      memory: new WebAssembly.Memory({ initial: pages, maximum: pages, shared }),
      value: 7,
    },
  });

for (const shared of [false, true]) {
  test(`a module takes ${shared ? 'shared memory' : 'memory'} up to its new maximum`, async () => {
    const before = module(shared);
    await withMemory(before, 2, shared);
    await assert.rejects(withMemory(before, 3, shared), /memory/);
    const after = withMaximum(before, 7424 * kPage);
    for (const pages of [1, 3, 7424]) await withMemory(after, pages, shared);
    await assert.rejects(withMemory(after, 7425, shared), /memory/);
    const [note] = WebAssembly.Module.customSections(await WebAssembly.compile(after), 'note');
    assert.deepEqual([...new Uint8Array(note)], [33]);
    assert.deepEqual(withMaximum(after, 2 * kPage), before);
  });
}

test('a module without such a memory is refused', () => {
  assert.throws(() => withMaximum(Buffer.from(header), kPage), /no memory with a maximum/);
});
