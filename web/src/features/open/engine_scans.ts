// Which scans the engine has open: that on screen, and those that work is done on. All others it opens again from their
// stores when they are wanted, which takes a moment and nothing of its memory meanwhile.

import type { OpenedScan, Recipe } from '../../engine/protocol';
import type { Editor } from '../../workspace/editor';
import type { Work } from '../../workspace/jobs';
import { type Source, costText } from './source';

export class EngineScans {
  readonly #open = new Set<number>();
  #seen: readonly unknown[] = [];

  constructor(private readonly editor: Editor) {
    editor.store.subscribe(() => this.#follow());
  }

  /** Opens a scan for a job, which holds it. `preview`: the recipe by which it is shown meanwhile. */
  async open(source: Source, preview: Recipe | null, work: Work): Promise<OpenedScan> {
    const { facts, file, key, rows, onInspected = () => undefined } = source;
    const { store, log } = this.editor;
    const started = performance.now();
    work.begin(facts.name, '');
    const opened = await this.editor.call(
      'open',
      { file, key, rows, preview },
      {
        signal: work.signal,
        onInspected: (scan) => {
          work.change({ facts: costText(scan, store.state.engine.heapBytes) });
          onInspected(scan);
        },
        onProgress: (done, total) => work.change({ done, total }),
      },
    );
    this.#open.add(opened.number);
    work.hold(opened.number);
    if (opened.looksPrivate) store.set({ looksPrivate: true });
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    log.add(`${opened.attached ? 'attached from its store' : 'decoded'} in ${seconds} s: ${facts.name}`);
    return opened;
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
