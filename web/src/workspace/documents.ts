// The documents of the page, each with edits of its own; one of them is on screen.

import { Edits, type RequestFrame } from '../documents/edits';
import { type DocumentChange, documentWith, noDocument } from '../documents/scan_document';
import type { Store } from './store';

export class Documents {
  /** Called after every change of a document's grading or of its history. */
  onChange: (document: number) => void = () => undefined;
  readonly #edits = new Map<number, Edits>();
  /** Of no document: nothing comes of what is edited. */
  readonly #none: Edits;
  #next = 1;

  constructor(
    private readonly store: Store,
    private readonly requestFrame: RequestFrame,
  ) {
    this.#none = this.#editsOf(0);
  }

  /** Of the document on screen. */
  get shown(): Edits {
    return this.edits(this.store.state.document);
  }

  edits(id: number): Edits {
    return this.#edits.get(id) ?? this.#none;
  }

  /** Puts a document at the end of the list; its number is returned. */
  add(name: string, state: DocumentChange = {}): number {
    const id = this.#next++;
    const edits = this.#editsOf(id);
    edits.onChange = () => this.onChange(id);
    this.#edits.set(id, edits);
    this.store.list(documentWith({ ...noDocument, id, name }, state));
    return id;
  }

  /** Puts it on screen. */
  show(id: number): void {
    this.store.show(id);
    this.requestFrame(0);
  }

  /** Takes it off the list. */
  remove(id: number): void {
    this.#edits.delete(id);
    this.store.remove(id);
  }

  /** The one in which this scan is open. */
  withScan(scanKey: string): number | null {
    return this.store.state.documents.find(({ scan, scanKey: key }) => scan && key === scanKey)?.id ?? null;
  }

  #editsOf(id: number): Edits {
    const place = {
      id,
      read: () => this.store.document(id),
      write: (change: DocumentChange) => this.store.change(id, change),
    };
    return new Edits(place, this.requestFrame);
  }
}
