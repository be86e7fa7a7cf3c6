// How a scan comes into the editor: by its grade that is kept, or by the automatic start, and only then on screen.

import { EngineError } from '../../engine/client';
import type { DocumentState } from '../../documents/scan_document';
import type { OpenedScan } from '../../engine/protocol';
import { gradingOf } from '../../documents/grading';
import { defaultRecipe } from '../../documents/recipe';
import { keptOf } from '../../keep/finding';
import type { RecentScan } from '../../keep/recent';
import type { Editor } from '../../workspace/editor';
import type { Work } from '../../workspace/jobs';
import { dismiss, kScanNotice } from '../../workspace/notices';
import type { Before, GradeKeeper } from '../journal/keeper';
import type { EngineScans } from './engine_scans';
import { firstStart } from './first_start';
import { sayReading } from '../reading/reading';
import { sayProfileRefused } from './profile_notice';
import type { Resumed } from './resume_notices';
import { sayPartial } from './partial';
import { type Source, keyFromFacts } from './source';
import type { KeptAs, Twins } from './twins';

export class ScanEntrance {
  /** Called with a file whose picture is open, and is to be graded by itself. */
  onSeparate: (file: File, handle: Source['handle']) => void = () => undefined;

  constructor(
    private readonly editor: Editor,
    private readonly scans: EngineScans,
    private readonly keeper: GradeKeeper,
    private readonly twins: Twins,
  ) {}

  /** `expected`: whose grade is meant where several are kept of the picture; `apart`: none but the file's own. */
  async open(source: Source, work: Work, expected: RecentScan | 'apart' | null): Promise<Resumed> {
    const { store } = this.editor;
    const { catalog } = store.state.engine;
    if (!catalog) throw new EngineError('stopped', 'stopped');
    const film = store.state.recipe?.film ?? 'color-negative';
    // An open scan stays on screen until the new one is there.
    const preview = store.state.scanNumber === 0 ? defaultRecipe(catalog, film) : null;
    const opened = await this.scans.open(source, preview, work);
    const own = source.record ?? opened.identity ?? keyFromFacts(source.facts);
    const alone: KeptAs = { key: own, formerly: null, twins: [] };
    const keptAs = expected === 'apart' ? alone : await this.twins.keyOf(own, opened.scan.picture, expected);
    const { key, formerly } = keptAs;
    const known = this.editor.documents.withScan(key);
    if (known !== null) return this.#showAgain(known, opened, source, formerly);
    const before = await this.keeper.find(key);
    const kept = keptOf(before.found);
    const started = kept
      ? { recipe: kept.grade.start, why: kept.grade.startReasons, reading: null }
      : await firstStart(this.editor, opened, catalog, film);
    if (work.signal.aborted) throw new EngineError('cancelled', 'cancelled');
    const { recipe: start, why, reading } = started;
    if (formerly !== null) await this.twins.takeOver(key);
    const document = this.#enter(keptAs, opened, source, { start, startReasons: why }, before);
    void sayReading(this.editor, document, reading);
    const graded = kept !== null && kept.head?.changed !== 0;
    const separate = () => void this.twins.separate(document);
    const twin = formerly === null ? null : { name: formerly, isOpen: false, separate };
    return { document, graded, unfinished: before.unfinished, historyLost: kept?.historyLost ?? false, twin };
  }

  /** The scan comes on screen with its grade. */
  #enter(
    { key, twins }: KeptAs,
    opened: OpenedScan,
    source: Source,
    started: Pick<DocumentState, 'start' | 'startReasons'>,
    before: Before,
  ): number {
    const { store, documents } = this.editor;
    const { scan, number: scanNumber, key: storeKey } = opened;
    const { facts, file, handle, into } = source;
    const state = { name: facts.name, scan, scanNumber, file, storeKey, scanKey: key, twins, ...started };
    const document = store.document(into) ? into : documents.add(facts.name);
    store.change(document, state);
    const kept = keptOf(before.found);
    if (kept) documents.edits(document).resume(kept.grade.grading, kept.grade.stacks);
    else if (started.start) documents.edits(document).restart(started.start);
    dismiss(store, kScanNotice);
    documents.show(document);
    sayProfileRefused(store, document, scan);
    sayPartial(store, document, scan);
    this.keeper.enter(document, key, opened, facts, handle, before);
    this.twins.entered(document, { own: opened.identity ?? keyFromFacts(facts), facts, handle });
    return document;
  }

  /** A scan that is open was opened once more: its grade goes on. */
  #showAgain(document: number, opened: OpenedScan, source: Source, formerly: string | null): Resumed {
    const { store, documents } = this.editor;
    const { scan, number: scanNumber, key } = opened;
    const { file: given, handle } = source;
    const separate = () => void (given && this.onSeparate(given, handle));
    const twin = formerly === null ? null : { name: formerly, isOpen: true, separate };
    const { name = scan.name, file: before = null } = store.document(document) ?? {};
    const file = formerly === null ? (given ?? before) : (before ?? given);
    store.change(document, { scan: { ...scan, name }, scanNumber, file, storeKey: key });
    dismiss(store, kScanNotice);
    documents.show(document);
    return { document, graded: documents.edits(document).history.canUndo, unfinished: null, historyLost: false, twin };
  }

  /** Back to the automatic start, as one step; snapshots stay. */
  async startOver(document: number): Promise<void> {
    const { documents, state } = this.editor;
    const { catalog } = state.engine;
    const edits = documents.edits(document);
    const { scan, scanNumber: number, recipe } = edits.state;
    if (!catalog || !recipe || !scan) return;
    const start = edits.state.start ?? (await firstStart(this.editor, { scan, number }, catalog, recipe.film)).recipe;
    const { grading } = edits.state;
    if (!grading) return;
    const anew = { ...gradingOf(start), snapshots: grading.snapshots };
    edits.commitGrading('start-over', anew, performance.now());
  }
}
