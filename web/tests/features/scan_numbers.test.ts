// What was asked about one scan never lands on another, and what came too late is dropped without a word.

import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkerPort } from '../../src/engine/client';
import type { CallMessage, CallName, FromWorker, ScanSummary, ToWorker } from '../../src/engine/protocol';
import { BasePicker } from '../../src/features/base/base_picker';
import { automatic } from '../../src/features/film/automatic';
import type { Before, GradeKeeper } from '../../src/features/journal/keeper';
import { ScanOpener } from '../../src/features/open/open_scan';
import type { FromScreen } from '../../src/render/protocol';
import type { ScreenPort } from '../../src/render/screen';
import { Editor } from '../../src/workspace/editor';
import { withDensity } from '../../src/documents/recipe';
import type { Tool } from '../../src/documents/tool';
import { testFrame } from '../frames';
import { testCatalog, testRecipe } from '../recipes';

const summary = { name: 'scan.tif', width: 2, height: 1, channels: 3, bits: 16, storeBytes: 1 } as ScanSummary;

/** A worker that does nothing by itself: the test answers. */
class SilentWorker implements WorkerPort {
  readonly sent: ToWorker[] = [];
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  terminate(): void {}

  say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }

  calls<Name extends CallName>(name: Name): (CallMessage & { name: Name })[] {
    return this.sent.filter((message) => message.type === 'call' && message.name === name) as never;
  }

  /** The newest call of this name, once it is there. */
  async asked<Name extends CallName>(name: Name): Promise<CallMessage & { name: Name }> {
    for (;;) {
      const call = this.calls(name).at(-1);
      if (call) return call;
      await idle();
    }
  }
}

const idle = () => new Promise((resolve) => setTimeout(resolve));
const pickBase: Tool = { name: 'pick-base' };
const stale = { code: 'stale', message: 'scan 1 is not open' };

let worker: SilentWorker;
let editor: Editor;

/** As after opening a scan. */
function show(scanNumber: number): void {
  editor.store.set({ scan: summary, scanNumber, scanKey: `key ${scanNumber}` });
  editor.edits.restart(testRecipe());
}

beforeEach(() => {
  worker = new SilentWorker();
  editor = new Editor({ spawnWorker: () => worker, base: 'http://localhost/', tab: 'tab' });
  editor.startEngine();
  worker.say({ type: 'ready', catalog: testCatalog, heapBytes: 1, shared: false, diskless: '' });
  show(1);
});

describe('an automatic start', () => {
  it('lands on the scan it was asked for', async () => {
    const done = automatic(editor);
    const { id, asked } = await worker.asked('automatic');
    expect(asked.scan).toBe(1);
    worker.say({ type: 'reply', id, result: withDensity(testRecipe(), { gamma: 3 }) });
    await done;
    expect(editor.state.recipe?.density.gamma).toBe(3);
  });

  it('does not land on another', async () => {
    const done = automatic(editor);
    const { id } = await worker.asked('automatic');
    show(2);
    worker.say({ type: 'reply', id, result: withDensity(testRecipe(), { gamma: 3 }) });
    await done;
    expect(editor.state.recipe).toEqual(testRecipe());
    expect(editor.state.start).toBeNull();
  });

  it('is forgotten without a word where its scan is closed', async () => {
    const done = automatic(editor);
    const { id } = await worker.asked('automatic');
    worker.say({ type: 'refused', id, failure: stale });
    await done;
    expect(editor.state.notices).toEqual([]);
  });
});

describe('a base pick', () => {
  it('does not land on another scan, nor end the picking there', async () => {
    const picker = new BasePicker(editor);
    picker.pick({ x: 0.5, y: 0.5, time: 0 });
    const { id, asked } = await worker.asked('pickBase');
    expect(asked.scan).toBe(1);
    const finished = picker.finish();
    show(2);
    editor.store.set({ tool: pickBase });
    worker.say({ type: 'reply', id, result: [1, 1, 1] });
    await finished;
    expect(editor.state.recipe).toEqual(testRecipe());
    expect(editor.state.tool).toBe(pickBase);
  });

  it('is forgotten without a word where its scan is closed', async () => {
    const picker = new BasePicker(editor);
    picker.pick({ x: 0.5, y: 0.5, time: 0 });
    const { id } = await worker.asked('pickBase');
    worker.say({ type: 'refused', id, failure: stale });
    await picker.finish();
    expect(editor.state.notices).toEqual([]);
  });
});

describe('a frame', () => {
  it('that cannot be had any more is waited for no longer, and nothing is said', async () => {
    const request = worker.sent.filter((message) => message.type === 'render').at(-1);
    expect(request).toMatchObject({ scan: 1 });
    const shown = editor.shown();
    worker.say({ type: 'unrendered', sequence: request?.sequence ?? 0, failure: stale });
    await shown;
    expect(editor.state.notices).toEqual([]);
  });
});

describe('what is on screen', () => {
  it('is taken for that of the scan it shows, or a look where none is open', () => {
    const screen: ScreenPort = {
      postMessage: () => undefined,
      terminate: () => undefined,
      onmessage: null,
      onerror: null,
    };
    editor.startScreen(() => screen);
    const say = (scan: number, sequence: number, width: number) => {
      const frame = testFrame(1, { scan, sequence, width });
      const figures = { last: 0, median: 0, p95: 0 };
      const latency = { eventToPublished: figures, eventToScreen: figures };
      const shown: FromScreen = { type: 'shown', engine: 1, frame, clipping: null, latency };
      screen.onmessage?.(new MessageEvent('message', { data: shown }));
      return editor.state.frame?.width;
    };
    expect(say(2, 9, 20)).toBeUndefined();
    expect(say(1, 9, 10)).toBe(10);
    expect(say(2, 0, 20)).toBe(10);
    editor.store.set({ scan: null, scanNumber: 0 });
    expect(say(1, 9, 11)).toBe(10);
    expect(say(2, 0, 20)).toBe(20);
  });
});

describe('opening', () => {
  const openWith = (find: () => Promise<Before>) => {
    const keeper = { find, leave: async () => undefined, enter: () => undefined } as unknown as GradeKeeper;
    return new ScanOpener(editor, 'http://localhost/', keeper).open(new File(['x'], 'b.tif'));
  };
  const answerOpen = async () => {
    const { id } = await worker.asked('open');
    const result = { number: 2, scan: summary, identity: 'b', key: null, attached: false, looksPrivate: false };
    worker.say({ type: 'reply', id, result });
  };

  it('closes the scan before only when the new one is on screen', async () => {
    const done = openWith(async () => ({ found: { answer: 'absent' }, unfinished: null }));
    await answerOpen();
    const { id, asked } = await worker.asked('automatic');
    expect(asked.scan).toBe(2);
    expect(editor.state.scanNumber).toBe(1);
    expect(worker.calls('close')).toEqual([]);
    worker.say({ type: 'reply', id, result: testRecipe() });
    await done;
    expect(editor.state.scanNumber).toBe(2);
    expect((await worker.asked('close')).asked).toEqual({ scan: 1 });
  });

  it('that fails on its way leaves the scan before, and closes the new one', async () => {
    const done = openWith(() => Promise.reject(new Error('no')));
    await answerOpen();
    await done;
    expect(editor.state.scanNumber).toBe(1);
    expect((await worker.asked('close')).asked).toEqual({ scan: 2 });
    editor.edits.preview('gamma', withDensity(testRecipe(), { gamma: 3 }), 0);
    expect(worker.sent.at(-1)).toMatchObject({ type: 'render', scan: 1 });
  });
});
