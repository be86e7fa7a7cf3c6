// The messages between the page and the screen worker.

import type { Layer, PlacedLayer } from './layers';

export type ToScreen =
  | { readonly type: 'start'; readonly canvas: OffscreenCanvas }
  | { readonly type: 'resize'; readonly width: number; readonly height: number }
  | {
      readonly type: 'upload';
      /** Counts the frames, from 1. */
      readonly number: number;
      readonly layer: Layer;
      /** RGBA8, where the engine left them in shared memory, or a copy. */
      readonly pixels: Uint8Array;
      readonly width: number;
      readonly height: number;
    }
  | { readonly type: 'paint'; readonly layers: readonly PlacedLayer[] };

export type FromScreen =
  /** The pixels of this frame and those before it are not needed any more. */
  | { readonly type: 'taken'; readonly number: number }
  /** The frame has been drawn; `time` is that of the animation frame after, in milliseconds since 1970. */
  | { readonly type: 'shown'; readonly number: number; readonly time: number }
  | { readonly type: 'restored' }
  | { readonly type: 'failed'; readonly message: string };
