// The canvas as the viewer sees it: the screen worker draws on it, as an upload of four megapixels takes longer than a
// task of the page may. Where a canvas cannot be handed to a worker, the page draws.

import { type Layer, type PlacedLayer } from '../../render/screen/layers';
import { createPainter } from '../../render/screen/painter';
import type { ScreenCallbacks } from '../../state/editor';
import type { FromScreen, ToScreen } from '../../render/screen/protocol';
import { ScreenService } from '../../render/screen/service';
import { startWorker } from '../../scripts';

export interface ScreenEvents {
  /** A lost graphics context is back and wants its picture again. */
  restored(): void;
  failed(message: string): void;
}

export function createFrameScreen(canvas: HTMLCanvasElement, events: ScreenEvents): FrameScreen {
  if (!('transferControlToOffscreen' in canvas)) return new FrameScreen(pagePort(canvas), events);
  const worker = startWorker('screen');
  const offscreen = canvas.transferControlToOffscreen();
  worker.postMessage({ type: 'start', canvas: offscreen } satisfies ToScreen, [offscreen]);
  return new FrameScreen(worker, events);
}

/** The page does what the worker would have done. */
function pagePort(canvas: HTMLCanvasElement): ScreenPort {
  const answer = (message: FromScreen) => port.onmessage?.(new MessageEvent('message', { data: message }));
  const service = new ScreenService({
    painter: createPainter(canvas, () => answer({ type: 'restored' })),
    schedule: (draw) => void requestAnimationFrame(draw),
    now: () => performance.timeOrigin + performance.now(),
    post: answer,
  });
  const port: ScreenPort = { postMessage: (message) => service.receive(message), onmessage: null, onerror: null };
  return port;
}

/** What of a worker is needed; a test passes its own. */
export interface ScreenPort {
  postMessage(message: ToScreen): void;
  onmessage: ((event: MessageEvent<FromScreen>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export class FrameScreen {
  readonly #waiting = new Map<number, ScreenCallbacks>();
  #count = 0;

  constructor(
    private readonly port: ScreenPort,
    private readonly events: ScreenEvents,
  ) {
    port.onmessage = ({ data }) => this.#receive(data);
    port.onerror = ({ message }) => events.failed(message || 'the screen worker stopped');
  }

  resize(width: number, height: number): void {
    this.port.postMessage({ type: 'resize', width, height });
  }

  upload(layer: Layer, pixels: Uint8Array, width: number, height: number, callbacks: ScreenCallbacks): void {
    const number = (this.#count += 1);
    this.#waiting.set(number, callbacks);
    this.port.postMessage({ type: 'upload', number, layer, pixels, width, height });
  }

  /** Bottom first. */
  paint(layers: readonly PlacedLayer[]): void {
    this.port.postMessage({ type: 'paint', layers });
  }

  #receive(message: FromScreen): void {
    switch (message.type) {
      case 'taken':
        return this.#upTo(message.number).forEach(([, { taken }]) => taken());
      case 'shown':
        // A frame that a newer one has replaced is as good as shown.
        return this.#upTo(message.number).forEach(([number, { shown }]) => {
          this.#waiting.delete(number);
          shown(message.time);
        });
      case 'restored':
        return this.events.restored();
      case 'failed':
        return this.events.failed(message.message);
    }
  }

  #upTo(last: number): (readonly [number, ScreenCallbacks])[] {
    return [...this.#waiting].filter(([number]) => number <= last);
  }
}
