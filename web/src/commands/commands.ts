// Every command of the editor.

import { kMostZoom, zoomAbove, zoomBelow } from '../features/viewer/zoom_stops';
import { text } from '../i18n/text';
import type { Editor } from '../workspace/editor';
import { fitView } from '../render/placement';
import type { EditorState } from '../workspace/state';
import { flipped, rotated } from '../documents/recipe';
import { kHand } from '../documents/tool';
import { automatic } from '../features/film/automatic';
import { leaveChart } from '../features/chart/chart_mode';
import { acceptCrop, takeBackCrop } from '../features/crop/crop_mode';
import { reload } from '../pwa/update';
import { hasRoomForSnapshot, takeSnapshot } from '../features/snapshots/snapshots';
import { chartCommands } from './chart_commands';
import type { Command, Services } from './command';
import { canZoom, runs, withScan } from './conditions';
import { cropCommands } from './crop_commands';
import { documentCommands } from './document_commands';
import { linkCommands } from './link_commands';
import { parameterCommands } from './parameter_commands';
import { proofCommands } from './proof_commands';
import { profileCommands } from './profile_commands';

function turn({ editor }: Services, degrees: 90 | -90): void {
  const { recipe } = editor.state;
  if (recipe) editor.edits.commit('rotate', rotated(recipe, degrees), performance.now());
}

/** As asked for: what is on screen follows with the next frame of the display, and keys may be faster. */
function zoomOf({ view, fitZoom }: EditorState): number {
  return view.zoom || fitZoom;
}

/** Keeps the middle of the view; at or below the size that fits the window, fits. */
function zoomTo({ store }: Editor, zoom: number): void {
  const { view, fitZoom } = store.state;
  store.changeShown({ view: zoom > fitZoom ? { ...view, zoom } : fitView });
}

export const open: Command = {
  id: 'open',
  label: text('command.open'),
  shortcuts: ['Mod+o'],
  enabled: runs,
  run: ({ chooseFile }) => chooseFile('scan'),
};

export const recentScans: Command = {
  id: 'recent',
  label: text('command.recent'),
  shortcuts: ['Mod+Shift+o'],
  enabled: runs,
  run: ({ editor, recents }) => {
    editor.store.set({ dialog: 'recent' });
    void recents.refresh();
  },
};

export const openSample: Command = {
  id: 'open-sample',
  label: text('command.open-sample'),
  shortcuts: [],
  enabled: runs,
  run: ({ opener }) => void opener.openSample(),
};

export const exportScan: Command = {
  id: 'export',
  label: text('command.export'),
  shortcuts: ['Mod+e'],
  // What is looked at on offer is not the grade that would be exported.
  enabled: (state) => withScan(state) && !state.offer,
  run: ({ editor }) => editor.store.set({ dialog: 'export' }),
};

export const saveRecipe: Command = {
  id: 'save-recipe',
  label: text('command.save-recipe'),
  shortcuts: ['Mod+s'],
  enabled: (state) => state.grading !== null,
  run: ({ recipeFiles }) => recipeFiles.save(),
};

export const openRecipe: Command = {
  id: 'open-recipe',
  label: text('command.open-recipe'),
  shortcuts: [],
  enabled: withScan,
  run: ({ chooseFile }) => chooseFile('recipe'),
};

export const snapshot: Command = {
  id: 'snapshot',
  label: text('command.snapshot'),
  shortcuts: ['s'],
  enabled: (state) => withScan(state) && hasRoomForSnapshot(state.grading),
  run: ({ editor }) => takeSnapshot(editor, ''),
};

export const undo: Command = {
  id: 'undo',
  label: text('command.undo'),
  shortcuts: ['Mod+z'],
  ofText: true,
  enabled: (state) => withScan(state) && state.canUndo,
  run: ({ editor }) => editor.edits.undo(),
};

export const redo: Command = {
  id: 'redo',
  label: text('command.redo'),
  shortcuts: ['Mod+Shift+z', 'Mod+y'],
  ofText: true,
  enabled: (state) => withScan(state) && state.canRedo,
  run: ({ editor }) => editor.edits.redo(),
};

export const automaticStart: Command = {
  id: 'automatic',
  label: text('command.automatic'),
  shortcuts: ['a'],
  enabled: withScan,
  run: ({ editor }) => void automatic(editor),
};

export const pickBase: Command = {
  id: 'pick-base',
  label: text('command.pick-base'),
  shortcuts: ['b'],
  enabled: withScan,
  active: ({ tool }) => tool.name === 'pick-base',
  run: ({ editor }) => {
    acceptCrop(editor);
    leaveChart(editor);
    editor.store.changeShown({ tool: editor.state.tool.name === 'pick-base' ? kHand : { name: 'pick-base' } });
  },
};

