import { beforeEach, describe, expect, it } from 'vitest';
import { addCrop, crop, gradeAllCrops, nextCrop, removeCrop, swapCrop } from '../../src/commands/crop_commands';
import type { Services } from '../../src/commands/command';
import { cancel } from '../../src/commands/commands';
import { CropGesture } from '../../src/features/crop/crop_gesture';
import { chooseAspect, resetCrop } from '../../src/features/crop/crop_mode';
import { kHandles } from '../../src/features/crop/shape';
import { Editor } from '../../src/workspace/editor';
import { gradingOf, kMostCrops } from '../../src/documents/grading';
import { withDensity, withGeometry } from '../../src/documents/recipe';
import { testScan } from '../documents/shown';
import { testRecipe } from '../recipes';

const stage = { x: 400, y: 300, scale: 0.25 };
const corner = kHandles[2] ?? 'move';

let editor: Editor;
let services: Services;

beforeEach(() => {
  editor = new Editor({
    spawnWorker: () => {
      throw new Error('no engine here');
    },
    base: '',
    tab: '',
    screenPixels: () => 1,
  });
  editor.documents.show(editor.documents.add('scan.tif', { scan: testScan, grading: gradingOf(testRecipe()) }));
  services = { editor } as unknown as Services;
});

const geometry = () => editor.state.recipe?.geometry ?? testRecipe().geometry;

function pull(to: { x: number; y: number }): CropGesture {
  const gesture = new CropGesture(editor, corner, { x: 775, y: 550 }, stage);
  gesture.move(to, 1, false);
  return gesture;
}

describe('a hand on the crop', () => {
  it('makes one entry of a drag', () => {
    const gesture = pull({ x: 700, y: 500 });
    gesture.move({ x: 650, y: 425 }, 2, false);
    gesture.end(3);
    expect(geometry().crop).toEqual([0, 0, 2500 / 3000, 1500 / 2000]);
    expect(editor.edits.history.length).toBe(1);
    editor.edits.undo();
    expect(geometry().crop).toEqual([0, 0, 1, 1]);
  });

  it('can let go as if nothing had been', () => {
    pull({ x: 700, y: 500 }).cancel();
    expect(geometry().crop).toEqual([0, 0, 1, 1]);
    expect(editor.state.canUndo).toBe(false);
  });

  it('makes no entry of a click', () => {
    const gesture = new CropGesture(editor, 'move', { x: 400, y: 300 }, stage);
    gesture.move({ x: 400, y: 300 }, 1, false);
    gesture.end(2);
    expect(editor.edits.history.length).toBe(0);
  });

  it('keeps the shape where that is asked for', () => {
    const gesture = new CropGesture(editor, corner, { x: 775, y: 550 }, stage);
    gesture.move({ x: 600, y: 500 }, 1, true);
    const [, , width, height] = geometry().crop;
    expect(width).toBeCloseTo(height, 3);
  });

  it('turns the picture about the middle of the crop, and back within the same hold', () => {
    const gesture = new CropGesture(editor, 'turn', { x: 800, y: 300 }, stage);
    gesture.move({ x: 800, y: 300 + 400 * Math.tan(Math.PI / 18) }, 1, false);
    expect(geometry().straighten).toBe(10);
    expect(geometry().crop[2]).toBeLessThan(1);
    gesture.move({ x: 800, y: 300 }, 2, false);
    expect(geometry()).toEqual(testRecipe().geometry);
  });

  it('takes the short way around', () => {
    const gesture = new CropGesture(editor, 'turn', { x: 0, y: 301 }, stage);
    gesture.move({ x: 0, y: 299 }, 1, false);
    expect(geometry().straighten).toBeCloseTo(0.29, 2);
  });
});

describe('cropping', () => {
  it('is taken back as a whole, whatever was done meanwhile', () => {
    pull({ x: 700, y: 500 }).end(1);
    const before = geometry();
    crop.run(services);
    expect(editor.state.tool).toEqual({ name: 'crop', since: editor.state.grading });
    pull({ x: 600, y: 400 }).end(2);
    pull({ x: 500, y: 400 }).end(3);
    cancel.run(services);
    expect(editor.state.tool).toEqual({ name: 'hand' });
    expect(geometry()).toBe(before);
    expect(editor.edits.history.length).toBe(1);
  });

  it('is taken back however long the history is', () => {
    for (let step = 0; step < 1500; step += 1) {
      editor.edits.commit('density.gamma', withDensity(testRecipe(), { gamma: 1 + step / 1000 }), step);
    }
    const before = editor.state.grading;
    crop.run(services);
    pull({ x: 600, y: 400 }).end(2);
    cancel.run(services);
    expect(editor.state.grading).toBe(before);
  });

  it('gives a shape, tries another, and swaps sides, without eating the crop up', () => {
    chooseAspect(editor, '1:1');
    expect(geometry().crop).toEqual([500 / 3000, 0, 2000 / 3000, 1]);
    chooseAspect(editor, '16:9');
    expect(geometry().crop[2]).toBe(1);
    swapCrop.run(services);
    expect(geometry().crop[3]).toBe(1);
    chooseAspect(editor, 'original');
    swapCrop.run(services);
    expect(geometry().crop).toEqual([0, 0, 1, 1]);
  });

  it('is reset to the whole scan in one step', () => {
    pull({ x: 700, y: 500 }).end(1);
    resetCrop(editor);
    expect(geometry()).toEqual(testRecipe().geometry);
    resetCrop(editor);
    expect(editor.edits.history.length).toBeLessThanOrEqual(2);
  });

  it('lets go of a shape that another crop has not', () => {
    chooseAspect(editor, '1:1');
    addCrop.run(services);
    expect(editor.state.aspect).toBe('1:1');
    const { recipe } = editor.state;
    if (recipe) editor.edits.commit('crop', withGeometry(recipe, { crop: [0, 0, 1, 1] }), 1);
    nextCrop.run(services);
    expect(editor.state.aspect).toBe('1:1');
    nextCrop.run(services);
    expect(editor.state.aspect).toBe('free');
  });
});

describe('several crops', () => {
  it('are added in crop mode, removed and graded alike, each as one step', () => {
    addCrop.run(services);
    expect(editor.state.grading).toMatchObject({ current: 1 });
    expect(editor.state.tool.name).toBe('crop');
    gradeAllCrops.run(services);
    removeCrop.run(services);
    expect(editor.state.grading?.crops.length).toBe(1);
    editor.edits.undo();
    expect(editor.state.grading?.crops.length).toBe(2);
  });

  it('end at as many as a link holds, and say so', () => {
    for (let count = 1; count <= kMostCrops; count += 1) addCrop.run(services);
    expect(editor.state.grading?.crops.length).toBe(kMostCrops);
    expect(editor.state.notices[0]?.text).toBe('A scan has at most 64 crops.');
  });

  it('that is new is gone when its cropping is taken back', () => {
    addCrop.run(services);
    cancel.run(services);
    expect(editor.state.grading?.crops.length).toBe(1);
  });
});
