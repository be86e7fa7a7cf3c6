// When commands can run.

import { seesWholeScan } from '../documents/tool';
import type { EditorState } from '../workspace/state';

export const runs = ({ engine }: EditorState) => engine.status !== 'failed';

export const withScan = ({ engine, scan, recipe }: EditorState) =>
  engine.status === 'ready' && scan !== null && recipe !== null;

/** A scan that is seen whole cannot be zoomed. */
export const canZoom = (state: EditorState) => withScan(state) && !seesWholeScan(state.tool);
