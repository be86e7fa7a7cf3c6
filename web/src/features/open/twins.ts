// Files of one picture: a grade is found again after its file was renamed, copied or tagged, as what it is found by are
// the codes of the picture. Where several are kept of one picture, somebody has to choose.

import type { Twin } from '../../documents/scan_document';
import { keptOf } from '../../keep/finding';
import { type FileFacts, type RecentScan, isScan } from '../../keep/recent';
import type { Editor } from '../../workspace/editor';
import type { GradeKeeper } from '../journal/keeper';

/** Under which key a scan's grade is kept. */
export interface KeptAs {
  readonly key: string;
  /** The file that had it before, where that had another name; else null. */
  readonly formerly: string | null;
  /** Grades of the same picture, one of which may be meant. */
  readonly twins: readonly Twin[];
}

/** The file of a document, as it came. */
export interface Arrival {
  /** What tells the file from others: the key of a grade that no other file has. */
  readonly own: string;
  readonly facts: FileFacts;
  readonly handle: FileSystemFileHandle | null;
}

/** What a record says of its file before another one takes it over. */
interface Former {
  readonly record: RecentScan;
  readonly handle: FileSystemFileHandle | null;
}

export class Twins {
  readonly #arrivals = new Map<number, Arrival>();
  /** By the keys of grades that were taken over. */
  readonly #former = new Map<string, Former>();

  constructor(
    private readonly editor: Editor,
    private readonly keeper: GradeKeeper,
    /** Puts a document on screen in the place of another. */
    private readonly showInstead: (document: number, other: number) => Promise<void>,
  ) {}

  /** The file's own key, if anything is kept under it; else that of the one grade that is kept of its picture. */
  async keyOf(own: string, picture: string, expected: RecentScan | null): Promise<KeptAs> {
    const kept = await this.#recordsOf(own, picture);
    const [only = null] = kept.length === 1 ? kept : kept.filter(({ key }) => key === expected?.key);
    if (only) return { key: only.key, formerly: only.file.name, twins: [] };
    return { key: own, formerly: null, twins: kept.map(twinFrom) };
  }

  /** Before another file takes over a grade: what its record says of the one before is kept for `separate`. */
  async takeOver(key: string): Promise<void> {
    const { shelf } = this.keeper.journal;
    const [record, handle] = await Promise.all([shelf.entry(key), shelf.handle(key)]).catch(() => [null, null]);
    if (record && isScan(record)) this.#former.set(key, { record, handle });
  }

  entered(document: number, arrival: Arrival): void {
    this.#arrivals.set(document, arrival);
  }

  forget(document: number): void {
    this.#arrivals.delete(document);
  }

  /** The file gets a grade of its own, which begins as the one on screen; that is again the other file's. */
  async separate(document: number): Promise<void> {
    const arrival = this.#arrivals.get(document);
    const { scan, storeKey = null, scanKey } = this.editor.store.document(document) ?? {};
    const former = this.#former.get(scanKey ?? '');
    if (!arrival || !former || !scan) return;
    await this.keeper.leave(document);
    await this.keeper.journal.shelf.giveBack(former.record, former.handle);
    this.editor.store.change(document, { scanKey: arrival.own });
    this.keeper.enterAnew(document, arrival.own, { scan, key: storeKey }, arrival.facts, arrival.handle);
  }

  /** One of the grades that the document's picture has goes on in it. */
  async choose(document: number, { key, name }: Twin): Promise<void> {
    const { documents, store } = this.editor;
    const open = documents.withScan(key);
    if (open !== null) return this.showInstead(document, open);
    const arrival = this.#arrivals.get(document);
    const before = await this.keeper.find(key);
    const kept = keptOf(before.found);
    const { scan, storeKey = null } = store.document(document) ?? {};
    if (!kept || !arrival || !scan) return this.keeper.sayFound(before.found, name, document);
    const edits = documents.edits(document);
    const isEdited = edits.history.canUndo;
    await this.keeper.leave(document);
    // What was made meanwhile stays in the list of recent scans.
    if (!isEdited) await this.keeper.journal.remove(arrival.own);
    const { grading, stacks, start, startReasons } = kept.grade;
    await this.takeOver(key);
    edits.change({ twins: [], scanKey: key, start, startReasons });
    edits.resume(grading, stacks);
    this.keeper.enter(document, key, { scan, key: storeKey }, arrival.facts, arrival.handle, before);
  }

  /** None of them: the scan keeps the grade that it was started with. */
  dismiss(document: number): void {
    this.editor.store.change(document, { twins: [] });
  }

  /** Of other files. None where the file itself is known, or what is kept cannot be looked at. */
  async #recordsOf(own: string, picture: string): Promise<readonly RecentScan[]> {
    if (picture === '' || this.editor.documents.withScan(own) !== null) return [];
    // What was opened a moment ago is to be found, too.
    await this.keeper.flush();
    return this.keeper.journal.sharing(own, picture);
  }
}

function twinFrom({ key, file, used, thumbnail }: RecentScan): Twin {
  return { key, name: file.name, used, thumbnail };
}
