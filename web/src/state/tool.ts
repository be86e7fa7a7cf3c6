// What the hand does in the picture: one tool at a time.

export type Tool =
  /** Moves the picture. */
  | { readonly name: 'hand' }
  /** The whole scan is shown, to be cropped. `since`: how many entries the history had before. */
  | { readonly name: 'crop'; readonly since: number }
  /** The next place in the picture gives the film base. */
  | { readonly name: 'pick-base' };

export const kHand: Tool = { name: 'hand' };
