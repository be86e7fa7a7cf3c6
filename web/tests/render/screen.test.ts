import { beforeEach, describe, expect, it } from 'vitest';
import type { FromScreen, Placement, ToScreen } from '../../src/render/protocol';
import { Screen, type ScreenPort } from '../../src/render/screen';

class TestPort implements ScreenPort {
  readonly sent: ToScreen[] = [];
  terminated = false;
  onmessage: ScreenPort['onmessage'] = null;
  onerror: ScreenPort['onerror'] = null;

  postMessage(message: ToScreen): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(data: FromScreen): void {
    this.onmessage?.({ data } as MessageEvent<FromScreen>);
  }
}

const placement: Placement = { width: 30, height: 20, margin: 0, view: { zoom: 1, centerX: 0.5, centerY: 0.5 } };

let ports: TestPort[];
let heard: string[];
let time: number;
let screen: Screen;

beforeEach(() => {
  ports = [];
  heard = [];
  time = 0;
  const start = () => {
    const port = new TestPort();
    ports.push(port);
    return port;
  };
  const events = {
    started: (count: number) => heard.push(`started ${count}`),
    shown: () => heard.push('shown'),
    drawsIn: (space: string) => heard.push(`draws in ${space}`),
    restored: () => heard.push('restored'),
    failed: (message: string, restarts: boolean) => heard.push(`${message}${restarts ? ', again' : ''}`),
  };
  screen = new Screen(start, events, () => time);
  screen.start();
});

describe('Screen', () => {
  it('says only once where the picture lies', () => {
    screen.place(placement);
    screen.place({ ...placement });
    screen.place({ ...placement, margin: 5 });
    expect(ports[0]?.sent).toHaveLength(2);
  });

  it('passes on what it hears', () => {
    ports[0]?.answer({ type: 'drawsIn', space: 'display-p3' });
    ports[0]?.answer({ type: 'restored' });
    expect(heard).toEqual(['started 1', 'draws in display-p3', 'restored']);
  });

  it('is started anew when it fails, with the picture where it was', () => {
    screen.place(placement);
    ports[0]?.answer({ type: 'failed', fault: null, message: 'no canvas' });
    expect(ports[0]?.terminated).toBe(true);
    expect(heard).toEqual(['started 1', 'no canvas, again', 'started 2']);
    expect(ports[1]?.sent).toEqual([{ type: 'place', placement }]);
  });

  it('says in words why it cannot draw', () => {
    ports[0]?.answer({ type: 'failed', fault: 'no-canvas', message: 'no-canvas' });
    expect(heard[1]).toBe('this browser cannot draw on a canvas, again');
  });

  it('is given up when it fails over and over', () => {
    const fail = () => ports.at(-1)?.answer({ type: 'failed', fault: null, message: 'no canvas' });
    for (let failure = 0; failure < 4; failure += 1) fail();
    expect(heard.at(-1)).toBe('no canvas');
    expect(ports).toHaveLength(4);
  });

  it('that fails now and then goes on', () => {
    for (let failure = 0; failure < 8; failure += 1) {
      ports.at(-1)?.answer({ type: 'failed', fault: null, message: 'no canvas' });
      time += 30_000;
    }
    expect(heard.at(-1)).toBe('started 9');
  });
});
