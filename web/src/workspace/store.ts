// The one store of the page: an immutable state, its documents among it, and those who listen to it.

import type { Catalog, GradingLink, Recipe, RecipePart } from '../engine/protocol';
import {
  type DocumentChange,
  type DocumentState,
  type ScanDocument,
  documentWith,
  noDocument,
} from '../documents/scan_document';
import type { RecentEntry } from '../keep/recent';
import { type Settings, defaultSettings } from '../keep/settings';
import type { FramePart } from '../render/placement';
import type { Clipping } from '../render/protocol';
import type { Job } from './jobs';
import type { Notice } from './notices';

export interface EngineState {
  readonly status: 'loading' | 'ready' | 'failed';
  /** Why the engine does not run; one sentence. */
  readonly failure: string;
  readonly catalog: Catalog | null;
  readonly heapBytes: number;
  /** Whether frames come through shared memory. */
  readonly shared: boolean;
  /** Why scans are held in memory and not on disk; empty where they are on disk. */
  readonly diskless: string;
}

/** Which shape a crop keeps while it is drawn. */
export type AspectName = 'free' | 'original' | '1:1' | '5:4' | '4:3' | '3:2' | '16:9';

export interface Unkept {
  /** A sentence on what is wrong, and one on what that means. */
  readonly text: string;
  /** A newer version of the editor is needed: loading the page again may bring it. */
  readonly newer: boolean;
}

export type DialogName = 'export' | 'recent' | 'settings' | 'shortcuts' | 'share' | 'compare-grades';

/** A grade from outside that is looked at and waits for the user's word. */
export interface Offer {
  readonly link: GradingLink;
  /** Where it came from, for people. */
  readonly origin: string;
  /** Opens the picture that carried it; null where it came alone. */
  readonly openPicture: (() => void) | null;
  /** Which of the link's recipes is shown. */
  readonly index: number;
  /** What is to be taken of it. */
  readonly parts: readonly RecipePart[];
  /** The present recipe with those parts; null until the engine has made it. */
  readonly preview: Recipe | null;
  /** Shows the present grade all the same. */
  readonly before: boolean;
}

/** What belongs to no scan in particular. */
export interface PageState {
  readonly engine: EngineState;
  /** Long work, the oldest first. */
  readonly jobs: readonly Job[];
  /** Counts the screens; each takes canvases of its own. */
  readonly screen: number;
  /** Of the frame on screen, what its place depends on. */
  readonly frame: FramePart | null;
  /** Of the frame on screen, which values are cut off. */
  readonly clipping: Clipping | null;
  readonly aspect: AspectName;
  readonly offer: Offer | null;
  /** Device pixels per pixel of the picture: as shown, and where the picture fits the window. */
  readonly zoom: number;
  readonly fitZoom: number;
  readonly settings: Settings;
  /** Said where the page itself uses far more memory than when the scan was opened; empty otherwise. */
  readonly memoryWarning: string;
  readonly enginePanel: boolean;
  readonly dialog: DialogName | null;
  /** The oldest first. */
  readonly notices: readonly Notice[];
  /** Scans that were graded before, the last opened first: as many as the list shows, and how many there are. */
  readonly recent: readonly RecentEntry[];
  readonly recentTotal: number;
  /** Why the grade on screen is not being kept at present; null as long as it is. */
  readonly unkept: Unkept | null;
  /** Whether the browser has promised not to delete what is kept by itself; null as long as it was not asked. */
  readonly persisted: boolean | null;
  /** The window looks like a private one, with which all that is kept goes. */
  readonly looksPrivate: boolean;
}

/** The page, with the document on screen as if it were the only one: what shows a scan need not know of others. */
export interface EditorState extends PageState, DocumentState {
  /** In the order in which they came. */
  readonly documents: readonly ScanDocument[];
  /** Which of them is on screen; 0 where there is none. */
  readonly document: number;
}

const initialPage: PageState = {
  engine: { status: 'loading', failure: '', catalog: null, heapBytes: 0, shared: false, diskless: '' },
  jobs: [],
  screen: 0,
  frame: null,
  clipping: null,
  aspect: 'free',
  offer: null,
  zoom: 0,
  fitZoom: 1,
  settings: defaultSettings,
  memoryWarning: '',
  enginePanel: false,
  dialog: null,
  notices: [],
  recent: [],
  recentTotal: 0,
  unkept: null,
  persisted: null,
  looksPrivate: false,
};

export const initialState: EditorState = { ...initialPage, ...noDocument, documents: [], document: 0 };

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
