// What the hand does in the picture: one tool at a time.

import type { Grading } from './grading';

export type Tool =
  /** Moves the picture. */
  | { readonly name: 'hand' }
  /** The whole scan is shown, to be cropped. `since`: what a cancel goes back to. */
  | { readonly name: 'crop'; readonly since: Grading }
  /** The next place in the picture gives the film base. */
  | { readonly name: 'pick-base' }
  /** The whole scan is shown, with the corners of a chart; the chart itself is the document's. */
  | { readonly name: 'chart' };

export const kHand: Tool = { name: 'hand' };

/** Whether the tool's place is the whole scan, whatever is cut off. */
export const seesWholeScan = ({ name }: Tool) => name === 'crop' || name === 'chart';
