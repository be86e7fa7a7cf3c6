// Every command of the editor.

import type { EditorState } from '../state/store';
import { flipped, rotated } from '../state/recipe';
import { automatic } from '../features/film/automatic';
import type { Action, Services } from './action';

const ready = (state: EditorState) => state.engine.status === 'ready';
const runs = (state: EditorState) => state.engine.status !== 'failed';
const withScan = (state: EditorState) => ready(state) && state.scan !== null && state.recipe !== null;

export const kMostMagnification = 16;
const kZoomStep = 1.25;

function turn({ editor }: Services, degrees: 90 | -90): void {
  const { recipe } = editor.state;
  if (recipe) editor.edits.commit('rotate', rotated(recipe, degrees), performance.now());
}

function magnify({ editor }: Services, factor: number): void {
  const magnification = Math.min(kMostMagnification, Math.max(1, editor.state.magnification * factor));
  editor.store.set({ magnification });
}

export const open: Action = {
  id: 'open',
  label: 'Open…',
  shortcuts: ['Mod+o'],
  enabled: runs,
  run: ({ chooseFile }) => chooseFile(),
};

export const openSample: Action = {
  id: 'open-sample',
  label: 'Try a sample negative',
  shortcuts: [],
  enabled: runs,
  run: ({ opener }) => void opener.openSample(),
};

export const exportScan: Action = {
  id: 'export',
  label: 'Export…',
  shortcuts: ['Mod+e'],
  enabled: (state) => withScan(state) && !state.exporting && !state.opening,
  run: ({ editor }) => editor.store.set({ dialog: 'export' }),
};

export const undo: Action = {
  id: 'undo',
  label: 'Undo',
  shortcuts: ['Mod+z'],
  enabled: (state) => withScan(state) && state.canUndo,
  run: ({ editor }) => editor.edits.undo(),
};

export const redo: Action = {
  id: 'redo',
  label: 'Redo',
  shortcuts: ['Mod+Shift+z', 'Mod+y'],
  enabled: (state) => withScan(state) && state.canRedo,
  run: ({ editor }) => editor.edits.redo(),
};

export const automaticStart: Action = {
  id: 'automatic',
  label: 'Automatic',
  shortcuts: ['a'],
  enabled: withScan,
  run: ({ editor }) => void automatic(editor),
};

export const pickBase: Action = {
  id: 'pick-base',
  label: 'Pick base',
  shortcuts: ['b'],
  enabled: withScan,
  active: (state) => state.picking,
  run: ({ editor }) => editor.store.set({ picking: !editor.state.picking }),
};

export const rotateLeft: Action = {
  id: 'rotate-left',
  label: 'Rotate left',
  shortcuts: ['['],
  enabled: withScan,
  run: (services) => turn(services, -90),
};

export const rotateRight: Action = {
  id: 'rotate-right',
  label: 'Rotate right',
  shortcuts: [']'],
  enabled: withScan,
  run: (services) => turn(services, 90),
};

export const flip: Action = {
  id: 'flip',
  label: 'Flip',
  shortcuts: ['f'],
  enabled: withScan,
  run: ({ editor }) => {
    const { recipe } = editor.state;
    if (recipe) editor.edits.commit('flip', flipped(recipe), performance.now());
  },
};

export const compare: Action = {
  id: 'compare',
  label: 'Before/after',
  shortcuts: ['\\'],
  momentary: true,
  enabled: withScan,
  active: (state) => state.compare,
  run: ({ editor }) => editor.setCompare(!editor.state.compare),
};

export const zoomIn: Action = {
  id: 'zoom-in',
  label: 'Zoom in',
  shortcuts: ['+', '='],
  enabled: withScan,
  run: (services) => magnify(services, kZoomStep),
};

export const zoomOut: Action = {
  id: 'zoom-out',
  label: 'Zoom out',
  shortcuts: ['-'],
  enabled: withScan,
  run: (services) => magnify(services, 1 / kZoomStep),
};

export const zoomToFit: Action = {
  id: 'zoom-to-fit',
  label: 'Fit to window',
  shortcuts: ['0'],
  enabled: withScan,
  run: ({ editor }) => editor.store.set({ magnification: 1 }),
};

export const enginePanel: Action = {
  id: 'engine-panel',
  label: 'Engine',
  shortcuts: ['e'],
  enabled: () => true,
  active: (state) => state.enginePanel,
  run: ({ editor }) => editor.store.set({ enginePanel: !editor.state.enginePanel }),
};

export const shortcutsDialog: Action = {
  id: 'shortcuts',
  label: 'Keyboard shortcuts',
  shortcuts: ['?'],
  enabled: () => true,
  run: ({ editor }) => editor.store.set({ dialog: 'shortcuts' }),
};

export const restartEngine: Action = {
  id: 'restart-engine',
  label: 'Restart engine',
  shortcuts: [],
  enabled: ({ engine }) => engine.status === 'failed' || !engine.answering,
  run: ({ editor, opener }) => {
    editor.startEngine();
    void opener.reopen();
  },
};

export const cancel: Action = {
  id: 'cancel',
  label: 'Stop picking',
  shortcuts: ['Escape'],
  enabled: (state) => state.picking,
  run: ({ editor }) => editor.store.set({ picking: false }),
};

export const allActions: readonly Action[] = [
  open,
  openSample,
  exportScan,
  undo,
  redo,
  automaticStart,
  pickBase,
  rotateLeft,
  rotateRight,
  flip,
  compare,
  zoomIn,
  zoomOut,
  zoomToFit,
  enginePanel,
  shortcutsDialog,
  restartEngine,
  cancel,
];
