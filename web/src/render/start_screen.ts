// Starts what draws: the screen's worker, or, in browsers that cannot hand a canvas to a worker, the same code on the page.

import { startWorker } from '../scripts';
import type { FromScreen } from './protocol';
import type { ScreenPort } from './screen';
import { createHistogram, createPainter } from './screen/painter';
import { ScreenService } from './screen/service';

export function startScreen(): ScreenPort {
  return 'transferControlToOffscreen' in HTMLCanvasElement.prototype ? startWorker('screen') : startOnPage();
}

function startOnPage(): ScreenPort {
  const post = (message: FromScreen) => port.onmessage?.(new MessageEvent('message', { data: message }));
  const service = new ScreenService({
    createPainter,
    createHistogram,
    schedule: (draw) => void requestAnimationFrame(draw),
    later: (run, milliseconds) => void setTimeout(run, milliseconds),
    now: () => performance.timeOrigin + performance.now(),
    post,
  });
  const port: ScreenPort = {
    postMessage: (message) => service.receive(message),
    terminate: () => undefined,
    onmessage: null,
    onerror: null,
  };
  return port;
}
