// Which scans are open in this tab, so that a reload goes on with them and not with another tab's; and a new tab, after the
// browser has ended, with those of the last one.

import { tabLives } from '../../engine/tab';
import type { TextStore } from '../../keep/settings';
import type { Shelf } from '../../keep/shelf';
import type { Editor } from '../../workspace/editor';

const kOpenScans = 'easelight-open-scans';

export interface OpenScan {
  readonly key: string;
  readonly name: string;
}

export interface OpenScans {
  readonly scans: readonly OpenScan[];
  /** The one on screen. */
  readonly shown: OpenScan | null;
}

interface Written extends OpenScans {
  readonly tab: string;
}

export interface SessionStores {
  /** The page's name among the tabs. */
  readonly tab: string;
  /** Of this tab, over a reload. */
  readonly session: TextStore | null;
  /** Of all tabs. */
  readonly shelf: Pick<Shelf, 'session' | 'keepSession'>;
}

export class SessionScans {
  #written = '';
  /** The documents that were written, by what is written of them. */
  #seen: readonly unknown[] = [];

  constructor(
    private readonly editor: Editor,
    private readonly stores: SessionStores,
  ) {
    editor.store.subscribe(() => this.#write());
  }

  /** Null where nothing has been open in this tab, nor in one that has ended. */
  async read(): Promise<OpenScans | null> {
    const { session, shelf } = this.stores;
    const own = writtenFromText(session?.getItem(kOpenScans) ?? '');
    if (own) return own;
    const last = writtenFrom(await shelf.session().catch(() => null));
    return last?.shown && !(await tabLives(navigator.locks, last.tab)) ? last : null;
  }

  /** Files that are only listed have no key yet, and no work in them. Until a scan is on screen, what was there stays. */
  #write(): void {
    const { tab, session, shelf } = this.stores;
    const { documents, document } = this.editor.state;
    // A grade changes with every step of a slider.
    const seen = [document, ...documents.map(({ scanKey }) => scanKey)];
    if (seen.length === this.#seen.length && seen.every((one, index) => one === this.#seen[index])) return;
    this.#seen = seen;
    const keyed = documents.flatMap(({ id, scanKey: key, name }) => (key === null ? [] : [{ id, key, name }]));
    const shown = keyed.find(({ id }) => id === document);
    if (!shown && this.#written === '') return;
    const written: Written = { tab, scans: keyed.map(openScan), shown: shown ? openScan(shown) : null };
    const text = JSON.stringify(written);
    if (text === this.#written) return;
    this.#written = text;
    session?.setItem(kOpenScans, text);
    void shelf.keepSession(written);
  }
}

function writtenFromText(text: string): Written | null {
  try {
    return writtenFrom(JSON.parse(text));
  } catch {
    return null;
  }
}

function writtenFrom(value: unknown): Written | null {
  const { tab, scans, shown } = Object(value) as Readonly<Record<string, unknown>>;
  if (typeof tab !== 'string' || !Array.isArray(scans)) return null;
  return { tab, scans: scans.filter(isOpenScan), shown: isOpenScan(shown) ? shown : null };
}

const openScan = ({ key, name }: OpenScan): OpenScan => ({ key, name });

function isOpenScan(value: unknown): value is OpenScan {
  const { key, name } = Object(value) as Record<string, unknown>;
  return typeof key === 'string' && typeof name === 'string';
}

/** Null where the browser refuses even to look. */
export function sessionStore(): TextStore | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
