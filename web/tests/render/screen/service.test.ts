import { beforeEach, describe, expect, it } from 'vitest';
import type { Drawn, FrameSource, RenderedFrame } from '../../../src/render/frames';
import type { FromScreen, Placement, Shown, Surface, SurfaceName } from '../../../src/render/protocol';
import type { Painter } from '../../../src/render/screen/layers';
import { ScreenService } from '../../../src/render/screen/service';
import { testFrame } from '../../frames';

/** The engine's end of the port. */
class TestSource implements FrameSource {
  readonly freed: number[] = [];
  closed = false;
  onmessage: FrameSource['onmessage'] = null;

  postMessage({ number }: Drawn): void {
    this.freed.push(number);
  }
  close(): void {
    this.closed = true;
  }
  publish(frame: RenderedFrame): void {
    this.onmessage?.({ data: frame } as MessageEvent<RenderedFrame>);
  }
}

let scheduled: (() => void)[];
let time: number;
let done: string[];
let posted: FromScreen[];
let refuses: boolean;
let service: ScreenService;
let engine: TestSource;

const painter: Painter = {
  space: 'srgb',
  resize: (width, height) => done.push(`resize ${width} ${height}`),
  upload: (layer, { pixels }) => done.push(`upload ${layer} ${pixels[0]}`),
  paint: (layers) => done.push(`paint ${layers.map(({ layer }) => layer).join(' ')}`),
};
const placement: Placement = { width: 30, height: 20, margin: 0, view: { zoom: 1, centerX: 0.5, centerY: 0.5 } };
const part = (number: number) =>
  testFrame(number, { rect: [0, 0, 0.5, 0.5], width: 30, height: 20, picture: { width: 60, height: 40 } });

const refresh = () => {
  for (const run of scheduled.splice(0)) run();
};
const surface = (name: SurfaceName) => service.receive({ type: 'surface', name, canvas: {} as Surface, space: 'srgb' });
const place = () => service.receive({ type: 'place', placement });
const shown = () => posted.filter((message): message is Shown => message.type === 'shown');

beforeEach(() => {
  scheduled = [];
  time = 1000;
  done = [];
  posted = [];
  refuses = false;
  engine = new TestSource();
  service = new ScreenService({
    createPainter: () => {
      if (refuses) throw new Error('no canvas');
      return painter;
    },
    createHistogram: () => ({ draw: (histogram) => done.push(`histogram ${histogram ? histogram[0] : 'empty'}`) }),
    schedule: (draw) => scheduled.push(draw),
    later: () => undefined,
    now: () => time,
    post: (message) => posted.push(message),
  });
  service.receive({ type: 'engine', port: engine, engine: 7 });
});

describe('ScreenService', () => {
  it('draws nothing before the display is refreshed, then all at once', () => {
    surface('picture');
    place();
    engine.publish(testFrame(1));
    expect(done).toEqual([]);
    expect(scheduled).toHaveLength(1);
    refresh();
    expect(done).toEqual(['resize 30 20', 'upload whole 1', 'paint whole']);
  });

  it('lets frames wait for a canvas and their place', () => {
    engine.publish(testFrame(1));
    refresh();
    expect(engine.freed).toEqual([]);
    surface('picture');
    refresh();
    place();
    refresh();
    expect(done).toEqual(['resize 30 20', 'upload whole 1', 'paint whole']);
    expect(engine.freed).toEqual([1]);
  });

  it('says why it cannot draw', () => {
    refuses = true;
    surface('picture');
    expect(posted).toEqual([{ type: 'failed', fault: null, message: 'no canvas' }]);
  });

  it('says what its canvas holds', () => {
    surface('picture');
    expect(posted).toEqual([{ type: 'drawsIn', space: 'srgb' }]);
  });
});

