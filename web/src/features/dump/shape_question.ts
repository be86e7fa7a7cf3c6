// Asks for the shape of a file that does not say it, and has the answer.

import type { Store } from '../../workspace/store';
import { type DumpShape, isBareDump, isNamedLikeDump, withDumpHeader } from './dump_shapes';

export class ShapeQuestion {
  /** The file that is asked about. */
  file: File | null = null;
  #answer: (shape: DumpShape | null) => void = () => undefined;

  constructor(private readonly store: Store) {}

  /** The file as the engine opens it; null where nobody knows its shape. */
  complete(file: File): File | Promise<File | null> {
    return isNamedLikeDump(file) ? this.#completed(file) : file;
  }

  async #completed(file: File): Promise<File | null> {
    if (!(await isBareDump(file))) return file;
    // Only one question is on screen: an earlier one is off the table.
    if (this.file) this.answer(null);
    this.file = file;
    const shape = await new Promise<DumpShape | null>((resolve) => {
      this.#answer = resolve;
      this.store.set({ dialog: 'dump' });
    });
    return shape && withDumpHeader(file, shape);
  }

  answer(shape: DumpShape | null): void {
    this.file = null;
    this.store.set({ dialog: null });
    this.#answer(shape);
    this.#answer = () => undefined;
  }
}
