// Every command of the editor.

import { flippedView, turnedView } from '../features/viewer/placement';
import { kMostZoom, zoomAbove, zoomBelow } from '../features/viewer/zoom_stops';
import type { Editor } from '../state/editor';
import { type EditorState, fitView } from '../state/store';
import { flipped, rotated } from '../state/recipe';
import { automatic } from '../features/film/automatic';
import { acceptCrop, takeBackCrop } from '../features/crop/crop_mode';
import { hasRoomForSnapshot, takeSnapshot } from '../features/snapshots/snapshots';
import type { Action, Services } from './action';
import { canZoom, runs, withScan } from './conditions';
import { cropActions } from './crop_actions';
import { linkActions } from './link_actions';

function turn({ editor }: Services, degrees: 90 | -90): void {
  const { recipe, view } = editor.state;
  if (!recipe) return;
  editor.store.set({ view: turnedView(view, degrees) });
  editor.edits.commit('rotate', rotated(recipe, degrees), performance.now());
}

/** As asked for: what is on screen follows with the next frame of the display, and keys may be faster. */
function zoomOf({ view, fitZoom }: EditorState): number {
  return view.zoom || fitZoom;
}

/** Keeps the middle of the view; at or below the size that fits the window, fits. */
function zoomTo({ store }: Editor, zoom: number): void {
  const { view, fitZoom } = store.state;
  store.set({ view: zoom > fitZoom ? { ...view, zoom } : fitView });
}

export const open: Action = {
  id: 'open',
  label: 'Open…',
  shortcuts: ['Mod+o'],
  enabled: runs,
  run: ({ chooseFile }) => chooseFile('scan'),
};

export const recentScans: Action = {
  id: 'recent',
  label: 'Recent scans',
  shortcuts: ['Mod+Shift+o'],
  enabled: runs,
  run: ({ editor, continuing }) => {
    editor.store.set({ dialog: 'recent' });
    void continuing.refresh();
  },
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
  // What is looked at on offer is not the grade that would be exported.
  enabled: (state) => withScan(state) && !state.exporting && !state.opening && !state.offer,
  run: ({ editor }) => editor.store.set({ dialog: 'export' }),
};

export const saveRecipe: Action = {
  id: 'save-recipe',
  label: 'Save recipe to file',
  shortcuts: ['Mod+s'],
  enabled: (state) => state.grading !== null,
  run: ({ recipeFiles }) => recipeFiles.save(),
};

export const openRecipe: Action = {
  id: 'open-recipe',
  label: 'Open recipe…',
  shortcuts: [],
  enabled: withScan,
  run: ({ chooseFile }) => chooseFile('recipe'),
};

export const snapshot: Action = {
  id: 'snapshot',
  label: 'Take snapshot',
  shortcuts: ['s'],
  enabled: (state) => withScan(state) && hasRoomForSnapshot(state.grading),
  run: ({ editor }) => takeSnapshot(editor, ''),
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
  run: ({ editor }) => {
    acceptCrop(editor);
    editor.store.set({ picking: !editor.state.picking });
  },
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
    const { recipe, view } = editor.state;
    if (!recipe) return;
    editor.store.set({ view: flippedView(view) });
    editor.edits.commit('flip', flipped(recipe), performance.now());
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
  enabled: (state) => canZoom(state) && zoomOf(state) < kMostZoom,
  run: ({ editor }) => zoomTo(editor, zoomAbove(zoomOf(editor.state))),
};

export const zoomOut: Action = {
  id: 'zoom-out',
  label: 'Zoom out',
  shortcuts: ['-'],
  enabled: (state) => canZoom(state) && state.view.zoom > 0,
  run: ({ editor }) => zoomTo(editor, zoomBelow(zoomOf(editor.state))),
};

export const zoomToFit: Action = {
  id: 'zoom-to-fit',
  label: 'Fit',
  shortcuts: ['0'],
  enabled: canZoom,
  active: (state) => state.view.zoom === 0,
  run: ({ editor }) => editor.store.set({ view: fitView }),
};

export const zoomToPixels: Action = {
  id: 'zoom-to-pixels',
  label: '1:1',
  shortcuts: ['1'],
  enabled: canZoom,
  active: (state) => state.view.zoom === 1,
  run: ({ editor }) => zoomTo(editor, 1),
};

export const enginePanel: Action = {
  id: 'engine-panel',
  label: 'Engine',
  shortcuts: ['e'],
  enabled: () => true,
  active: (state) => state.enginePanel,
  run: ({ editor }) => editor.store.set({ enginePanel: !editor.state.enginePanel }),
};

export const settingsDialog: Action = {
  id: 'settings',
  label: 'Settings…',
  shortcuts: ['Mod+,'],
  enabled: () => true,
  run: ({ editor }) => editor.store.set({ dialog: 'settings' }),
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
  enabled: ({ engine }) => engine.status !== 'loading',
  run: ({ recovery }) => void recovery.restart(),
};

export const cancel: Action = {
  id: 'cancel',
  label: 'Cancel',
  shortcuts: ['Escape'],
  enabled: (state) => state.picking || state.cropping !== null,
  run: ({ editor }) => {
    takeBackCrop(editor);
    editor.store.set({ picking: false });
  },
};

export const allActions: readonly Action[] = [
  open,
  openSample,
  recentScans,
  exportScan,
  ...linkActions,
  saveRecipe,
  openRecipe,
  snapshot,
  undo,
  redo,
  automaticStart,
  pickBase,
  rotateLeft,
  rotateRight,
  flip,
  ...cropActions,
  compare,
  zoomIn,
  zoomOut,
  zoomToFit,
  zoomToPixels,
  enginePanel,
  settingsDialog,
  shortcutsDialog,
  restartEngine,
  cancel,
];
