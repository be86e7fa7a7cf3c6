// Exports beside all else that happens: they wait for each other, rest, go on after a crash, and do not mind which scan is
// on screen.

import { beforeEach, describe, expect, it } from 'vitest';
import { withDensity } from '../../src/documents/recipe';
import type { Head } from '../../src/keep/records';
import { recordsOf } from '../keep/tabs';
import { testRecipe } from '../recipes';
import { idle } from './silent_worker';
import { TestPage, choice } from './test_page';

const gamma = (value: number) => withDensity(testRecipe(), { gamma: value });
const written = { file: new Blob(['x']), stored: null };

let page: TestPage;
let a: number;

beforeEach(async () => {
  page = new TestPage();
  a = await page.open('a.tif');
});

/** As many crops as gammas, so that each file tells of which it is made. */
const cropped = (...gammas: number[]) => {
  const grading = { crops: gammas.map(gamma), current: 0, snapshots: [] };
  page.editor.edits.commitGrading('crops', grading, 0);
};
const jobs = () => page.state.jobs.map(({ fileName, state }) => [fileName, state]);
const lose = () => {
  page.worker.say({
    type: 'failed',
    failure: { code: 'trap', name: 'worker-failed', args: { reason: 'unreachable' } },
  });
  page.ready();
};
const markOf = async (key: string | null) => {
  await page.keeper.flush();
  await idle();
  const { head } = (await recordsOf(key ?? '')) as { readonly head: Head };
  return head.exporting;
};

describe('a check of preview against export', () => {
  const found = { pixels: 1000, largest: 0, maxCode: 65535 };

  it('waits for the export before it, and the one after it waits', async () => {
    const first = page.exporter.export(choice, false);
    const check = page.exporter.check(choice, new AbortController().signal);
    const second = page.exporter.export(choice, false);
    await idle();
    expect(page.worker.calls('checkPreview')).toEqual([]);
    await page.worker.answer('export', written);
    await first;
    await page.worker.answer('checkPreview', found);
    expect(await check).toEqual(found);
    await page.worker.answer('export', written);
    await second;
    expect(page.downloads).toEqual(['a.tif', 'a.tif']);
  });

  it('that is given up holds nothing up', async () => {
    const given = new AbortController();
    const first = page.exporter.export(choice, false);
    const check = page.exporter.check(choice, given.signal);
    given.abort();
    await expect(check).rejects.toThrow();
    expect(page.worker.calls('checkPreview')).toEqual([]);
    await page.worker.answer('export', written);
    await first;
  });
});

describe('an export of all crops', () => {
  it('goes on while another scan is opened, and keeps its own open as long as that', async () => {
    cropped(2, 3);
    const number = page.state.scanNumber;
    const done = page.exporter.exportAll(choice);
    await page.worker.answer('export', written);
    await page.open('b.tif');
    expect(page.worker.calls('close')).toEqual([]);
    const { asked } = await page.worker.answer('export', written);
    expect(asked).toMatchObject({ scan: number, recipe: { density: { gamma: 3 } } });
    await done;
    expect(page.downloads).toEqual(['a-1.tif', 'a-2.tif']);
    expect((await page.worker.asked('close')).asked).toEqual({ scan: number });
  });

  it('goes on where its document is closed', async () => {
    cropped(2, 3);
    const done = page.exporter.exportAll(choice);
    await page.worker.answer('export', written);
    await page.opener.close(a);
    await page.worker.answer('export', written);
    await done;
    expect(page.downloads).toEqual(['a-1.tif', 'a-2.tif']);
  });

  it('is one job that can rest, which the engine hears, and go on', async () => {
    cropped(2, 3);
    const done = page.exporter.exportAll(choice);
    const { id } = await page.worker.asked('export');
    const [job] = page.state.jobs;
    page.editor.jobs.pause(job?.id ?? 0);
    expect(jobs()).toEqual([['a-1.tif', 'paused']]);
    expect(page.worker.of('halt')).toMatchObject([{ id, on: true }]);
    await page.worker.answer('export', written);
    // The next file waits, too.
    const next = await page.worker.asked('export');
    expect(page.worker.of('halt').at(-1)).toMatchObject({ id: next.id, on: true });
    page.editor.jobs.resume(job?.id ?? 0);
    expect(page.worker.of('halt').at(-1)).toMatchObject({ id: next.id, on: false });
    await page.worker.answer('export', written);
    await done;
    expect(jobs()).toEqual([]);
  });
});

