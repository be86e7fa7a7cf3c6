// The messages between the engine's worker and the screen's worker: frames one way, their slots back. Types only.

/** What the canvas holds that frames are drawn on: frames are rendered for it. */
export type ScreenSpace = 'srgb' | 'display-p3';

/** What the page may know of a frame: all but its pixels. */
export interface FrameFacts {
  /** The number of the scan whose picture it is. */
  readonly scan: number;
  /** Counts the frames of this engine, from 1. */
  readonly number: number;
  /** The request that it answers, once coarse and once sharp; 0 for a look at a scan that is being opened. */
  readonly sequence: number;
  /** What it is a picture of: frames of one subject show the same scan in the same geometry; 0 for such a look. */
  readonly subject: number;
  /** When the input event behind it happened, in milliseconds since 1970, or 0. */
  readonly eventTime: number;
  /** When it was published, in milliseconds since 1970. */
  readonly published: number;
  readonly width: number;
  readonly height: number;
  /** What part of the finished picture it shows: left, top, width, height, each 0..1 of the picture's sides. */
  readonly rect: readonly [number, number, number, number];
  /** The finished picture's size at full resolution. */
  readonly picture: { readonly width: number; readonly height: number };
  /** A sharper frame of the same view follows. */
  readonly coarse: boolean;
  /** What its codes mean. */
  readonly space: ScreenSpace;
  /** Whether pixels outside of a gamut have 0 for their fourth byte. */
  readonly marked: boolean;
  readonly renderMs: number;
}

export interface RenderedFrame extends FrameFacts {
  readonly type: 'frame';
  /** RGBA8: in one of the engine's two slots where its heap is shared, else a copy. */
  readonly pixels: Uint8Array;
  /** 3 x 256 counts of its 8-bit codes: red, green, blue. */
  readonly histogram: Uint32Array;
}

/** The frame of this number and those before it are drawn, or never will be: their slots are free. */
export interface Drawn {
  readonly type: 'drawn';
  readonly number: number;
}

/** What the engine's worker has of the port between the two. */
export interface FramePort {
  postMessage(message: RenderedFrame, transfer: Transferable[]): void;
  close(): void;
  onmessage: ((event: MessageEvent<Drawn>) => void) | null;
}

/** What the screen's worker has of it. */
export interface FrameSource {
  postMessage(message: Drawn): void;
  close(): void;
  onmessage: ((event: MessageEvent<RenderedFrame>) => void) | null;
}
