// A stack that overflows ends the engine before it has written over anything; what the page does then, and an overflow in
// a thread of the pool, are in e2e/recovery.spec.ts.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { loadEngine, variants } from './engine_loader.mjs';

const modules = {};
for (const variant of variants) modules[variant] = await loadEngine(variant);
// The threads of the pool would keep Node alive.
after(() => setImmediate(() => process.exit()));

for (const variant of variants) {
  test(`${variant}: a stack that overflows traps`, () => {
    const engine = new modules[variant].Engine(2, 1);
    assert.throws(() => engine.overflowStack(), { name: 'RuntimeError', message: /stack overflow/i });
  });
}
