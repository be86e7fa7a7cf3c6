// The one store of the page: an immutable state, its documents among it, and those who listen to it.

import { type DocumentChange, type ScanDocument, documentWith, noDocument } from '../documents/scan_document';
import { type EditorState, type PageState, initialPage, initialState } from './state';

export class Store {
  #page: PageState;
  #documents: readonly ScanDocument[] = [];
  #current = 0;
  #state: EditorState;
  readonly #listeners = new Set<() => void>();

  /** `report` hears of listeners that throw; the page takes it for an error that nobody caught. */
  constructor(
    page: Partial<PageState> = {},
    private readonly report = throwLater,
  ) {
    this.#page = { ...initialPage, ...page };
    this.#state = { ...initialState, ...this.#page };
  }

  get state(): EditorState {
    return this.#state;
  }

  /** Replaces some keys of the page; listeners hear of it only if a value differs. */
  set(change: Partial<PageState>): void {
    const keys = Object.keys(change) as (keyof PageState)[];
    if (keys.every((key) => Object.is(this.#page[key], change[key]))) return;
    this.#page = { ...this.#page, ...change };
    this.#publish();
  }

  document(id: number): ScanDocument | null {
    return this.#documents.find((document) => document.id === id) ?? null;
  }

  /** The same for a document, also where it is not on screen. What is not there any more is left alone. */
  change(id: number, change: DocumentChange): void {
    const before = this.document(id);
    const after = before && documentWith(before, change);
    if (!after || after === before) return;
    this.#documents = this.#documents.map((document) => (document === before ? after : document));
    this.#publish();
  }

  /** Of the document on screen. */
  changeShown(change: DocumentChange): void {
    this.change(this.#current, change);
  }

  /** Adds a document to the list. */
  list(document: ScanDocument): void {
    this.#documents = [...this.#documents, document];
    this.#publish();
  }

  /** Puts a document of the list on screen; 0: none. */
  show(id: number): void {
    this.#current = this.document(id)?.id ?? 0;
    this.#publish();
  }

  /** Where it was on screen, nothing is. */
  remove(id: number): void {
    this.#documents = this.#documents.filter((document) => document.id !== id);
    if (this.#current === id) this.#current = 0;
    this.#publish();
  }

  /** Returns the call that ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #publish(): void {
    const { id, name: _, ...shown } = this.document(this.#current) ?? { id: 0, name: '', ...noDocument };
    this.#state = { ...this.#page, ...shown, documents: this.#documents, document: id };
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        this.report(error);
      }
    }
  }
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
