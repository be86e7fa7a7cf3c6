// The screen worker's entry: takes the canvas with the first message, and draws on it from then on.

import { createPainter } from './painter';
import type { FromScreen, ToScreen } from './protocol';
import { ScreenService } from './service';

/** What of a worker's own scope is used: this folder is the page's code as well, and typed as such. */
declare const self: {
  postMessage(message: FromScreen): void;
  requestAnimationFrame(run: () => void): number;
  onmessage: ((event: MessageEvent<ToScreen>) => void) | null;
};

let service: ScreenService | null = null;

const post = (message: FromScreen) => self.postMessage(message);

function start(canvas: OffscreenCanvas): void {
  service = new ScreenService({
    painter: createPainter(canvas, () => post({ type: 'restored' })),
    schedule: (draw) => void self.requestAnimationFrame(draw),
    now: () => performance.timeOrigin + performance.now(),
    post,
  });
}

self.onmessage = ({ data }: MessageEvent<ToScreen>) => {
  if (service) return service.receive(data);
  if (data.type !== 'start') return;
  try {
    start(data.canvas);
  } catch (error) {
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
};
