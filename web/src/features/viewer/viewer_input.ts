// The hands on the picture: pointers, wheel and keys move and zoom it, and pick in it.

import type { Services } from '../../commands/command';
import {
  type Point,
  type Size,
  type View,
  type Viewport,
  fitView,
  fitZoom,
  pictureFromCanvas,
  pictureRect,
} from '../../render/placement';
import type { EditorState } from '../../workspace/state';
import { watchHandsOff } from '../../ui/hands_off';
import type { BasePicker } from '../base/base_picker';
import { type GestureTarget, Gestures } from './gestures';
import { panned, zoomedAt } from './view_moves';
import { Wheel } from './wheel';

/** The picture as the viewer shows it. */
export interface ShownPicture {
  readonly services: Services;
  readonly canvas: HTMLCanvasElement;
  readonly viewport: Viewport;
  /** Null before the first frame. */
  readonly picture: Size | null;
}

/** Of the viewer's shorter side, for an arrow key. */
const kArrowShare = 0.15;

const kTakesSpace = 'button, [role=button], [role=log], input, select, textarea, summary, a, [contenteditable]';

const kArrows: { readonly [key: string]: Point } = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

export class ViewerInput implements GestureTarget {
  readonly gestures = new Gestures(this, (event) => this.#canvasPoint(event));
  readonly #wheel = new Wheel();
  #picker: BasePicker | null = null;
  /** Held, it is the hand, whatever the tool. */
  #space = false;
  #disconnect: () => void = () => undefined;

  constructor(private readonly shown: ShownPicture) {}

  connect(): void {
    const stopWatching = watchHandsOff(window, () => (this.#space = false));
    const pressed = (event: KeyboardEvent) => this.#spacePressed(event);
    const released = ({ key }: KeyboardEvent) => {
      if (key === ' ') this.#space = false;
    };
    window.addEventListener('keydown', pressed);
    window.addEventListener('keyup', released);
    this.#disconnect = () => {
      stopWatching();
      window.removeEventListener('keydown', pressed);
      window.removeEventListener('keyup', released);
    };
  }

  disconnect(): void {
    this.#disconnect();
  }

  begin(_at: Point, event: PointerEvent): 'pan' | 'pick' {
    const { canvas, services } = this.shown;
    canvas.focus({ preventScroll: true });
    if (this.#state.tool.name === 'pick-base' && !this.#space && event.button === 0) {
      this.#picker = services.newBasePicker();
      return 'pick';
    }
    if (this.#state.view.zoom > 0) canvas.classList.add('moving');
    return 'pan';
  }

  pan(by: Point): void {
    const { picture, viewport } = this.shown;
    if (picture) this.#show(panned(this.#state.view, by, picture, viewport));
  }

  pinch(factor: number, at: Point): void {
    const { picture, viewport } = this.shown;
    const zoom = this.#state.view.zoom || (picture ? fitZoom(picture, viewport) : 1);
    this.#zoomTo(zoom * factor, at);
  }

  pick(at: Point, event: PointerEvent): void {
    const { picture, viewport } = this.shown;
    if (!picture) return;
    const { x, y } = pictureFromCanvas(at, pictureRect(this.#state.view, picture, viewport));
    if (x < 0 || x > 1 || y < 0 || y > 1) return;
    this.#picker?.pick({ x, y, time: event.timeStamp });
  }

  end(): void {
    this.shown.canvas.classList.remove('moving');
    void this.#picker?.finish();
    this.#picker = null;
  }

  readonly wheelTurned = (event: WheelEvent): void => {
    event.preventDefault();
    const move = this.#wheel.move(event);
    if (move.does === 'zoom') this.pinch(move.factor, this.#canvasPoint(event));
    else this.pan({ x: move.by.x * devicePixelRatio, y: move.by.y * devicePixelRatio });
  };

  /** Between fitting the window and one pixel of the picture per pixel of the display. */
  readonly doubleClicked = (event: MouseEvent): void => {
    if (this.#state.tool.name !== 'hand') return;
    if (this.#state.view.zoom > 0) this.#show(fitView);
    else this.#zoomTo(1, this.#canvasPoint(event));
  };

  readonly keyPressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = kArrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const { width, height } = this.shown.viewport;
    const step = Math.min(width, height) * kArrowShare;
    this.pan({ x: arrow.x * step, y: arrow.y * step });
  };

  /** Wherever the focus is, unless Space means something there. */
  #spacePressed(event: KeyboardEvent): void {
    const target = event.composedPath()[0];
    if (event.key !== ' ' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.#state.dialog !== null || (target instanceof HTMLElement && target.matches(kTakesSpace))) return;
    event.preventDefault();
    this.#space = true;
  }

  get #state(): EditorState {
    return this.shown.services.editor.state;
  }

  #zoomTo(zoom: number, at: Point): void {
    const { picture, viewport } = this.shown;
    if (picture) this.#show(zoomedAt(this.#state.view, zoom, at, picture, viewport));
  }

  #show(view: View): void {
    this.shown.services.editor.store.changeShown({ view: view.zoom > 0 ? view : fitView });
  }

  /** In device pixels. */
  #canvasPoint(event: MouseEvent): Point {
    const { canvas, viewport } = this.shown;
    const box = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) * viewport.width) / box.width,
      y: ((event.clientY - box.top) * viewport.height) / box.height,
    };
  }
}
