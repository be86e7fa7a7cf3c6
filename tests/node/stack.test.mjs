// A stack that overflows ends the engine before it has written over anything; what the page does then, and an overflow in
// a thread of the pool, are in e2e/recovery.spec.ts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { variants } from './engine_loader.mjs';
import { modules } from './engines.mjs';

for (const variant of variants) {
  test(`${variant}: a stack that overflows traps`, () => {
    const engine = new modules[variant].Engine(2, 1);
    assert.throws(() => engine.overflowStack(), { name: 'RuntimeError', message: /stack overflow/i });
  });
}