describe('of two exports', () => {
  it('the second waits for the first, and can be cancelled meanwhile', async () => {
    const first = page.exporter.export(choice, false);
    const second = page.exporter.export({ ...choice, format: 'png' }, false);
    const third = page.exporter.export({ ...choice, format: 'jpeg' }, false);
    await page.worker.asked('export');
    expect(jobs()).toEqual([
      ['a.tif', 'running'],
      ['a.png', 'waiting'],
      ['a.jpg', 'waiting'],
    ]);
    page.editor.jobs.cancel(page.state.jobs[1]?.id ?? 0);
    await second;
    expect(jobs()).toEqual([
      ['a.tif', 'running'],
      ['a.jpg', 'waiting'],
    ]);
    expect(page.worker.calls('export')).toHaveLength(1);
    await page.worker.answer('export', written);
    await page.worker.answer('export', written);
    await Promise.all([first, third]);
    expect(page.downloads).toEqual(['a.tif', 'a.jpg']);
  });

  it('a refused one does not stop the other, and is said', async () => {
    const both = [page.exporter.export(choice, false), page.exporter.export({ ...choice, format: 'png' }, false)];
    await page.worker.refuse('export', { code: 'io', name: 'worker-failed', args: { reason: 'the disk is full' } });
    await page.worker.answer('export', written);
    await Promise.all(both);
    expect(page.downloads).toEqual(['a.png']);
    expect(page.state.notices).toMatchObject([{ kind: 'error', text: 'a.tif: the disk is full' }]);
  });
});

describe('what an engine took with it', () => {
  it('is gone on with at the first file that was not finished, with the recipes as they were', async () => {
    cropped(2, 3, 4);
    const done = page.exporter.exportAll(choice);
    await page.worker.answer('export', written);
    await page.worker.asked('export');
    lose();
    await done;
    await page.worker.answer('open', page.opened('a.tif', true));
    await idle();
    const notice = page.state.notices.find(({ actions }) => actions.length > 0);
    expect(notice?.text).toContain('The export of a-2.tif was not finished.');
    cropped(5, 5, 5);
    notice?.actions[0]?.run();
    const { asked } = await page.worker.answer('export', written);
    expect(asked.recipe.density.gamma).toBe(3);
    await page.worker.answer('export', written);
    await idle();
    expect(page.downloads).toEqual(['a-1.tif', 'a-2.tif', 'a-3.tif']);
  });
});

describe('the journal', () => {
  it('knows what is to be written yet, and that all is', async () => {
    cropped(2, 3);
    const key = page.state.scanKey;
    const done = page.exporter.exportAll(choice);
    await page.worker.answer('export', written);
    await page.worker.asked('export');
    const mark = await markOf(key);
    expect(mark?.name).toBe('a-2.tif');
    expect(JSON.parse(mark?.orders ?? '')).toMatchObject([{ count: 2, parts: [{ fileName: 'a-2.tif' }] }]);
    await page.worker.answer('export', written);
    await done;
    expect(await markOf(key)).toBeNull();
  });

  it('lets another visit go on', async () => {
    const orders = JSON.stringify([{ choice, count: 3, parts: [{ fileName: 'a-3.tif', recipe: gamma(3) }] }]);
    const resumed = page.exporter.resume(a, { name: 'a-3.tif', tab: 'former', orders });
    await page.worker.answer('complete', [{ ok: true, recipe: gamma(3) }]);
    await resumed;
    const { asked } = await page.worker.answer('export', written);
    expect(asked.recipe.density.gamma).toBe(3);
    expect(page.downloads).toEqual(['a-3.tif']);
  });

  it.each(['{', '{}', '[{}]', '[{"choice":{},"count":1,"parts":[]}]'])(
    'says so where it is damaged: %s',
    async (orders) => {
      await page.exporter.resume(a, { name: 'a.tif', tab: 'former', orders });
      expect(page.state.notices.at(-1)).toMatchObject({ kind: 'error' });
      expect(page.worker.calls('export')).toEqual([]);
    },
  );
});
