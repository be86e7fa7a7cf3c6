// A scan that was graded before, as a list shows it.

export interface FileFacts {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
}

/** What is said of a scan without opening it. */
export interface ScanFacts {
  readonly container: string;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly bits: number;
}

export interface RecentScan {
  readonly key: string;
  readonly file: FileFacts;
  readonly scan: ScanFacts;
  readonly crops: number;
  /** When it was last opened, in milliseconds since 1970. */
  readonly used: number;
  /** Of its scan store; that may be gone. */
  readonly storeKey: string | null;
  /** Whether its file can be read again after a click. */
  readonly hasHandle: boolean;
  readonly thumbnail: Blob | null;
  /** Why its grade cannot be read: one sentence without a capital; null where it can. */
  readonly problem: string | null;
}

/** A record of which not even the facts can be read. */
export interface UnreadScan {
  readonly key: string;
  readonly name: string;
  readonly used: number | null;
  readonly problem: string;
  /** A newer version of the editor can read it. */
  readonly newer: boolean;
}

export type RecentEntry = RecentScan | UnreadScan;

/** Whether there is a scan to be opened; its grade may be unreadable all the same. */
export function isScan(entry: RecentEntry): entry is RecentScan {
  return 'file' in entry;
}
