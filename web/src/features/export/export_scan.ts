// Exporting the graded scan: the engine writes a file on disk, the browser's download takes it from there.

import { EngineError } from '../../engine/client';
import type { ExportOptions } from '../../engine/protocol';
import type { Editor } from '../../state/editor';
import { failureText, stem } from '../../ui/format';
import { reasonOf } from '../open/open_scan';

const kExtension = { tiff: 'tif', png: 'png', jpeg: 'jpg' } as const;

/** A download reads its file in the background and says nothing at its end: keep it for long enough to be copied. */
const kKeepMs = 60_000;
const kSlowDiskBytesPerMs = 5_000;

export function exportName(scanName: string, format: ExportOptions['format']): string {
  return `${stem(scanName)}.${kExtension[format]}`;
}

export class Exporter {
  #running: AbortController | null = null;

  constructor(private readonly editor: Editor) {}

  /** Exports with the recipe as it is now; sliders may move meanwhile. */
  async export(options: ExportOptions): Promise<void> {
    const { store } = this.editor;
    const { recipe, scan, exporting } = store.state;
    if (!recipe || !scan || exporting) return;
    const fileName = exportName(scan.name, options.format);
    const controller = new AbortController();
    this.#running = controller;
    store.set({ exporting: { fileName, done: 0, total: 0, started: performance.now() }, notice: null });
    const onProgress = (done: number, total: number) => {
      const { exporting: task } = store.state;
      if (task) store.set({ exporting: { ...task, done, total } });
    };
    try {
      const call = { signal: controller.signal, onProgress };
      const { file, stored } = await this.editor.call('export', { recipe, options }, call);
      this.#download(file, fileName, stored);
    } catch (error) {
      const cancelled = error instanceof EngineError && ['cancelled', 'stopped'].includes(error.code);
      if (!cancelled) store.set({ notice: { kind: 'error', text: failureText(fileName, reasonOf(error)) } });
    } finally {
      this.#running = null;
      store.set({ exporting: null });
    }
  }

  cancel(): void {
    this.#running?.abort();
  }

  #download(file: Blob, name: string, stored: string | null): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    const release = () => {
      URL.revokeObjectURL(link.href);
      if (stored) this.editor.discardExport(stored);
    };
    setTimeout(release, kKeepMs + file.size / kSlowDiskBytesPerMs);
  }
}
