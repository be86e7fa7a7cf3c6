// The messages between the page and the screen's worker. Types only.

import type { FrameFacts, FrameSource, ScreenSpace } from './frames';
import type { View, Viewport } from './placement';

/** What is drawn on: the picture, and the scopes beside it. */
export type SurfaceName = 'picture' | 'histogram';

/** A canvas of the page's, where the page draws by itself. */
export type Surface = OffscreenCanvas | HTMLCanvasElement;

/** Where the picture lies; every frame of it follows from that. */
export interface Placement extends Viewport {
  readonly view: View;
}

export type ToScreen =
  /** `space`: what the canvas should hold, where the browser can. */
  | { readonly type: 'surface'; readonly name: SurfaceName; readonly canvas: Surface; readonly space: ScreenSpace }
  /** Frames come over this port from now on. `engine` counts the engines of the page. */
  | { readonly type: 'engine'; readonly engine: number; readonly port: FrameSource }
  | { readonly type: 'place'; readonly placement: Placement }
  /** Nothing is open any more. */
  | { readonly type: 'clear' }
  /** The page waits for a frame: what is next on screen is to be told at once. */
  | { readonly type: 'hurry' };

export type FromScreen =
  | Shown
  /** What the picture's canvas holds: frames of another space are not drawn on it. */
  | { readonly type: 'drawsIn'; readonly space: ScreenSpace }
  /** A lost graphics context is back and wants its picture again. */
  | { readonly type: 'restored' }
  /** `message` is what the browser said, where it is none of the screen's own faults. */
  | { readonly type: 'failed'; readonly fault: ScreenFault | null; readonly message: string };

export type ScreenFault = 'no-painter' | 'no-canvas' | 'context-lost';

/** What is on screen. Told at once where something lies elsewhere than before, else a few times a second. */
export interface Shown {
  readonly type: 'shown';
  /** Which engine it came from. */
  readonly engine: number;
  /** Null: the screen is empty. */
  readonly frame: FrameFacts | null;
  readonly clipping: Clipping | null;
  readonly latency: FrameLatency;
}

/** Shares of the frame's values, 0..1. */
export interface Clipping {
  readonly shadows: number;
  readonly highlights: number;
}

/** Milliseconds from an input event to the publishing of its frame, and to the animation frame after its drawing. */
export interface FrameLatency {
  readonly eventToPublished: LatencyFigures;
  readonly eventToScreen: LatencyFigures;
  /** How many frames came to the screen so far. */
  readonly frames: number;
}

/** Of the last two hundred; all 0 before the first. */
export interface LatencyFigures {
  readonly last: number;
  readonly median: number;
  readonly p95: number;
}
