import { beforeEach, describe, expect, it } from 'vitest';
import { dismiss, kPassingNotice, kScanNotice, notify, notifyOnce } from '../../src/workspace/notices';
import { Store } from '../../src/workspace/store';

let store: Store;
const texts = () => store.state.notices.map(({ text }) => text);
const fail = (text: string) => notify(store, { kind: 'error', text });
const tell = (text: string) => notify(store, { kind: 'info', text });

beforeEach(() => {
  store = new Store();
});

describe('notices', () => {
  it('that are errors stay whatever is said after them, until they are dismissed', () => {
    fail('a.tif: no');
    fail('b.tif: no');
    tell('The engine was restarted.');
    dismiss(store, kPassingNotice);
    expect(texts()).toEqual(['a.tif: no', 'b.tif: no']);
    dismiss(store, 'a.tif: no');
    expect(texts()).toEqual(['b.tif: no']);
  });

  it('that are good to know give way to newer ones of their key only', () => {
    notify(store, { kind: 'info', key: kScanNotice, text: 'The grade goes on.' });
    tell('The engine was restarted.');
    tell('Your grade is kept on disk again.');
    expect(texts()).toEqual(['The grade goes on.', 'Your grade is kept on disk again.']);
  });

  it('say the same error again as a notice of its own, for those who listen', () => {
    fail('a.tif: no');
    const [first] = store.state.notices;
    fail('a.tif: no');
    expect(texts()).toEqual(['a.tif: no']);
    expect(store.state.notices[0]).not.toBe(first);
  });

  it('are no flood where something fails with every frame', () => {
    let changes = 0;
    store.subscribe(() => (changes += 1));
    for (let frame = 0; frame < 60; frame += 1) notifyOnce(store, { kind: 'error', text: 'not rendered' });
    expect(texts()).toEqual(['not rendered']);
    expect(changes).toBe(1);
  });
});
