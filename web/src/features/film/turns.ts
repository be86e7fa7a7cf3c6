// Changes of a document that wait for the engine come one after another: each is found for what the one before has left.

import type { Edits } from '../../documents/edits';

const last = new WeakMap<Edits, Promise<unknown>>();

export function inTurn(edits: Edits, change: () => Promise<void>): Promise<void> {
  const before = last.get(edits) ?? Promise.resolve();
  const done = before.then(change, change);
  last.set(edits, done);
  return done;
}
