// What is said of a scan that was graded before, when it comes on screen again.

import { gradingFittedTo } from '../../documents/fitted';
import { text } from '../../i18n/text';
import type { RecentScan } from '../../keep/recent';
import type { ExportMark } from '../../keep/records';
import type { Editor } from '../../workspace/editor';
import type { NoticeAction } from '../../workspace/state';
import { kScanNotice, notify } from '../../workspace/notices';
import type { GradeKeeper } from '../journal/keeper';

/** What was there of a scan before it was opened. */
export interface Resumed {
  readonly document: number;
  readonly graded: boolean;
  /** An export that its tab did not live to finish. */
  readonly unfinished: ExportMark | null;
  readonly historyLost: boolean;
  /** Another file of the same picture, where the grade is that file's. */
  readonly twin: TwinFile | null;
}

export interface TwinFile {
  readonly name: string;
  /** It is open: nothing was taken over. */
  readonly isOpen: boolean;
  /** Gives the file that was opened a grade of its own. */
  separate(): void;
}

export class ResumeNotices {
  constructor(
    private readonly editor: Editor,
    private readonly keeper: Pick<GradeKeeper, 'find' | 'sayFound'>,
    private readonly startOver: (document: number) => Promise<void>,
    private readonly resumeExport: (document: number, mark: ExportMark) => void,
  ) {}

  /** `expected`: the scan that the one on screen was meant to be. */
  say(resumed: Resumed, file: string, expected: RecentScan | null): void {
    const { scanKey } = this.editor.state;
    if (expected && scanKey !== expected.key) this.#sayOther(resumed.document, expected);
    else this.#sayBefore(resumed, file);
  }

  #sayBefore({ document, graded, unfinished, historyLost, twin }: Resumed, file: string): void {
    const { name } = this.editor.store.document(document) ?? { name: '' };
    if (unfinished) {
      const run = () => this.resumeExport(document, unfinished);
      const actions = unfinished.orders === null ? [] : [{ label: text('export.resume'), run }];
      return this.#say(document, text('export.unfinished', { name: unfinished.name }), ...actions);
    }
    if (twin && twin.name !== file && (twin.isOpen || graded)) {
      const said = text(twin.isOpen ? 'kept.same-open' : 'kept.same-picture', { name: file, former: twin.name });
      return this.#say(document, said, { label: text('kept.separate'), run: () => twin.separate() });
    }
    if (!graded) return;
    const said = text(historyLost ? 'kept.history-lost' : 'kept.goes-on', { name });
    this.#say(document, said, { label: text('kept.start-over'), run: () => void this.startOver(document) });
  }

  #sayOther(document: number, expected: RecentScan): void {
    const { name } = this.editor.store.document(document) ?? { name: '' };
    const said = text('kept.other-file', { name, expected: expected.file.name });
    this.#say(document, said, { label: text('kept.use'), run: () => void this.#useGradeOf(document, expected) });
  }

  #say(document: number, said: string, ...actions: NoticeAction[]): void {
    notify(this.editor.store, { kind: 'info', key: kScanNotice, document, text: said, actions });
  }

  /** As one step, which can be undone. */
  async #useGradeOf(document: number, { key, file }: RecentScan): Promise<void> {
    const { found } = await this.keeper.find(key);
    if (found.answer !== 'kept') return this.keeper.sayFound(found, file.name);
    const edits = this.editor.documents.edits(document);
    const { scan } = edits.state;
    if (scan) edits.commitGrading('kept-grade', gradingFittedTo(found.grade.grading, scan), performance.now());
  }
}
