// Why the screen cannot draw, by a name: the page has the words for it.

import type { ScreenFault } from '../protocol';

export class ScreenError extends Error {
  constructor(readonly fault: ScreenFault) {
    super(fault);
    this.name = 'ScreenError';
  }
}
