// What the page can ask of the engine's worker: the calls are the worker's own table, taken from there as types.

import type { FramePort } from '../render/frames';
import type { EngineCalls } from '../worker/calls';
import type { Interrupt } from './interrupt';
import type { FaultStage, RenderMessage, ScreenSpace } from './protocol';

export type CallName = keyof EngineCalls;
/** What a call is asked with. */
export type Asked<Name extends CallName> =
  Parameters<EngineCalls[Name]> extends [infer First, ...unknown[]] ? First : Record<never, never>;
/** What a call is answered with. */
export type Result<Name extends CallName> = Awaited<ReturnType<EngineCalls[Name]>>;

/** A call to the engine, answered by one `reply` or `refused` with the same id. */
export type CallMessage = {
  readonly [Name in CallName]: {
    readonly type: 'call';
    readonly id: number;
    readonly name: Name;
    readonly asked: Asked<Name>;
    readonly interrupt: Interrupt;
  };
}[CallName];

/** Page to worker. */
export type ToWorker =
  | {
      readonly type: 'start';
      /** Address of the site's folder, which holds `engine/`. */
      readonly base: string;
      /** The page's own name; scratch files carry it, and the page holds a lock of that name. */
      readonly tab: string;
      /** How many workers the page has had before this one. */
      readonly generation: number;
      /** Of the largest view that may be wanted: the engine's heap is made for it, if there is memory. */
      readonly screenPixels: number;
      /** Exported files of former workers that are still being downloaded. */
      readonly keep: readonly string[];
    }
  | CallMessage
  | { readonly type: 'cancel'; readonly id: number }
  /** Long work stops at its next step, or goes on. */
  | { readonly type: 'halt'; readonly id: number; readonly on: boolean }
  /** Frames go over this port from now on, to a screen of this space. */
  | { readonly type: 'screen'; readonly port: FramePort; readonly space: ScreenSpace }
  /** Answered by frames on the screen, or by `unrendered`. */
  | RenderMessage
  /** The page is done with an exported file. */
  | { readonly type: 'discard'; readonly stored: string }
  /** Answered by `pong`, at the latest after the step that runs. */
  | { readonly type: 'ping' }
  | { readonly type: 'fault'; readonly stage: FaultStage };
