// What was asked about one scan never lands on another, whatever the order of the answers, and what came too late is
// dropped without a word.

import { beforeEach, describe, expect, it } from 'vitest';
import { BasePicker } from '../../src/features/base/base_picker';
import { automatic } from '../../src/features/film/automatic';
import { withDensity } from '../../src/documents/recipe';
import type { Tool } from '../../src/documents/tool';
import type { FromScreen } from '../../src/render/protocol';
import type { ScreenPort } from '../../src/render/screen';
import { testFrame } from '../frames';
import { started, testRecipe } from '../recipes';
import { idle } from './silent_worker';
import { TestPage } from './test_page';

const pickBase: Tool = { name: 'pick-base' };
const stale = { code: 'stale', name: 'scan-not-open', args: { scan: 1 } };
const refused = { code: 'unsupported', name: 'worker-failed', args: { reason: 'c.tif: no scan' } };

let page: TestPage;
let a: number;

beforeEach(async () => {
  page = new TestPage();
  a = await page.open('a.tif');
});

const recipeOf = (document: number) => page.editor.documents.edits(document).state.recipe;
const numberOf = (document: number) => page.editor.store.document(document)?.scanNumber;
const gamma = (value: number) => withDensity(testRecipe(), { gamma: value });
const errors = () => page.state.notices.filter(({ kind }) => kind === 'error');

describe('an automatic start', () => {
  it('lands on the scan that it was asked for, also after another one came on screen', async () => {
    const done = automatic(page.editor);
    const { asked } = await page.worker.asked('automatic');
    expect(asked.scan).toBe(numberOf(a));
    const opening = page.opener.open(new File(['x'], 'b.tif'));
    await page.worker.answer('open', page.opened('b.tif'));
    await page.worker.answer('automatic', started(gamma(3)));
    await page.worker.answer('automatic', started(gamma(4)));
    await Promise.all([done, opening]);
    expect(page.state.scan?.name).toBe('b.tif');
    expect(page.state.recipe?.density.gamma).toBe(4);
    expect(page.editor.edits.history.canUndo).toBe(false);
    expect(recipeOf(a)?.density.gamma).toBe(3);
    page.editor.documents.edits(a).undo();
    expect(recipeOf(a)).toEqual(testRecipe());
  });

  it('is forgotten without a word where its scan is closed', async () => {
    const done = automatic(page.editor);
    await page.worker.refuse('automatic', stale);
    await done;
    expect(errors()).toEqual([]);
  });

  it('changes nothing of a document that is gone', async () => {
    const done = automatic(page.editor);
    const call = await page.worker.asked('automatic');
    await page.opener.close(a);
    page.worker.reply(call, started(gamma(3)));
    await done;
    expect(page.state.recipe).toBeNull();
    expect(page.state.documents).toEqual([]);
  });
});

describe('answers in every order', () => {
  const orders = [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ] as const;

  it.each(orders)('%i %i %i %i: an automatic start and a base pick on each of two scans', async (...order) => {
    const work: Promise<unknown>[] = [automatic(page.editor)];
    const pick = () => {
      const picker = new BasePicker(page.editor);
      picker.pick({ x: 0.5, y: 0.5, time: 0 });
      work.push(picker.finish());
    };
    pick();
    const ofA = [await page.worker.asked('automatic'), await page.worker.asked('pickBase')] as const;
    const opening = page.opener.open(new File(['x'], 'b.tif'));
    await page.worker.answer('open', page.opened('b.tif'));
    // The start of B itself comes after the one of A that has no answer yet.
    while (page.worker.calls('automatic').length < 3) await idle();
    const [, , start] = page.worker.calls('automatic');
    if (start) page.worker.reply(start, started(testRecipe()));
    await opening;
    const b = page.state.document;
    work.push(automatic(page.editor));
    pick();
    while (page.worker.calls('pickBase').length < 2) await idle();
    const automaticOfB = page.worker.calls('automatic').at(-1) ?? ofA[0];
    const pickOfB = page.worker.calls('pickBase').at(-1) ?? ofA[1];
    const answers = [
      () => page.worker.reply(ofA[0], started(gamma(3))),
      () => page.worker.reply(ofA[1], [1, 1, 1]),
      () => page.worker.reply(automaticOfB, started(gamma(4))),
      () => page.worker.reply(pickOfB, [2, 2, 2]),
    ];
    for (const index of order) {
      answers[index]?.();
      await idle();
    }
    await Promise.all(work);
    for (const [document, gammas, base] of [
      [a, [3, testRecipe().density.gamma], 1],
      [b, [4, testRecipe().density.gamma], 2],
    ] as const) {
      const seen = page.editor.documents.edits(document).stacks.past.map(({ after }) => after.crops[0]?.density);
      expect(seen.map((density) => density?.gamma)).toContain(gammas[0]);
      expect(seen.map((density) => density?.base[0])).toContain(base);
    }
  });
});

