import { beforeEach, describe, expect, it } from 'vitest';
import type { PartedLights } from '../../src/engine/protocol';
import { partedLights } from '../../src/features/chart/flat_frames';
import { testRecipe } from '../recipes';
import { TestPage } from '../workspace/test_page';

const parted: PartedLights = {
  recipe: testRecipe(),
  matrix: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  condition: 1,
};

let page: TestPage;
let frames: [number, number, number];

beforeEach(async () => {
  page = new TestPage();
  frames = [await page.open('red.tif'), await page.open('green.tif'), await page.open('blue.tif')];
});

describe('flat frames', () => {
  it('are opened where they are not, read one after the other, and held no longer', async () => {
    const done = partedLights(page.editor, page.opener, testRecipe(), frames);
    for (const [name, light] of [
      ['red.tif', [3, 1, 0]],
      ['green.tif', [1, 3, 1]],
    ] as const) {
      // The engine has the scan on screen alone.
      await page.worker.answer('open', page.opened(name, true));
      expect(page.state.jobs.map(({ fileName }) => fileName)).toEqual([name]);
      await page.worker.answer('flatLight', light);
    }
    const { asked } = await page.worker.answer('flatLight', [0, 1, 3]);
    expect(asked.scan).toBe(page.state.scanNumber);
    const call = await page.worker.answer('partLights', parted);
    expect(call.asked.lights).toEqual([
      [3, 1, 0],
      [1, 3, 1],
      [0, 1, 3],
    ]);
    expect(await done).toBe(parted);
    expect(page.state.jobs).toEqual([]);
  });

  it('may be files, which are open as long as they are read and in no list', async () => {
    const file = new File(['x'], 'green frame.tif');
    const shown = page.state.document;
    const done = partedLights(page.editor, page.opener, testRecipe(), [frames[2], file, frames[2]]);
    await page.worker.answer('flatLight', [3, 1, 0]);
    const opened = page.opened('green frame.tif');
    const open = await page.worker.answer('open', opened);
    expect(open.asked).toMatchObject({ file, key: null });
    const { asked } = await page.worker.answer('flatLight', [1, 3, 1]);
    expect(asked.scan).toBe(opened.number);
    expect(page.worker.calls('close').map((call) => call.asked.scan)).toContain(opened.number);
    await page.worker.answer('flatLight', [0, 1, 3]);
    await page.worker.answer('partLights', parted);
    expect(await done).toBe(parted);
    expect(page.state.document).toBe(shown);
    expect(page.state.documents.map(({ name }) => name)).toEqual(['red.tif', 'green.tif', 'blue.tif']);
    expect(page.state.jobs).toEqual([]);
  });

  it('that cannot be opened end it, by their names', async () => {
    const file = new File(['x'], 'notes.tif');
    const done = partedLights(page.editor, page.opener, testRecipe(), [file, frames[2], frames[2]]);
    const refused = expect(done).rejects.toThrow('notes.tif could not be opened');
    await page.worker.refuse('open', { code: 'unsupported', name: 'file-no-picture', args: {} });
    await refused;
    expect(page.state.notices.map(({ text }) => text)).toEqual([expect.stringContaining('notes.tif')]);
    expect(page.state.jobs).toEqual([]);
  });

  it('that the engine refuses end it, with nothing left at work', async () => {
    const asked: [number, number, number] = [frames[2], frames[2], frames[2]];
    const done = partedLights(page.editor, page.opener, testRecipe(), asked);
    const refused = expect(done).rejects.toThrow('frame 1 has no light');
    await page.worker.refuse('flatLight', { code: 'out-of-range', name: 'flats-dark', args: { number: 1 } });
    await refused;
    expect(page.state.jobs).toEqual([]);
    expect(page.worker.calls('partLights')).toEqual([]);
  });
});
