// The page's side of the screen: hands over canvases and the engine's port, says where the picture lies, and hears what is
// on screen. Frames pass it by.

import { text } from '../i18n/text';
import type { FrameSource, ScreenSpace } from './frames';
import type { FromScreen, Placement, Shown, SurfaceName, ToScreen } from './protocol';

/** What of the screen's worker is needed; where the page draws itself, and in tests, it is no worker. */
export interface ScreenPort {
  postMessage(message: ToScreen, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromScreen>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface ScreenEvents {
  /** A screen runs; it has no canvases yet. `count` counts them, from 1. */
  started(count: number): void;
  shown(shown: Shown): void;
  /** The picture's canvas holds this space: frames are to be rendered for it. */
  drawsIn(space: ScreenSpace): void;
  /** Its picture is lost: the newest frame is wanted again. */
  restored(): void;
  failed(message: string, restarts: boolean): void;
}

/** A screen that stops over and over is not started again: the browser may be unable to draw. */
const kMostRestarts = 3;
const kWithinMs = 60_000;

export class Screen {
  #port: ScreenPort | null = null;
  #count = 0;
  #failures: number[] = [];
  #placement: Placement | null = null;
  #placed = '';

  constructor(
    private readonly startPort: () => ScreenPort,
    private readonly events: ScreenEvents,
    private readonly now: () => number = () => performance.now(),
  ) {}

  start(): void {
    const port = this.startPort();
    this.#port = port;
    this.#count += 1;
    port.onmessage = ({ data }) => this.#receive(data);
    port.onerror = ({ message }) => this.#failed(message || text('screen.stopped'));
    if (this.#placement) this.#post({ type: 'place', placement: this.#placement });
    this.events.started(this.#count);
  }

  /** From now on the screen draws on this canvas, which no other screen can take over. */
  show(name: SurfaceName, canvas: HTMLCanvasElement, space: ScreenSpace): void {
    if (!('transferControlToOffscreen' in canvas)) return this.#post({ type: 'surface', name, canvas, space });
    const offscreen = canvas.transferControlToOffscreen();
    this.#post({ type: 'surface', name, canvas: offscreen, space }, [offscreen]);
  }

  /** Frames of this engine come over this port; it belongs to the screen from now on. */
  connect(port: FrameSource & Transferable, engine: number): void {
    this.#post({ type: 'engine', engine, port }, [port]);
  }

  place(placement: Placement): void {
    const placed = JSON.stringify(placement);
    if (placed === this.#placed) return;
    this.#placed = placed;
    this.#placement = placement;
    this.#post({ type: 'place', placement });
  }

  clear(): void {
    this.#post({ type: 'clear' });
  }

  /** Somebody waits for what is shown next. */
  hurry(): void {
    this.#post({ type: 'hurry' });
  }

  #post(message: ToScreen, transfer: Transferable[] = []): void {
    this.#port?.postMessage(message, transfer);
  }

  #receive(message: FromScreen): void {
    switch (message.type) {
      case 'shown':
        return this.events.shown(message);
      case 'drawsIn':
        return this.events.drawsIn(message.space);
      case 'restored':
        return this.events.restored();
      case 'failed':
        return this.#failed(message.fault ? text(`screen.${message.fault}`) : message.message);
    }
  }

  #failed(message: string): void {
    const port = this.#port;
    if (!port) return;
    port.onmessage = null;
    port.onerror = null;
    port.terminate();
    this.#port = null;
    this.#failures = [...this.#failures.filter((time) => this.now() - time < kWithinMs), this.now()];
    const restarts = this.#failures.length <= kMostRestarts;
    this.events.failed(message, restarts);
    if (restarts) this.start();
  }
}
