// What is known of a scan's grade. That nothing is there is one answer, that it is not known is another.

import type { StoredScan } from './database';
import { type Head, headFromUnknown } from './records';
import { type CompleteRecipes, type ReadGrade, readGrade } from './scan_reader';
import { type Grade, ScanWriter } from './scan_writer';
import { Unreadable } from './unreadable';

/** The state of a record to which a tab can add: the write that made it, by its number and its tab. */
export interface Base {
  readonly revision: number;
  readonly tab: string;
  /** Null where all has to be written. */
  readonly writer: ScanWriter | null;
}

export interface KeptGrade {
  readonly answer: 'kept';
  /** Null where the grade is still in this page, on its way to the disk. */
  readonly head: Head | null;
  readonly grade: Grade;
  readonly historyLost: boolean;
  /** Null where the record, or its history, is not known well enough to add to it. */
  readonly base: Base | null;
  /** When the edit was made that could not be written yet; null where all is. */
  readonly unwritten: number | null;
}

/** The verdict on a record that is there. It stays where it is. */
export interface SealedGrade {
  /** `newer`: not for this page to touch. `unreadable`: kept as it is when the scan is graded anew. */
  readonly answer: 'unreadable' | 'newer';
  readonly reason: string;
}

export type Verdict = KeptGrade | SealedGrade;

export type Found =
  | Verdict
  | { readonly answer: 'absent' }
  /** The database or the engine did not answer. The grade is looked for again before the first write. */
  | { readonly answer: 'unknown'; readonly reason: string };

export const keptOf = (found: Found): KeptGrade | null => (found.answer === 'kept' ? found : null);

/** Rejects with what the engine says, where it does not answer: that is no verdict. */
export async function verdictOn(key: string, stored: StoredScan, complete: CompleteRecipes): Promise<Verdict> {
  try {
    const head = headFromUnknown(stored.head);
    if (head instanceof Unreadable) throw head;
    return keptFrom(key, head, await readGrade(head, stored.parts, complete));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { answer: error.newer ? 'newer' : 'unreadable', reason: error.message };
  }
}

function keptFrom(key: string, head: Head, grade: ReadGrade): KeptGrade {
  const { historyLost } = grade;
  const { revision, tab } = head;
  // A history that is damaged must not be written over: the record makes way as one that cannot be read.
  const base = historyLost ? null : { revision, tab, writer: new ScanWriter(key, grade) };
  return { answer: 'kept', head, grade, historyLost, base, unwritten: null };
}
