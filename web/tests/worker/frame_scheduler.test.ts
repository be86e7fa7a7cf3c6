import { beforeEach, describe, expect, it } from 'vitest';
import { FrameScheduler } from '../../src/worker/frame_scheduler';

let deferred: (() => void)[];
let rendered: number[];
let publishes: boolean;
let scheduler: FrameScheduler<{ sequence: number }>;

const runDeferred = () => {
  for (const run of deferred.splice(0)) run();
};

beforeEach(() => {
  deferred = [];
  rendered = [];
  publishes = true;
  scheduler = new FrameScheduler(
    (run) => deferred.push(run),
    ({ sequence }) => (rendered.push(sequence), publishes),
  );
});

describe('FrameScheduler', () => {
  it('renders only the newest of a thousand requests', () => {
    for (let sequence = 1; sequence <= 1000; sequence += 1) scheduler.request({ sequence });
    expect(deferred).toHaveLength(1);
    runDeferred();
    expect(rendered).toEqual([1000]);
    runDeferred();
    expect(rendered).toEqual([1000]);
  });

  it('is never more than two frames ahead of the screen', () => {
    for (let sequence = 1; sequence <= 5; sequence += 1) {
      scheduler.request({ sequence });
      runDeferred();
    }
    expect(rendered).toEqual([1, 2]);
    scheduler.drawn(1);
    runDeferred();
    expect(rendered).toEqual([1, 2, 5]);
  });

  it('takes a drawn frame for the ones before it as well', () => {
    scheduler.request({ sequence: 1 });
    runDeferred();
    scheduler.request({ sequence: 2 });
    runDeferred();
    scheduler.drawn(2);
    for (const sequence of [3, 4]) {
      scheduler.request({ sequence });
      runDeferred();
    }
    expect(rendered).toEqual([1, 2, 3, 4]);
  });

  it('does not wait for a frame that was never published', () => {
    publishes = false;
    for (let sequence = 1; sequence <= 4; sequence += 1) {
      scheduler.request({ sequence });
      runDeferred();
    }
    expect(rendered).toEqual([1, 2, 3, 4]);
  });
});