describe('with a canvas', () => {
  beforeEach(() => {
    surface('picture');
    place();
    refresh();
    done = [];
    posted = [];
  });

  it('uploads only the newest frame of a layer, and frees the slots of all', () => {
    for (const frame of [testFrame(1), part(2), testFrame(3)]) engine.publish(frame);
    refresh();
    expect(done).toEqual(['upload part 2', 'upload whole 3', 'paint whole']);
    expect(engine.freed).toEqual([3]);
  });

  it('draws no frame of another space, and frees its slot', () => {
    engine.publish(testFrame(1, { space: 'display-p3' }));
    refresh();
    expect(done).toEqual(['paint ']);
    expect(engine.freed).toEqual([1]);
  });

  it('starts anew on another canvas', () => {
    engine.publish(testFrame(1));
    refresh();
    done = [];
    surface('picture');
    refresh();
    expect(done).toEqual(['resize 30 20', 'paint ']);
  });

  it('moves what is there without a new frame', () => {
    engine.publish(testFrame(1));
    refresh();
    service.receive({ type: 'place', placement: { ...placement, view: { zoom: 2, centerX: 0, centerY: 0 } } });
    refresh();
    expect(done.slice(2)).toEqual(['paint whole']);
    expect(engine.freed).toEqual([1]);
  });

  it('tells the page what is shown one refresh after it was drawn, without pixels', () => {
    engine.publish(testFrame(1, { eventTime: 900, published: 950 }));
    refresh();
    expect(shown()).toEqual([]);
    refresh();
    const { type: _, pixels: __, histogram: ___, ...frame } = testFrame(1, { eventTime: 900, published: 950 });
    const figures = (value: number) => ({ last: value, median: value, p95: value });
    const latency = { eventToPublished: figures(50), eventToScreen: figures(100), frames: 1 };
    const clipping = { shadows: 0, highlights: 0 };
    expect(posted).toEqual([{ type: 'shown', engine: 7, frame, clipping, latency }]);
  });

  it('spares the page the frames of a drag, but not one that lies elsewhere', () => {
    const draw = (frame: RenderedFrame) => {
      engine.publish(frame);
      refresh();
      refresh();
    };
    for (const number of [1, 2, 3]) draw(testFrame(number));
    expect(shown()).toHaveLength(1);
    draw(part(4));
    expect(shown().map(({ frame }) => frame?.number)).toEqual([1, 4]);
    time += 100;
    draw(part(5));
    expect(shown()).toHaveLength(3);
  });

  it('is empty once it is cleared, whatever was on its way', () => {
    engine.publish(testFrame(1));
    refresh();
    engine.publish(testFrame(2));
    service.receive({ type: 'clear' });
    refresh();
    expect(done.at(-1)).toBe('paint ');
    expect(engine.freed).toEqual([1, 2]);
    expect(shown()).toMatchObject([{ frame: null, clipping: null }]);
  });

  it('takes frames of another engine, and nothing more of the one before', () => {
    engine.publish(testFrame(5));
    const other = new TestSource();
    service.receive({ type: 'engine', port: other, engine: 8 });
    expect(engine.closed).toBe(true);
    other.publish(testFrame(1));
    refresh();
    refresh();
    expect(done).toEqual(['upload whole 1', 'paint whole']);
    expect([engine.freed, other.freed]).toEqual([[], [1]]);
    expect(shown()).toMatchObject([{ engine: 8, frame: { number: 1 } }]);
  });

  it('draws the histogram of the newest frame, also on a canvas that comes later', () => {
    const histogram = (first: number) => new Uint32Array([first, ...new Array<number>(767).fill(0)]);
    engine.publish(testFrame(1, { histogram: histogram(5) }));
    refresh();
    surface('histogram');
    engine.publish(testFrame(2, { histogram: histogram(6) }));
    refresh();
    service.receive({ type: 'clear' });
    expect(done.filter((line) => line.startsWith('histogram'))).toEqual([
      'histogram 5',
      'histogram 6',
      'histogram empty',
    ]);
  });
});
