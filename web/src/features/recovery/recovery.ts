// An engine that is gone is replaced: the scan comes from its store, the recipe from the page, and one line says so.

import { text } from '../../i18n/text';
import type { Editor, LostEngine } from '../../workspace/editor';
import { notify } from '../../workspace/notices';
import type { Job } from '../../workspace/state';
import type { Exporter } from '../export/export_scan';
import type { ScanOpener } from '../open/open_scan';

/** An engine that stops over and over is not started again by itself: the scan or the recipe may be the cause. */
const kMostRestarts = 3;
const kWithinMs = 60_000;

export class Recovery {
  #restarts: number[] = [];

  constructor(
    private readonly editor: Editor,
    private readonly opener: Pick<ScanOpener, 'reopen'>,
    private readonly exporter: Pick<Exporter, 'interrupted' | 'resumeInterrupted'>,
    private readonly now: () => number = () => performance.now(),
  ) {
    editor.onLost = (lost) => void this.#lost(lost);
  }

  /** Ends the engine and starts a new one. */
  async restart(): Promise<void> {
    const { scan, jobs } = this.editor.state;
    await this.#restart(restartedText('restarted', scan !== null, jobs));
  }

  async #lost({ jobs }: LostEngine): Promise<void> {
    this.#restarts = this.#restarts.filter((time) => this.now() - time < kWithinMs);
    if (this.#restarts.length >= kMostRestarts) return;
    this.#restarts.push(this.now());
    await this.#restart(restartedText('stopped', this.editor.state.scan !== null, jobs));
  }

  async #restart(said: string): Promise<void> {
    const { editor } = this;
    editor.startEngine();
    editor.log.add('engine restarted');
    const hadScan = editor.state.scan !== null;
    // Where the scan cannot be opened again, the notice of that is what the user must read.
    if (!(await this.opener.reopen()) && hadScan) return;
    const run = () => this.exporter.resumeInterrupted();
    const actions = this.exporter.interrupted ? [{ label: text('export.resume'), run }] : [];
    notify(editor.store, { kind: 'info', text: said, actions });
  }
}

/** `open`: whether a scan is. `jobs`: what was at work. */
export function restartedText(
  what: 'restarted' | 'stopped',
  open: boolean,
  jobs: readonly Pick<Job, 'kind' | 'fileName'>[],
): string {
  const sentences = [open ? text(`recovery.${what}-grade`) : text(`recovery.${what}`)];
  for (const { kind, fileName } of jobs) {
    sentences.push(text(kind === 'export' ? 'export.unfinished' : 'open.unfinished', { name: fileName }));
  }
  return sentences.join(' ');
}
