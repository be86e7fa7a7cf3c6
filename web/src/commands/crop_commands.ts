// The commands on crops: drawing one, and having several of a scan.

import { acceptCrop, beginCrop, keepShapeThatFits, resetCrop as reset, swapSides } from '../features/crop/crop_mode';
import {
  type Grading,
  hasSeveralCrops,
  kMostCrops,
  withAddedCrop,
  withGradeForAll,
  withoutCrop,
} from '../documents/grading';
import { text } from '../i18n/text';
import { notify } from '../workspace/notices';
import type { EditorState } from '../workspace/state';
import type { Command, Services } from './command';
import { withScan } from './conditions';

const isCropping = ({ tool }: EditorState) => tool.name === 'crop';

const withSeveral = (state: EditorState) => withScan(state) && hasSeveralCrops(state.grading);

function change({ editor }: Services, control: string, next: (grading: Grading) => Grading): void {
  const { grading } = editor.state;
  if (grading) editor.edits.commitGrading(control, next(grading), performance.now());
}

export function selectCrop({ editor }: Services, index: number): void {
  editor.edits.select(index);
  keepShapeThatFits(editor);
}

/** From the last to the first and back. */
function step(services: Services, by: 1 | -1): void {
  const { grading } = services.editor.state;
  if (grading) selectCrop(services, (grading.current + by + grading.crops.length) % grading.crops.length);
}

export const crop: Command = {
  id: 'crop',
  label: text('command.crop'),
  shortcuts: ['c'],
  enabled: (state) => withScan(state) && !state.offer,
  active: isCropping,
  run: ({ editor }) => (isCropping(editor.state) ? acceptCrop(editor) : beginCrop(editor)),
};

export const finishCrop: Command = {
  id: 'finish-crop',
  label: text('command.finish-crop'),
  shortcuts: ['Enter'],
  enabled: (state) => withScan(state) && isCropping(state),
  run: ({ editor }) => acceptCrop(editor),
};

export const swapCrop: Command = {
  id: 'swap-crop',
  label: text('command.swap-crop'),
  shortcuts: ['x'],
  enabled: (state) => withScan(state) && isCropping(state),
  run: ({ editor }) => swapSides(editor),
};

export const resetCrop: Command = {
  id: 'reset-crop',
  label: text('command.reset-crop'),
  shortcuts: [],
  enabled: withScan,
  run: ({ editor }) => reset(editor),
};

export const addCrop: Command = {
  id: 'add-crop',
  label: text('command.add-crop'),
  shortcuts: [],
  enabled: withScan,
  run: (services) => {
    const { editor } = services;
    if ((editor.state.grading?.crops.length ?? 0) >= kMostCrops) {
      notify(editor.store, { kind: 'info', text: text('crop.too-many', { most: kMostCrops }) });
      return;
    }
    acceptCrop(editor);
    const before = editor.state.grading;
    change(services, 'add-crop', withAddedCrop);
    beginCrop(editor, before);
  },
};

export const removeCrop: Command = {
  id: 'remove-crop',
  label: text('command.remove-crop'),
  shortcuts: [],
  enabled: withSeveral,
  run: (services) => {
    change(services, 'remove-crop', withoutCrop);
    keepShapeThatFits(services.editor);
  },
};

export const previousCrop: Command = {
  id: 'previous-crop',
  label: text('command.previous-crop'),
  shortcuts: ['PageUp', 'Alt+ArrowUp'],
  enabled: withSeveral,
  run: (services) => step(services, -1),
};

export const nextCrop: Command = {
  id: 'next-crop',
  label: text('command.next-crop'),
  shortcuts: ['PageDown', 'Alt+ArrowDown'],
  enabled: withSeveral,
  run: (services) => step(services, 1),
};

export const gradeAllCrops: Command = {
  id: 'grade-all-crops',
  label: text('command.grade-all-crops'),
  shortcuts: [],
  enabled: withSeveral,
  run: (services) => change(services, 'grade-all-crops', withGradeForAll),
};

export const cropCommands: readonly Command[] = [
  crop,
  finishCrop,
  swapCrop,
  resetCrop,
  addCrop,
  removeCrop,
  previousCrop,
  nextCrop,
  gradeAllCrops,
];
