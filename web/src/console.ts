// `easelight` in the browser's console: for the curious, for scripts and for tests.

import { fittedTo } from './documents/fitted';
import type { FaultStage, Recipe } from './engine/protocol';
import type { GradeKeeper } from './features/journal/keeper';
import type { FrameFacts } from './render/frames';
import type { LogLine } from './engine/engine_log';
import type { Editor, PageStats } from './workspace/editor';

export interface EaselightConsole {
  /** The engine's numbers. */
  stats(): Promise<PageStats>;
  /** The current recipe, complete; null before a scan is open. */
  recipe(): Recipe | null;
  /** Grades the open scan with a complete recipe; an edit like any other, which can be undone. */
  grade(recipe: Recipe): void;
  /** Resolves once all that was asked for is on screen, sharp. */
  shown(): Promise<void>;
  /** A copy of the rendered frame (RGBA8), once it is shown. */
  frame(): Promise<(FrameFacts & { readonly pixels: Uint8ClampedArray<ArrayBuffer> }) | null>;
  /** What the engine did lately. */
  log(): readonly LogLine[];
  /** What of the open scan is kept: its key and the number of the last write; `key` is null before a scan is open. */
  kept(): { readonly key: string | null; readonly revision: number };
  /** Writes what is not kept yet. */
  flush(): Promise<void>;
  /** For tests of recovery: the engine traps at its next step of this kind, or (`hang`) never answers again. */
  fault(stage: FaultStage): Promise<void>;
}

declare global {
  var easelight: EaselightConsole;
}

export function exposeConsole(editor: Editor, keeper: GradeKeeper): void {
  globalThis.easelight = {
    stats: () => editor.stats(),
    recipe: () => editor.state.recipe,
    grade: (recipe) => {
      const { scan } = editor.state;
      if (scan) editor.edits.commit('console', fittedTo(recipe, scan), 0);
    },
    shown: () => editor.shown(),
    frame: async () => {
      const copy = await editor.copyFrame(null);
      return copy && { ...copy.frame, pixels: copy.pixels };
    },
    log: () => editor.log.lines,
    kept: () => keeper.kept,
    flush: () => keeper.flush(),
    fault: (stage) => editor.fault(stage),
  };
}