export const rotateLeft: Command = {
  id: 'rotate-left',
  label: text('command.rotate-left'),
  shortcuts: ['['],
  enabled: withScan,
  run: (services) => turn(services, -90),
};

export const rotateRight: Command = {
  id: 'rotate-right',
  label: text('command.rotate-right'),
  shortcuts: [']'],
  enabled: withScan,
  run: (services) => turn(services, 90),
};

export const flip: Command = {
  id: 'flip',
  label: text('command.flip'),
  shortcuts: ['f'],
  enabled: withScan,
  run: ({ editor }) => {
    const { recipe } = editor.state;
    if (recipe) editor.edits.commit('flip', flipped(recipe), performance.now());
  },
};

export const compare: Command = {
  id: 'compare',
  label: text('command.compare'),
  shortcuts: ['\\'],
  momentary: true,
  enabled: withScan,
  active: (state) => state.compare,
  run: ({ editor }) => editor.setCompare(!editor.state.compare),
};

export const gamutWarning: Command = {
  id: 'gamut-warning',
  label: text('command.gamut-warning'),
  shortcuts: ['g'],
  enabled: withScan,
  active: (state) => state.gamutWarning,
  run: ({ editor }) => editor.setGamutWarning(!editor.state.gamutWarning),
};

export const zoomIn: Command = {
  id: 'zoom-in',
  label: text('command.zoom-in'),
  shortcuts: ['+', '='],
  enabled: (state) => canZoom(state) && zoomOf(state) < kMostZoom,
  run: ({ editor }) => zoomTo(editor, zoomAbove(zoomOf(editor.state))),
};

export const zoomOut: Command = {
  id: 'zoom-out',
  label: text('command.zoom-out'),
  shortcuts: ['-'],
  enabled: (state) => canZoom(state) && state.view.zoom > 0,
  run: ({ editor }) => zoomTo(editor, zoomBelow(zoomOf(editor.state))),
};

export const zoomToFit: Command = {
  id: 'zoom-to-fit',
  label: text('command.zoom-to-fit'),
  shortcuts: ['0'],
  enabled: canZoom,
  active: (state) => state.view.zoom === 0,
  run: ({ editor }) => editor.store.changeShown({ view: fitView }),
};

export const zoomToPixels: Command = {
  id: 'zoom-to-pixels',
  label: text('command.zoom-to-pixels'),
  shortcuts: ['1'],
  enabled: canZoom,
  active: (state) => state.view.zoom === 1,
  run: ({ editor }) => zoomTo(editor, 1),
};

export const enginePanel: Command = {
  id: 'engine-panel',
  label: text('command.engine-panel'),
  shortcuts: ['e'],
  enabled: () => true,
  active: (state) => state.enginePanel,
  run: ({ editor }) => editor.store.set({ enginePanel: !editor.state.enginePanel }),
};

export const settingsDialog: Command = {
  id: 'settings',
  label: text('command.settings'),
  shortcuts: ['Mod+,'],
  enabled: () => true,
  run: ({ editor }) => editor.store.set({ dialog: 'settings' }),
};

export const palette: Command = {
  id: 'palette',
  label: text('command.palette'),
  shortcuts: ['Mod+k'],
  enabled: () => true,
  run: ({ editor }) => editor.store.set({ dialog: 'palette' }),
};

export const shortcutsDialog: Command = {
  id: 'shortcuts',
  label: text('command.shortcuts'),
  shortcuts: ['?', 'F1'],
  enabled: () => true,
  run: ({ editor }) => editor.store.set({ dialog: 'shortcuts' }),
};

export const restartEngine: Command = {
  id: 'restart-engine',
  label: text('command.restart-engine'),
  shortcuts: [],
  enabled: ({ engine }) => engine.status !== 'loading',
  run: ({ recovery }) => void recovery.restart(),
};

export const reloadPage: Command = {
  id: 'reload-page',
  label: text('command.reload-page'),
  shortcuts: [],
  enabled: () => true,
  run: () => void reload(),
};

export const cancel: Command = {
  id: 'cancel',
  label: text('command.cancel'),
  shortcuts: ['Escape'],
  enabled: ({ tool }) => tool.name !== 'hand',
  run: ({ editor }) => {
    takeBackCrop(editor);
    leaveChart(editor);
    editor.store.changeShown({ tool: kHand });
  },
};

export const allCommands: readonly Command[] = [
  open,
  openSample,
  recentScans,
  exportScan,
  ...linkCommands,
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
  ...cropCommands,
  ...chartCommands,
  ...profileCommands,
  ...documentCommands,
  ...parameterCommands,
  compare,
  ...proofCommands,
  gamutWarning,
  zoomIn,
  zoomOut,
  zoomToFit,
  zoomToPixels,
  enginePanel,
  settingsDialog,
  palette,
  shortcutsDialog,
  restartEngine,
  cancel,
];
