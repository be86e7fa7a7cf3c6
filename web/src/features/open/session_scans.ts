// Which scans are open in this tab, so that a reload goes on with them and not with another tab's.

import type { TextStore } from '../../keep/settings';
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

export class SessionScans {
  #written: string | null;
  #used = false;

  constructor(
    private readonly editor: Editor,
    private readonly session: TextStore | null,
  ) {
    this.#written = session?.getItem(kOpenScans) ?? null;
    editor.store.subscribe(() => this.#write());
  }

  /** Null where nothing has been open in this tab. */
  read(): OpenScans | null {
    if (this.#written === null) return null;
    try {
      const { scans, shown } = JSON.parse(this.#written) as { scans?: unknown; shown?: unknown };
      return { scans: Array.isArray(scans) ? scans.filter(isOpenScan) : [], shown: isOpenScan(shown) ? shown : null };
    } catch {
      return null;
    }
  }

  /** Files that are only listed have no key yet, and no work in them. Until a scan is on screen, what was there stays. */
  #write(): void {
    const { documents, document } = this.editor.state;
    const keyed = documents.flatMap(({ id, scanKey: key, name }) => (key === null ? [] : [{ id, key, name }]));
    const shown = keyed.find(({ id }) => id === document);
    this.#used ||= shown !== undefined;
    if (!this.#used) return;
    const text = JSON.stringify({ scans: keyed.map(openScan), shown: shown ? openScan(shown) : null });
    if (text === this.#written) return;
    this.#written = text;
    this.session?.setItem(kOpenScans, text);
  }
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
