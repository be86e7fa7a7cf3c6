// Which scans the engine has open: that on screen, and those that work is done on. All others it opens again from their
// stores when they are wanted, which takes a moment and nothing of its memory meanwhile.

import type { Editor } from '../../workspace/editor';

export class EngineScans {
  readonly #open = new Set<number>();
  #seen: readonly unknown[] = [];

  constructor(private readonly editor: Editor) {
    editor.store.subscribe(() => this.#follow());
  }

  /** A scan that a job holds has been opened. */
  opened(scan: number): void {
    this.#open.add(scan);
  }

  #follow(): void {
    const { scanNumber, jobs } = this.editor.state;
    if (scanNumber === this.#seen[0] && jobs === this.#seen[1]) return;
    this.#seen = [scanNumber, jobs];
    const wanted = new Set([scanNumber, ...jobs.map(({ scan }) => scan)]);
    for (const scan of this.#open) if (!wanted.has(scan)) this.#close(scan);
  }

  #close(scan: number): void {
    const { store } = this.editor;
    this.#open.delete(scan);
    for (const { id, scanNumber } of store.state.documents)
      if (scanNumber === scan) store.change(id, { scanNumber: 0 });
    // One that a former engine had open is not open any more.
    void this.editor.call('close', { scan }).catch(() => undefined);
  }
}
