import { beforeEach, describe, expect, it } from 'vitest';
import { FrameScheduler, type Published } from '../../src/worker/frame_scheduler';

interface Request {
  readonly name: string;
}

let deferred: (() => void)[];
let resting: (() => void)[];
let rendered: string[];
let number: number;
let outcome: (request: Request, sharp: boolean) => Omit<Published, 'number'> | null;
let scheduler: FrameScheduler<Request>;

const runAll = (queue: (() => void)[]) => {
  for (const run of queue.splice(0)) run();
};
const ask = (name: string) => {
  scheduler.request({ name });
  runAll(deferred);
};

beforeEach(() => {
  deferred = [];
  resting = [];
  rendered = [];
  number = 0;
  outcome = () => ({ coarse: false });
  scheduler = new FrameScheduler(
    (run) => deferred.push(run),
    (run) => resting.push(run),
    (request, sharp) => {
      rendered.push(sharp ? `${request.name} sharp` : request.name);
      const published = outcome(request, sharp);
      return published && { ...published, number: (number += 1) };
    },
  );
});

describe('FrameScheduler', () => {
  it('renders only the newest of a thousand requests', () => {
    for (let request = 1; request <= 1000; request += 1) scheduler.request({ name: String(request) });
    expect(deferred).toHaveLength(1);
    runAll(deferred);
    expect(rendered).toEqual(['1000']);
    runAll(deferred);
    expect(rendered).toEqual(['1000']);
  });

  it('is never more than two frames ahead of the screen', () => {
    for (const name of ['a', 'b', 'c', 'd']) ask(name);
    expect(rendered).toEqual(['a', 'b']);
    scheduler.drawn(1);
    runAll(deferred);
    expect(rendered).toEqual(['a', 'b', 'd']);
  });

  it('takes a drawn frame for the ones before it as well', () => {
    for (const name of ['a', 'b']) ask(name);
    scheduler.drawn(2);
    for (const name of ['c', 'd']) ask(name);
    expect(rendered).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does not wait for a frame that was never published', () => {
    outcome = () => null;
    for (const name of ['a', 'b', 'c', 'd']) ask(name);
    expect(rendered).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a coarse frame', () => {
  beforeEach(() => {
    outcome = (_request, sharp) => ({ coarse: !sharp });
  });

  it('is followed by a sharp one after a rest', () => {
    ask('a');
    expect(rendered).toEqual(['a']);
    runAll(resting);
    runAll(deferred);
    expect(rendered).toEqual(['a', 'a sharp']);
    runAll(resting);
    runAll(deferred);
    expect(rendered).toHaveLength(2);
  });

  it('is left coarse when something newer was asked for', () => {
    ask('a');
    scheduler.drawn(1);
    ask('b');
    runAll(resting);
    runAll(deferred);
    expect(rendered).toEqual(['a', 'b', 'b sharp']);
  });

  it('does not get its sharp one into a slot that is still being drawn', () => {
    ask('a');
    ask('b');
    runAll(resting);
    runAll(deferred);
    expect(rendered).toEqual(['a', 'b']);
    scheduler.drawn(2);
    runAll(deferred);
    expect(rendered).toEqual(['a', 'b', 'b sharp']);
  });
});

describe('an offer', () => {
  it('is taken where a slot is free and nothing waits', () => {
    const offer = () => scheduler.offer(() => (rendered.push('offer'), { number: (number += 1), coarse: true }));
    offer();
    scheduler.request({ name: 'a' });
    offer();
    runAll(deferred);
    offer();
    expect(rendered).toEqual(['offer', 'a']);
    expect(resting).toHaveLength(0);
    scheduler.drawn(2);
    offer();
    expect(rendered).toEqual(['offer', 'a', 'offer']);
  });
});
