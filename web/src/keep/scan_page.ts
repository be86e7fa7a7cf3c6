// What the journal and the page of a scan tell each other.

import type { Insertion } from '../documents/history';
import type { FileFacts, ScanFacts } from './recent';
import type { JournalDatabase } from './database';
import type { KeptGrade } from './finding';
import type { ExportMark } from './records';
import type { CompleteRecipes } from './scan_reader';
import type { Grade } from './scan_writer';

/** What is opened: its facts, and how its file is had again. */
export interface OpenedFacts {
  readonly file: FileFacts;
  readonly handle: FileSystemFileHandle | null;
  readonly storeKey: string | null;
  readonly scan: ScanFacts;
  readonly picture: string;
  /** Of an export that runs in another tab. */
  readonly exporting: ExportMark | null;
}

/** The page on which a scan is graded. */
export interface ScanPage {
  /** The grade as it is now; `gesture`: a hand is on a control, and more will follow at once. */
  read(): Grade & { readonly gesture: boolean };
  /** What was made elsewhere goes into the history; what is on screen stays. */
  absorb(insertion: Insertion): void;
  /** A grade turned up while this one is nobody's work: the page may show it. */
  found(kept: KeptGrade): void;
  /** Another tab has made a later edit. */
  overtaken(): void;
  /** A newer version wrote what is there: nothing is written any more. */
  sealed(): void;
}

/** What other tabs are told. */
export interface TabMessage {
  readonly key: string;
  /** 0 where the scan was removed from the list. */
  readonly revision: number;
  /** The grade on top is as it was; it has more history. */
  readonly beneath: boolean;
}

/** What the scans of a journal share. */
export interface ScanParts {
  readonly complete: CompleteRecipes;
  readonly tab: string;
  readonly tell: (message: TabMessage) => void;
  /** Milliseconds since 1970, the same in every tab. */
  readonly now: () => number;
  readonly writing: (key: string, revision: number, grade: Grade) => void;
  readonly written: (key: string, revision: number) => void;
  /** What was kept is not there any more, though nobody has removed it from the list. */
  readonly deleted: (key: string) => void;
  /** Has `write` called soon. */
  readonly schedule: () => void;
  /** For what is no edit. */
  readonly attempt: (work: (database: JournalDatabase) => Promise<void>) => Promise<void>;
}
