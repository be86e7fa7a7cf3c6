// The screen's worker: takes canvases and the engine's port from the page, and draws on its own from then on.

import type { FromScreen, ToScreen } from '../protocol';
import { createHistogram, createPainter } from './painter';
import { ScreenService } from './service';

/** What of a worker's own scope is used: this folder is the page's code as well, and typed as such. */
declare const self: {
  postMessage(message: FromScreen): void;
  requestAnimationFrame(run: () => void): number;
  onmessage: ((event: MessageEvent<ToScreen>) => void) | null;
};

const service = new ScreenService({
  createPainter,
  createHistogram,
  schedule: (draw) => void self.requestAnimationFrame(draw),
  later: (run, milliseconds) => void setTimeout(run, milliseconds),
  now: () => performance.timeOrigin + performance.now(),
  post: (message) => self.postMessage(message),
});

self.onmessage = ({ data }) => service.receive(data);