describe('a base pick', () => {
  it('does not end the picking on another scan', async () => {
    const picker = new BasePicker(page.editor);
    picker.pick({ x: 0.5, y: 0.5, time: 0 });
    const call = await page.worker.asked('pickBase');
    const finished = picker.finish();
    await page.open('b.tif');
    page.editor.store.changeShown({ tool: pickBase });
    page.worker.reply(call, [1, 1, 1]);
    await finished;
    expect(page.state.recipe).toEqual(testRecipe());
    expect(page.state.tool).toBe(pickBase);
    expect(recipeOf(a)?.density.base).toEqual([1, 1, 1]);
  });

  it('is forgotten without a word where its scan is closed', async () => {
    const picker = new BasePicker(page.editor);
    picker.pick({ x: 0.5, y: 0.5, time: 0 });
    await page.worker.refuse('pickBase', stale);
    await picker.finish();
    expect(errors()).toEqual([]);
  });
});

describe('a frame', () => {
  it('that cannot be had any more is waited for no longer, and nothing is said', async () => {
    const request = page.worker.of('render').at(-1);
    expect(request).toMatchObject({ scan: numberOf(a) });
    const shown = page.editor.shown();
    page.worker.say({ type: 'unrendered', sequence: request?.sequence ?? 0, failure: stale });
    await shown;
    expect(errors()).toEqual([]);
  });

  it('is taken for that of the scan it shows, or a look where none is open', async () => {
    const screen: ScreenPort = {
      postMessage: () => undefined,
      terminate: () => undefined,
      onmessage: null,
      onerror: null,
    };
    page.editor.startScreen(() => screen);
    const say = (scan: number, sequence: number, width: number) => {
      const frame = testFrame(1, { scan, sequence, width });
      const figures = { last: 0, median: 0, p95: 0 };
      const latency = { eventToPublished: figures, eventToScreen: figures, frames: 0 };
      const shown: FromScreen = { type: 'shown', engine: 1, frame, clipping: null, latency };
      screen.onmessage?.(new MessageEvent('message', { data: shown }));
      return page.state.frame?.width;
    };
    expect(say(2, 9, 20)).toBeUndefined();
    expect(say(1, 9, 10)).toBe(10);
    expect(say(2, 0, 20)).toBe(10);
    await page.opener.close(a);
    expect(say(1, 9, 11)).toBe(10);
    expect(say(2, 0, 20)).toBe(20);
  });

  it('of the scan before is not taken for one of the scan on screen', async () => {
    const before = numberOf(a) ?? 0;
    await page.open('b.tif');
    expect(page.worker.of('render').at(-1)).toMatchObject({ scan: page.state.scanNumber });
    expect(page.state.scanNumber).not.toBe(before);
  });
});

describe('opening', () => {
  it('leaves the scan before on screen until the new one is there, and in the list after it', async () => {
    const before = numberOf(a);
    const done = page.opener.open(new File(['x'], 'b.tif'));
    await page.worker.answer('open', page.opened('b.tif'));
    await page.worker.asked('automatic');
    expect(page.state.document).toBe(a);
    expect(page.worker.calls('close')).toEqual([]);
    await page.worker.answer('automatic', started(testRecipe()));
    await done;
    expect(page.state.documents.map(({ name }) => name)).toEqual(['a.tif', 'b.tif']);
    expect((await page.worker.asked('close')).asked).toEqual({ scan: before });
    expect(numberOf(a)).toBe(0);
  });

  it('that fails on its way leaves the scan before, and closes the new one', async () => {
    page.keeper.find = () => Promise.reject(new Error('no'));
    const done = page.opener.open(new File(['x'], 'b.tif'));
    const opened = page.opened('b.tif');
    await page.worker.answer('open', opened);
    await done;
    expect(page.state.document).toBe(a);
    expect((await page.worker.asked('close')).asked).toEqual({ scan: opened.number });
    page.editor.edits.preview('gamma', gamma(3), 0);
    expect(page.worker.sent.at(-1)).toMatchObject({ type: 'render', scan: numberOf(a) });
  });

  it('a scan that is open in a document shows that', async () => {
    page.editor.edits.commit('gamma', gamma(3), 0);
    await page.open('b.tif');
    const done = page.opener.open(new File(['x'], 'a.tif'));
    await page.worker.answer('open', page.opened('a.tif'));
    await done;
    expect(page.state.document).toBe(a);
    expect(page.state.recipe?.density.gamma).toBe(3);
    expect(page.state.documents).toHaveLength(2);
  });
});

