import { beforeEach, describe, expect, it } from 'vitest';
import { testRecipe } from '../recipes';
import {
  answered,
  ask,
  engine,
  open,
  opened,
  options,
  render,
  screen,
  send,
  startService,
  storage,
  withType,
} from './test_service';

beforeEach(startService);

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};
const count = (asked: string) => engine.asked.filter((one) => one === asked).length;
const exportOf = (scan: number) => ({ scan, recipe: testRecipe(), options, profile: null });

describe('an export', () => {
  it('goes on while another scan is opened and shown, and both say how far they are', async () => {
    const scan = await opened(1);
    ask(2, 'export', exportOf(scan));
    await until(() => count('exportStep') === 1);
    open(3);
    expect(await answered(3)).toMatchObject({ type: 'reply' });
    expect(await answered(2)).toMatchObject({ type: 'reply' });
    for (const id of [2, 3]) {
      expect(withType('progress').filter((one) => one.id === id)).toMatchObject([1, 2, 3].map((done) => ({ done })));
    }
  });

  it('takes turns with an opening, and a frame goes before both', async () => {
    const scan = await opened(1);
    engine.steps = 20;
    engine.asked.length = 0;
    open(2);
    ask(3, 'export', exportOf(scan));
    await until(() => count('exportStep') > 0 && count('openStep') > 0);
    const before = engine.asked.length;
    render(scan, 1, testRecipe());
    await Promise.all([answered(2), answered(3)]);
    expect(engine.asked[before]).toMatch(/^render/);
    const turns = engine.asked.slice(before + 1, before + 21);
    expect(turns.filter((turn) => turn === 'exportStep')).toHaveLength(10);
    expect(turns.filter((turn, index) => turn === turns[index + 1])).toEqual([]);
  });

  it('lets no frames starve it', async () => {
    const scan = await opened(1);
    ask(2, 'export', exportOf(scan));
    for (let sequence = 1; !withType('reply').some(({ id }) => id === 2); sequence += 1) {
      render(scan, sequence, testRecipe());
      screen.draw(screen.frames.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(screen.frames.length).toBeGreaterThan(1);
  });

  it('goes on where its scan is closed, and then lets go of the store', async () => {
    const scan = await opened(1);
    ask(2, 'export', exportOf(scan));
    await until(() => count('exportStep') === 1);
    ask(3, 'close', { scan });
    expect(await answered(3)).toMatchObject({ type: 'reply' });
    expect(storage.disposed).toEqual([]);
    expect(await answered(2)).toMatchObject({ type: 'reply' });
    await until(() => storage.disposed.length > 0);
    expect(storage.disposed).toEqual([0]);
  });

  it('goes on where another scan cannot be opened, or is given up', async () => {
    const scan = await opened(1);
    ask(2, 'export', exportOf(scan));
    open(3);
    await until(() => count('openStep') > 3);
    send({ type: 'cancel', id: 3 });
    expect(await answered(3)).toMatchObject({ type: 'refused', failure: { code: 'cancelled' } });
    engine.refuseFormat = true;
    open(4);
    expect(await answered(4)).toMatchObject({ type: 'refused', failure: { code: 'format' } });
    expect(await answered(2)).toMatchObject({ type: 'reply' });
    expect(engine.asked).not.toContain('cancelExport');
  });

  it('is given up alone', async () => {
    const scan = await opened(1);
    open(3);
    ask(2, 'export', exportOf(scan));
    await until(() => count('exportStep') === 1);
    send({ type: 'cancel', id: 2 });
    expect(await answered(2)).toMatchObject({ type: 'refused', failure: { code: 'cancelled' } });
    expect(await answered(3)).toMatchObject({ type: 'reply' });
    expect(engine.asked).not.toContain('cancelOpen');
  });

  it('is refused while another one runs', async () => {
    const scan = await opened(1);
    ask(2, 'export', exportOf(scan));
    ask(3, 'export', exportOf(scan));
    expect(await answered(3)).toMatchObject({ type: 'refused', failure: { code: 'busy' } });
    expect(await answered(2)).toMatchObject({ type: 'reply' });
  });
});

describe('the number of a closed scan', () => {
  it('is refused everywhere', async () => {
    const scan = await opened(1);
    const other = await opened(2);
    ask(3, 'close', { scan });
    await answered(3);
    ask(4, 'close', { scan });
    ask(5, 'automatic', { scan, film: 'digital', recipe: testRecipe() });
    ask(6, 'pickBase', { scan, recipe: testRecipe(), x: 0, y: 0 });
    ask(7, 'export', exportOf(scan));
    for (const id of [4, 5, 6, 7]) {
      expect(await answered(id)).toMatchObject({ type: 'refused', failure: { code: 'stale' } });
    }
    render(scan, 1, testRecipe());
    await until(() => withType('unrendered').length > 0);
    expect(withType('unrendered')).toMatchObject([{ sequence: 1, failure: { code: 'stale' } }]);
    ask(8, 'pickBase', { scan: other, recipe: testRecipe(), x: 0, y: 0 });
    expect(await answered(8)).toMatchObject({ type: 'reply' });
  });
});
