import { beforeEach, describe, expect, it } from 'vitest';
import { Recovery, restartedText } from '../../src/features/recovery/recovery';
import type { Editor, LostEngine } from '../../src/workspace/editor';
import { Store } from '../../src/workspace/store';

let store: Store;
let started: number;
let time: number;
let reopens: boolean;
let interrupted: boolean;
let resumed: number;
let editor: Editor;

const lost: LostEngine = {
  failure: { code: 'trap', name: 'worker-failed', args: { reason: 'unreachable' } },
  jobs: [],
};
const idle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  store = new Store();
  started = 0;
  time = 0;
  reopens = true;
  const stub = { store, startEngine: () => (started += 1), log: { add: () => undefined }, onLost: () => undefined };
  Object.defineProperty(stub, 'state', { get: () => store.state });
  editor = stub as unknown as Editor;
  interrupted = false;
  resumed = 0;
  const exporter = {
    get interrupted() {
      return interrupted;
    },
    resumeInterrupted: () => (resumed += 1),
  };
  new Recovery(editor, { reopen: async () => reopens }, exporter, () => time);
});

describe('Recovery', () => {
  it('starts a new engine and says so', async () => {
    editor.onLost(lost);
    await idle();
    expect(started).toBe(1);
    expect(store.state.notices).toMatchObject([{ kind: 'info', text: 'The engine stopped and was restarted.' }]);
  });

  it('offers to go on with exports that the engine took with it', async () => {
    interrupted = true;
    editor.onLost(lost);
    await idle();
    const [action] = store.state.notices[0]?.actions ?? [];
    expect(action?.label).toBe('Resume export');
    action?.run();
    expect(resumed).toBe(1);
  });

  it('gives up an engine that stops over and over', () => {
    for (let stop = 0; stop < 5; stop += 1) editor.onLost(lost);
    expect(started).toBe(3);
    time = 61_000;
    editor.onLost(lost);
    expect(started).toBe(4);
  });
});

describe('restartedText', () => {
  it('names what was not finished', () => {
    const jobs = [
      { kind: 'export', fileName: 'a.png' },
      { kind: 'open', fileName: 'b.tif' },
    ] as const;
    const text = restartedText('restarted', true, jobs);
    expect(text).toBe(
      'The engine was restarted; your grade is as it was. The export of a.png was not finished. b.tif was not opened.',
    );
  });
});
