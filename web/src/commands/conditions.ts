// When commands can run.

import type { EditorState } from '../workspace/state';

export const runs = ({ engine }: EditorState) => engine.status !== 'failed';

export const withScan = ({ engine, scan, recipe }: EditorState) =>
  engine.status === 'ready' && scan !== null && recipe !== null;

/** A picture that is being cropped is seen whole. */
export const canZoom = (state: EditorState) => withScan(state) && state.tool.name !== 'crop';
