import { beforeEach, describe, expect, it } from 'vitest';
import { watchUncaught } from '../../src/features/notice/uncaught';
import { EngineLog } from '../../src/engine/engine_log';
import { Store } from '../../src/workspace/store';

let page: EventTarget;
let store: Store;
let log: EngineLog;

const fire = (type: string, properties: object) => page.dispatchEvent(Object.assign(new Event(type), properties));
const texts = () => store.state.notices.map(({ text }) => text);
const lines = () => log.lines.map(({ text }) => text);

beforeEach(() => {
  page = new EventTarget();
  store = new Store();
  log = new EngineLog(() => 0);
  watchUncaught(page, { store, log });
});

describe('what nobody caught', () => {
  it('reaches the log and a notice, once a message', () => {
    for (let time = 0; time < 60; time += 1)
      fire('error', { error: new Error('lens cap on'), message: 'Uncaught Error' });
    fire('unhandledrejection', { reason: new Error('shutter stuck') });
    fire('unhandledrejection', { reason: 'no film' });
    expect(lines()).toEqual(['uncaught: lens cap on', 'uncaught: shutter stuck', 'uncaught: no film']);
    expect(texts()[0]).toContain('went wrong in the page (lens cap on)');
    expect(texts()).toHaveLength(3);
  });

  it('is no flood where every message differs', () => {
    for (let time = 0; time < 60; time += 1) fire('error', { error: new Error(`frame ${time}`) });
    expect(texts()).toHaveLength(20);
  });

  it('is for the log alone where the browser only remarks', () => {
    fire('error', { error: null, message: 'ResizeObserver loop completed with undelivered notifications.' });
    expect(lines()).toHaveLength(1);
    expect(texts()).toEqual([]);
  });
});
