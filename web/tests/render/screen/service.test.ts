import { beforeEach, describe, expect, it } from 'vitest';
import type { Painter } from '../../../src/render/screen/layers';
import type { FromScreen, ToScreen } from '../../../src/render/screen/protocol';
import { ScreenService } from '../../../src/render/screen/service';

let scheduled: (() => void)[];
let done: string[];
let posted: FromScreen[];
let service: ScreenService;

const painter: Painter = {
  resize: (width, height) => done.push(`resize ${width} ${height}`),
  upload: (layer, pixels) => done.push(`upload ${layer} ${pixels[0]}`),
  paint: (layers) => done.push(`paint ${layers.map(({ layer }) => layer).join(' ')}`),
};

const frame = () => {
  for (const draw of scheduled.splice(0)) draw();
};
const upload = (number: number, layer: 'whole' | 'part' = 'whole'): ToScreen => ({
  type: 'upload',
  number,
  layer,
  pixels: new Uint8Array([number, 0, 0, 255]),
  width: 1,
  height: 1,
});
const paint: ToScreen = {
  type: 'paint',
  layers: [{ layer: 'whole', rect: { x: 0, y: 0, width: 1, height: 1 }, nearest: false }],
};

beforeEach(() => {
  scheduled = [];
  done = [];
  posted = [];
  service = new ScreenService({
    painter,
    schedule: (draw) => scheduled.push(draw),
    now: () => 1000,
    post: (message) => posted.push(message),
  });
});

describe('ScreenService', () => {
  it('draws nothing before the display is refreshed, then all at once', () => {
    service.receive({ type: 'resize', width: 30, height: 20 });
    service.receive(upload(1));
    service.receive(paint);
    expect(done).toEqual([]);
    expect(scheduled).toHaveLength(1);
    frame();
    expect(done).toEqual(['resize 30 20', 'upload whole 1', 'paint whole']);
  });

  it('uploads only the newest frame of a layer', () => {
    for (const message of [upload(1), upload(2, 'part'), upload(3), paint]) service.receive(message);
    frame();
    expect(done).toEqual(['upload part 2', 'upload whole 3', 'paint whole']);
    expect(posted).toEqual([{ type: 'taken', number: 3 }]);
  });

  it('says that a frame is shown one refresh after it was drawn', () => {
    service.receive(upload(1));
    service.receive(paint);
    frame();
    expect(posted).toEqual([{ type: 'taken', number: 1 }]);
    frame();
    expect(posted.at(-1)).toEqual({ type: 'shown', number: 1, time: 1000 });
  });

  it('says that every frame is shown, also where its paint comes later', () => {
    service.receive(upload(1));
    frame();
    service.receive(paint);
    frame();
    frame();
    expect(posted.at(-1)).toEqual({ type: 'shown', number: 1, time: 1000 });
  });

  it('paints what is there without a new frame', () => {
    service.receive(paint);
    frame();
    frame();
    expect(done).toEqual(['paint whole']);
    expect(posted).toEqual([]);
  });
});
