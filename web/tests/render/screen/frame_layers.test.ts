import { beforeEach, describe, expect, it } from 'vitest';
import { FrameLayers } from '../../../src/render/screen/frame_layers';
import { testFrame } from '../../frames';

const picture = { width: 400, height: 300 };
const placement = { width: 100, height: 100, margin: 10, view: { zoom: 1, centerX: 0.5, centerY: 0.5 } };
const whole = testFrame(1, { width: 80, height: 60, picture });
const part = testFrame(2, { width: 100, height: 100, rect: [0.375, 1 / 3, 0.25, 1 / 3], picture });

let layers: FrameLayers;
const drawn = () => layers.placed(placement).map(({ layer }) => layer);

beforeEach(() => {
  layers = new FrameLayers();
});

describe('FrameLayers', () => {
  it('have nothing to draw before the first frame, and after the last', () => {
    expect(drawn()).toEqual([]);
    layers.put(whole);
    layers.clear();
    expect(drawn()).toEqual([]);
  });

  it('keep the whole picture underneath a part of it', () => {
    layers.put(whole);
    layers.put(part);
    expect(layers.placed(placement)).toMatchObject([
      { layer: 'whole', rect: { x: -150, y: -100, width: 400, height: 300 } },
      { layer: 'part', rect: { x: 0, y: 0, width: 100, height: 100 } },
    ]);
  });

  it('show nothing of another picture around the newest', () => {
    layers.put(whole);
    layers.put({ ...part, subject: 2 });
    expect(drawn()).toEqual(['part']);
    layers.put({ ...whole, subject: 2 });
    expect(drawn()).toEqual(['whole']);
  });
});