describe('another document', () => {
  it('comes on screen with its own grade, history, view and tool', async () => {
    page.editor.edits.commit('gamma', gamma(3), 0);
    page.editor.store.changeShown({ view: { zoom: 1, centerX: 0.2, centerY: 0.3 }, tool: pickBase });
    await page.open('b.tif');
    expect(page.state).toMatchObject({ canUndo: false, view: { zoom: 0 }, tool: { name: 'hand' } });
    await page.show(a);
    expect(page.state).toMatchObject({ canUndo: true, view: { zoom: 1 }, tool: pickBase });
    expect(page.state.recipe?.density.gamma).toBe(3);
    expect(page.worker.of('render').at(-1)).toMatchObject({ scan: numberOf(a), recipe: gamma(3) });
  });

  it('is wanted no more where a third one is', async () => {
    const b = await page.open('b.tif');
    const first = page.opener.show(a);
    const call = await page.worker.asked('open');
    const second = page.opener.open(new File(['x'], 'c.tif'));
    expect(page.worker.of('cancel').map(({ id }) => id)).toEqual([call.id]);
    await page.worker.refuse('open', { code: 'cancelled', name: 'cancelled', args: {} });
    await first;
    expect(page.state.document).toBe(b);
    await page.worker.answer('open', page.opened('c.tif'));
    await page.worker.answer('automatic', started(testRecipe()));
    await second;
    expect(page.state.scan?.name).toBe('c.tif');
  });

  it('that is only listed is opened when it is shown, into its place in the list', async () => {
    const listed = page.opener.list('b.tif', (into) => page.opener.open(new File(['x'], 'b.tif'), { into }));
    await page.open('c.tif');
    expect(page.state.documents.map(({ name, scan }) => [name, scan !== null])).toEqual([
      ['a.tif', true],
      ['b.tif', false],
      ['c.tif', true],
    ]);
    const done = page.opener.show(listed);
    await page.worker.answer('open', page.opened('b.tif'));
    await page.worker.answer('automatic', started(testRecipe()));
    await done;
    expect(page.state.document).toBe(listed);
    expect(page.state.documents).toHaveLength(3);
  });

  it('takes the place of one that is closed; of the last one nothing stays', async () => {
    const b = await page.open('b.tif');
    const closing = page.opener.close(b);
    await page.worker.answer('open', page.opened('a.tif', true));
    await closing;
    expect(page.state).toMatchObject({ document: a, scan: { name: 'a.tif' } });
    await page.opener.close(a);
    expect(page.state).toMatchObject({ document: 0, scan: null, documents: [] });
  });
});

describe('a new engine', () => {
  const lose = async () => {
    page.worker.say({
      type: 'failed',
      failure: { code: 'trap', name: 'worker-failed', args: { reason: 'unreachable' } },
    });
    page.ready();
    await page.worker.asked('open');
  };

  it('has the scan on screen again, under another number', async () => {
    const before = numberOf(a);
    page.editor.edits.commit('gamma', gamma(3), 0);
    await lose();
    await page.worker.answer('open', page.opened('a.tif', true));
    expect(numberOf(a)).not.toBe(before);
    expect(page.worker.of('render').at(-1)).toMatchObject({ scan: numberOf(a), recipe: gamma(3) });
    expect(errors()).toEqual([]);
  });

  it('a file that cannot be opened meanwhile leaves the scan open and rendering', async () => {
    page.editor.edits.commit('gamma', gamma(3), 0);
    await lose();
    // The file is dropped while the scan is being opened again, which is cancelled for it.
    const done = page.opener.open(new File(['x'], 'c.tif'));
    await page.worker.refuse('open', { code: 'cancelled', name: 'cancelled', args: {} });
    const { asked } = await page.worker.asked('open');
    expect(asked.key).toBe('store of a.tif');
    await page.worker.answer('open', page.opened('a.tif', true));
    await page.worker.refuse('open', refused);
    await done;
    expect(page.state.document).toBe(a);
    expect(errors().map(({ text }) => text)).toEqual(['c.tif: no scan']);
    expect(page.worker.of('render').at(-1)).toMatchObject({ scan: numberOf(a), recipe: gamma(3) });
  });
});
