import { beforeEach, describe, expect, it } from 'vitest';
import { interrupt } from '../../src/engine/interrupt';
import { testRecipe } from '../recipes';
import {
  answered,
  ask,
  engine,
  open,
  opened,
  posted,
  render,
  screen,
  send,
  startService,
  storage,
  withType,
} from './test_service';

beforeEach(startService);

describe('opening', () => {
  it('steps to the end, with progress, and answers with the summary', async () => {
    open(1);
    expect(await answered(1)).toMatchObject({
      type: 'reply',
      result: { scan: { name: 'scan.tif', fileBytes: 3 }, key: null, attached: false },
    });
    expect(withType('progress').map(({ done }) => done)).toEqual([1, 2, 3]);
    expect(storage.disposed).toEqual([]);
  });

  it('says what it will take before it decodes', async () => {
    open(1);
    await answered(1);
    expect(withType('inspected')).toMatchObject([{ id: 1, scan: { storeBytes: 100 } }]);
    expect(posted.findIndex(({ type }) => type === 'inspected')).toBeLessThan(
      posted.findIndex(({ type }) => type === 'progress'),
    );
  });

  it('says whether the window looks private', async () => {
    open(1);
    expect(await answered(1)).toMatchObject({ result: { looksPrivate: false } });
    storage.privateWindow = true;
    open(2);
    expect(await answered(2)).toMatchObject({ result: { looksPrivate: true } });
  });

  it('asks for a store with room for what is there only while it decodes', async () => {
    open(1);
    await answered(1);
    expect(storage.created).toEqual([120]);
  });

  it('decodes as many rows as are asked for', async () => {
    open(1, { rows: 12 });
    await answered(1);
    expect(engine.asked).toContain('open 12 rows of scan.tif');
  });

  it('renders between the steps', async () => {
    const shown = await opened(2);
    open(1);
    while (withType('progress').length === 3) await new Promise((resolve) => setImmediate(resolve));
    render(shown, 1, testRecipe());
    await screen.received(1);
    expect(withType('reply').map(({ id }) => id)).toEqual([2]);
    await answered(1);
  });

  it('gives every scan a number, which is known before it is open', async () => {
    const numbers = [await opened(1, { preview: testRecipe() }), await opened(2)];
    expect(numbers).toEqual([1, 2]);
    expect(withType('begun')).toMatchObject([
      { id: 1, scan: 1 },
      { id: 2, scan: 2 },
    ]);
    expect(screen.frames).toMatchObject([{ scan: 1 }]);
  });

  it('keeps what was open when the new file is refused', async () => {
    await opened(1);
    engine.refuseFormat = true;
    open(2);
    expect(await answered(2)).toMatchObject({
      type: 'refused',
      failure: { code: 'format', name: 'file-no-picture', args: {} },
    });
    expect(storage.disposed).toEqual([]);
  });

  it('stops at a cancel', async () => {
    open(1);
    while (withType('progress').length === 0) await new Promise((resolve) => setImmediate(resolve));
    send({ type: 'cancel', id: 1 });
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { code: 'cancelled' } });
    expect(engine.asked).toContain('cancelOpen');
    expect(storage.disposed).toEqual([0]);
  });

  it('stops at a cancel in the middle of a long step, where no message is heard', async () => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const read: string[] = [];
    engine.unpack = (source) => {
      source.read(new Uint8Array(1), 0);
      read.push('before');
      interrupt(flag);
      source.read(new Uint8Array(1), 1);
      read.push('after');
    };
    open(1, {}, flag);
    expect(await answered(1)).toMatchObject({ type: 'refused', failure: { code: 'cancelled', name: 'cancelled' } });
    expect(read).toEqual(['before']);
    expect(storage.disposed).toEqual([0]);
    engine.unpack = () => undefined;
    open(2);
    expect(await answered(2)).toMatchObject({ type: 'reply' });
  });

  it('is refused while another scan is being opened', async () => {
    open(1);
    open(2);
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { code: 'busy' } });
    expect(await answered(1)).toMatchObject({ type: 'reply' });
  });
});

describe('a look at what is being opened', () => {
  it('is taken now and then, where it is wanted', async () => {
    await opened(1, { preview: testRecipe() });
    expect(engine.asked.filter((asked) => asked === 'look')).toHaveLength(1);
    expect(screen.frames).toMatchObject([{ sequence: 0, coarse: true }]);
    await opened(2);
    expect(engine.asked.filter((asked) => asked === 'look')).toHaveLength(1);
  });
});

describe('opening again', () => {
  beforeEach(() => {
    storage.key = 'abc';
  });

  it('attaches a complete store', async () => {
    storage.complete.add('abc');
    open(1);
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { key: 'abc', attached: true } });
    expect(engine.asked).toEqual(['attach kept record']);
  });

  it('uses the store it has open itself, until both scans are closed', async () => {
    storage.complete.add('abc');
    const scans = [await opened(1), await opened(2)];
    expect(engine.asked).toEqual(['attach kept record', 'attach kept record']);
    for (const [index, scan] of scans.entries()) {
      expect(storage.disposed).toEqual([]);
      ask(3 + index, 'close', { scan });
      expect(await answered(3 + index)).toMatchObject({ type: 'reply' });
    }
    expect(storage.disposed).toEqual([0]);
  });

  it('decodes where the store is of another version, and removes that', async () => {
    storage.complete.add('abc');
    engine.refuseRecord = true;
    open(1);
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { key: 'abc', attached: false } });
    expect(storage.removed).toEqual([0]);
    expect(engine.asked).toContain('open scan.tif');
  });

  it('needs no look at the file where the key is known', async () => {
    storage.keyOf = () => Promise.reject(new Error('the file is gone'));
    storage.complete.add('abc');
    open(1, { key: 'abc' });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { attached: true } });
  });

  it('needs no file at all where the store is there', async () => {
    storage.complete.add('abc');
    open(1, { file: null, key: 'abc' });
    expect(await answered(1)).toMatchObject({ type: 'reply', result: { identity: 'abc', attached: true } });
  });

  it('says so where neither the store nor the file is there, and keeps what was open', async () => {
    open(1);
    await answered(1);
    open(2, { file: null, key: 'other' });
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { code: 'missing' } });
    expect(storage.disposed).toEqual([]);
  });

  it('is decoded again where its store was deleted under it', async () => {
    storage.complete.add('abc');
    const scan = await opened(1, { key: 'abc' });
    ask(2, 'isStored', { scan });
    expect(await answered(2)).toMatchObject({ result: true });
    storage.there = false;
    storage.complete.clear();
    ask(3, 'isStored', { scan });
    expect(await answered(3)).toMatchObject({ result: false });
    open(4, { key: 'abc' });
    expect(await answered(4)).toMatchObject({ result: { key: 'abc', attached: false } });
    ask(5, 'close', { scan });
    await answered(5);
    expect(storage.disposed).toEqual([0]);
  });

  it('keeps what it has decoded', async () => {
    open(1);
    await answered(1);
    expect([...storage.complete]).toEqual(['abc']);
  });
});
