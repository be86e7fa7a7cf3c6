// What the hand does in the picture: one tool at a time.

import type { Grading } from './grading';

export type Tool =
  /** Moves the picture. */
  | { readonly name: 'hand' }
  /** The whole scan is shown, to be cropped. `since`: what a cancel goes back to. */
  | { readonly name: 'crop'; readonly since: Grading }
  /** The next place in the picture gives the film base. */
  | { readonly name: 'pick-base' };

export const kHand: Tool = { name: 'hand' };
