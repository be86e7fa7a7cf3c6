// The page without a face, over an engine that the test plays: all that decides which scan an answer is for is real.

import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import type { OpenedScan, ScanSummary } from '../../src/engine/protocol';
import { defaultExportOptions } from '../../src/features/export/export_options';
import { Exporter } from '../../src/features/export/export_scan';
import { GradeKeeper } from '../../src/features/journal/keeper';
import { ScanOpener } from '../../src/features/open/open_scan';
import { Recovery } from '../../src/features/recovery/recovery';
import { Editor } from '../../src/workspace/editor';
import { testScan } from '../documents/shown';
import { started, testCatalog, testRecipe } from '../recipes';
import { SilentWorker, idle } from './silent_worker';

/** Without the grade, of which the engine would make a link. */
export const choice = { ...defaultExportOptions, grade: false };

export class TestPage {
  /** One for each start of the engine. */
  readonly workers: SilentWorker[] = [];
  readonly editor: Editor;
  readonly keeper: GradeKeeper;
  readonly opener: ScanOpener;
  readonly exporter: Exporter;
  /** Names of the files that came out, in the order in which they did. */
  readonly downloads: string[] = [];
  readonly #page = crypto.randomUUID();
  /** What the page has to show it on, when an engine starts. */
  screenPixels = 1;
  #numbers = 0;

  constructor() {
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('window', new EventTarget());
    vi.stubGlobal('document', { createElement: () => this.#link() });
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined }));
    const spawnWorker = () => {
      this.workers.push(new SilentWorker());
      return this.worker;
    };
    this.editor = new Editor({
      spawnWorker,
      base: 'http://localhost/',
      tab: crypto.randomUUID(),
      screenPixels: () => this.screenPixels,
    });
    this.keeper = new GradeKeeper(this.editor, 'tab');
    this.opener = new ScanOpener(this.editor, 'http://localhost/', this.keeper);
    this.exporter = new Exporter({
      editor: this.editor,
      linkFromRecipe: () => Promise.reject(new Error('not asked in these tests')),
      profileBytes: () => Promise.reject(new Error('not asked in these tests')),
      openFor: (document, work) => this.opener.openFor(document, work),
      markerOf: (document) => this.keeper.markerOf(document),
    });
    new Recovery(this.editor, this.opener, this.exporter);
    this.editor.startEngine();
    this.ready();
  }

  get worker(): SilentWorker {
    const worker = this.workers.at(-1);
    if (!worker) throw new Error('no engine has been started');
    return worker;
  }

  get state() {
    return this.editor.state;
  }

  ready(viewPixels = 4_194_304): void {
    this.worker.say({
      type: 'ready',
      catalog: testCatalog,
      heapBytes: 1,
      viewPixels,
      shared: false,
      diskless: null,
    });
  }

  /** What the engine says of a scan that it has opened. */
  opened(name: string, attached = false, facts: Partial<ScanSummary> = {}): OpenedScan {
    this.#numbers += 1;
    const scan = { ...testScan, ...facts, name };
    // Of this page alone: a database is shared by all tests of a file.
    const identity = `${name} ${this.#page}`;
    return { number: this.#numbers, scan, identity, key: `store of ${name}`, attached, looksPrivate: false };
  }

  /** Opens a file and answers for the engine; returns the document's number. */
  async open(name: string): Promise<number> {
    const done = this.opener.open(new File(['x'], name));
    await this.worker.answer('open', this.opened(name));
    await this.worker.answer('automatic', started(testRecipe()));
    await done;
    await idle();
    return this.state.document;
  }

  /** Puts a document on screen whose scan the engine has closed. */
  async show(document: number): Promise<void> {
    const done = this.opener.show(document);
    const { name } = this.editor.store.document(document) ?? { name: '' };
    await this.worker.answer('open', this.opened(name, true));
    await done;
  }

  #link() {
    const downloads = this.downloads;
    return {
      download: '',
      href: '',
      click() {
        downloads.push(this.download);
      },
    };
  }
}
