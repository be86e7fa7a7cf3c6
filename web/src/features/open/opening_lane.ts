// One opening at a time: the next one ends that before it, waits for the engine, and makes of a failure a notice.

import { failureText } from '../../ui/format';
import type { Editor } from '../../workspace/editor';
import type { Work } from '../../workspace/jobs';
import { dismiss, kPassingNotice, notify } from '../../workspace/notices';
import { isEnding, reasonOf } from './endings';

type Task = (work: Work) => Promise<void>;

export class OpeningLane {
  #running: Work | null = null;
  #finished: Promise<unknown> = Promise.resolve();

  /** `first`: what comes before any scan that is not on screen is opened. */
  constructor(
    private readonly editor: Editor,
    private readonly first: Task,
  ) {}

  /** Whether anything has been opened, or is to be. */
  get used(): boolean {
    return this.#running !== null;
  }

  cancel(): void {
    if (this.#running) this.editor.jobs.cancel(this.#running.id);
  }

  /** `document`: for which it is; 0 where that comes of it. Returns whether all went well. */
  async run(name: string, document: number, task: Task): Promise<boolean> {
    this.cancel();
    const work = this.editor.jobs.add({ kind: 'open', document, scan: 0, fileName: name, state: 'waiting' });
    const before = this.#finished;
    const finished = this.#run(name, document, work, before, task);
    this.#running = work;
    this.#finished = finished;
    return finished;
  }

  async #run(name: string, document: number, work: Work, before: Promise<unknown>, task: Task): Promise<boolean> {
    const { store } = this.editor;
    try {
      await before;
      // A file may be dropped while the engine is still loading. Why it does not run is said elsewhere.
      if (!(await this.editor.engineStarted()) || work.signal.aborted) return false;
      if (document !== store.state.document) await this.first(work);
      work.begin(name, '');
      dismiss(store, kPassingNotice);
      await task(work);
      return true;
    } catch (error) {
      if (!isEnding(error)) notify(store, { kind: 'error', text: failureText(name, reasonOf(error)) });
      if (!store.state.scan) this.editor.clearScreen();
      return false;
    } finally {
      work.end();
    }
  }
}
